// Writes observed items as an inventory declares them: one with places to fill in, or all of them as a draft.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "evidence/written.h"
#include "stackdrag/observed_file.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

constexpr std::size_t account_digits = 6;

constexpr std::size_t longest_id = 48;

/// "Leads to HubSpot (new)" is "leads-to-hubspot-new". Empty if it holds none of the letters that ids are made of.
std::string id_from(std::string_view name) {
  std::string id;
  for (const char c : lower_case(name)) {
    if (is_letter(c) || is_digit(c))
      id += c;
    else if (!id.empty() && id.back() != '-')
      id += '-';
  }
  // Rather a word less than a part of one.
  if (id.size() > longest_id) id.resize(std::min(id.rfind('-', longest_id), longest_id));
  while (id.ends_with('-')) id.pop_back();
  return id;
}

/// An id that people can say: the vendor and the end of the account. Later exports are recognised by the account, not by the id.
std::string id_for(const ObservedItem& item) {
  const std::string_view vendor = item.value("vendor"), account = item.value("account");
  if (vendor.empty() || account.empty()) {
    std::string id = id_from(item.value("name"));
    if (!id.empty()) return id;
    id = item.key;
    std::replace_if(
        id.begin(), id.end(), [](char c) { return c == '.' || c == '@'; }, '-');
    return id;
  }
  return lower_case(fmt::format("{}-{}", vendor, account.substr(account.size() - std::min(account.size(), account_digits))));
}

/// Every item with an id of its own.
using Ids = std::map<std::pair<Kind, std::string_view>, std::string>;

Ids ids_for(const Observed& observed) {
  Ids ids;
  std::set<std::string> taken;
  for (const ObservedItem& item : observed.items) {
    const std::string wanted = id_for(item);
    std::string id = wanted;
    // A workflow may have an agent of the same name.
    if (taken.contains(id)) id = fmt::format("{}-{}", wanted, name_of(item.kind));
    for (std::size_t number = 2; !taken.insert(id).second; ++number) id = fmt::format("{}-{}", wanted, number);
    ids.emplace(Ids::key_type(item.kind, item.key), id);
  }
  return ids;
}

/// What the items name that is not among them, by the kind that it would be.
using Named = std::map<Kind, std::set<std::string_view>>;

Named named_by(const Observed& observed, const Ids& ids) {
  Named named;
  for (const ObservedItem& item : observed.items) {
    for (const auto& [field, value] : written_fields(item)) {
      const Shape& shape = field->shape;
      if (shape.form != Shape::Form::reference || field->open || shape.kinds.empty()) continue;
      for (const std::string& name : item.fields.at(std::string(field->name))) {
        const bool is_item = std::any_of(shape.kinds.begin(), shape.kinds.end(), [&](Kind kind) { return ids.contains({kind, name}); });
        if (!is_item) named[shape.kinds.front()].insert(name);
      }
    }
  }
  return named;
}

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

/// The fields without which there is no such item, and which no export gives: "from".
std::string lacking(const ObservedItem& item) {
  std::vector<std::string_view> names;
  for (const Field& field : fields_of(item.kind).fields) {
    if (field.need == Need::required && !item.fields.contains(field.name)) names.push_back(field.name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string draft_line(const ObservedItem& item, const Ids& ids) {
  std::vector<std::string> parts;
  for (const auto& [field, value] : written_fields(item)) {
    std::string written = value;
    if (field->shape.form == Shape::Form::reference) {
      // What it names has another id in the draft than in the observed file.
      std::vector<std::string> names = item.fields.at(std::string(field->name));
      for (std::string& name : names) {
        for (const Kind kind : field->shape.kinds) {
          if (const auto id = ids.find({kind, name}); id != ids.end()) name = id->second;
        }
      }
      written = field->shape.amount == Shape::Amount::list ? written_list(names) : written_text(names.front());
    }
    parts.push_back(fmt::format("{}: {}", field->name, written));
  }
  // What has an account is found again by it.
  const std::string& id = ids.at({item.kind, item.key});
  if (!item.fields.contains("account") && id != item.key) parts.push_back(fmt::format("was: [{}]", written_text(item.key)));
  const std::string line = fmt::format("{}: {{{}}}  # {}\n", written_text(id), fmt::join(parts, ", "), sources_of(item));
  const std::string lacks = lacking(item);
  return lacks.empty() ? "  " + line : fmt::format("  # Add {}: {}", lacks, line);
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

std::string draft_section(Kind kind, const Observed& observed, const Ids& ids, const std::set<std::string_view>& named) {
  const std::string known_by_people = what_people_know(kind, observed);
  std::string out = fmt::format("\n{}:", section_of(kind));
  out += known_by_people.empty() ? "\n" : fmt::format("  # no export knows: {}\n", known_by_people);
  for (const ObservedItem& item : observed.items) {
    if (item.kind == kind) out += draft_line(item, ids);
  }
  for (const std::string_view name : named) out += fmt::format("  {}: {{}}\n", written_text(name));
  return out;
}

}  // namespace

std::string draft_text(const Observed& observed) {
  const Ids ids = ids_for(observed);
  const Named named = named_by(observed, ids);
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
    out += draft_section(kind, observed, ids, names == named.end() ? std::set<std::string_view>{} : names->second);
  }
  return out;
}

std::string adoption_text(const ObservedItem& item) {
  const std::string id = id_for(item);
  std::string out = fmt::format("{}:\n  {}:\n", section_of(item.kind), id);
  for (const char* const asked : {"owner", "purpose"}) {
    if (const Field* const field = find_field(item.kind, asked); field != nullptr && !item.fields.contains(asked))
      out += fmt::format("    {}: {}\n", asked, placeholder_of(field->shape));
  }
  for (const Field& field : fields_of(item.kind).fields) {
    if (field.need == Need::required && !item.fields.contains(field.name))
      out += fmt::format("    {}: {}\n", field.name, placeholder_of(field.shape));
  }
  for (const auto& [field, value] : written_fields(item)) out += fmt::format("    {}: {}\n", field->name, value);
  // What has an account is found again by it.
  if (item.fields.count("account") == 0 && id != item.key) out += fmt::format("    was: [{}]\n", written_text(item.key));
  return out;
}

}  // namespace stackdrag::evidence
