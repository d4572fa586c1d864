// Writes observed items as an inventory declares them: one with places to fill in, or all of them as a draft.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "evidence/draft_ids.h"
#include "evidence/written.h"
#include "stackdrag/observed_file.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// What an inventory has to say of a kind and exports do not: "owner, purpose".
std::string what_people_know(Kind kind, const Observed& observed) {
  std::vector<std::string_view> names;
  const auto add = [&](const Record& record) {
    for (const Field& field : record.fields) {
      const bool is_told = std::any_of(observed.items.begin(), observed.items.end(),
                                       [&](const ObservedItem& item) { return item.kind == kind && item.fields.contains(field.name); });
      if (field.evidence == stackdrag::Evidence::declared && field.need != Need::optional && !is_told) names.push_back(field.name);
    }
  };
  add(fields_of(kind));
  if (has_common_fields(kind)) add(common_fields());
  return fmt::format("{}", fmt::join(names, ", "));
}

/// The ids of the sources of an item, "gtm-WZL8XZV, har-acme.example".
std::string sources_of(const ObservedItem& item) {
  std::set<std::string_view> all;
  for (const std::vector<std::string>& ids : item.sources) all.insert(ids.begin(), ids.end());
  return fmt::format("{}", fmt::join(all, ", "));
}

/// A line of the draft. What lacks a field that every such item has is a comment until somebody fills it in.
std::string draft_line(const ObservedItem& item, const DraftIds& ids) {
  std::vector<std::string> parts;
  const std::vector<const Field*> lacks = lacking(item);
  for (const Field* const field : lacks) parts.push_back(fmt::format("{}: {}", field->name, placeholder_of(field->shape)));
  for (const auto& [field, value] : drafted_fields(item, ids)) parts.push_back(fmt::format("{}: {}", field->name, value));
  // What has an account is found again by it.
  const std::string& id = ids.at({item.kind, item.key});
  if (!item.fields.contains("account") && id != item.key) parts.push_back(fmt::format("was: [{}]", written_text(item.key)));
  return fmt::format("  {}{}: {{{}}}  # {}\n", lacks.empty() ? "" : "# ", written_text(id), fmt::join(parts, ", "), sources_of(item));
}

/// The currencies in which something is paid.
std::set<std::string_view> currencies_of(const Observed& observed) {
  std::set<std::string_view> currencies;
  for (const ObservedItem& item : observed.items) {
    const std::string_view cost = item.value("cost");
    if (const std::string_view code = currency_code(cost.substr(0, cost.find(' ')), {}); !code.empty()) currencies.insert(code);
  }
  return currencies;
}

std::string draft_section(Kind kind, const Observed& observed, const DraftIds& ids, const std::set<std::string>& named) {
  const std::string known_by_people = what_people_know(kind, observed);
  std::string out = fmt::format("\n{}:", section_of(kind));
  out += known_by_people.empty() ? "\n" : fmt::format("  # no export knows: {}\n", known_by_people);
  const bool any_lacks = std::any_of(observed.items.begin(), observed.items.end(),
                                     [&](const ObservedItem& item) { return item.kind == kind && !lacking(item).empty(); });
  if (any_lacks) out += "  # Where `<…>` stands, fill in what no export says, and take away the `# ` in front.\n";
  for (const ObservedItem& item : observed.items) {
    if (item.kind == kind) out += draft_line(item, ids);
  }
  for (const std::string& name : named) out += fmt::format("  {}: {{}}\n", written_text(name));
  return out;
}

}  // namespace

std::string draft_text(const Observed& observed) {
  const DraftIds ids = ids_for(observed);
  Named named;
  for (const ObservedItem& item : observed.items) add_named(item, ids, named);
  std::optional<Date> newest;
  for (const ExportSource& source : observed.sources) newest = std::max(newest, source.day);
  std::string out = fmt::format("# Drafted from {}{}. Behind each item stands which of them knows it.\n",
                                count_of(observed.sources.size(), "export"), newest ? fmt::format(" up to {}", *newest) : "");
  out +=
      "# Owners, purposes and contracts are what you add: `stackdrag audit` tells where they are missed most.\n"
      "version: 1\n\n"
      "stack:\n";
  const std::set<std::string_view> currencies = currencies_of(observed);
  out += fmt::format("  {}currency: {}\n", currencies.size() == 1 ? "" : "# ", currencies.size() == 1 ? *currencies.begin() : "EUR");
  out +=
      "  # name: My company\n"
      "  # capacity_hours: 160        # hours of work a month that keep this stack running\n"
      "  # regions: [eu]              # where the visitors are\n"
      "  # consent_platform: onetrust # the tool that asks them for consent\n";
  std::set<Kind> sections;
  for (const ObservedItem& item : observed.items) sections.insert(item.kind);
  for (const auto& [kind, names] : named) sections.insert(kind);
  for (const Kind kind : sections) {
    const auto names = named.find(kind);
    out += draft_section(kind, observed, ids, names == named.end() ? std::set<std::string>{} : names->second);
  }
  return out;
}

}  // namespace stackdrag::evidence
