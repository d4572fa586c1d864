// A tool that handles personal data without a data processing agreement.
#include <algorithm>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Where the inventory shows that the tool handles personal data.
struct Evidence {
  Span at;
  std::string why;
};
std::optional<Evidence> evidence_of_personal_data(const Tool& tool, const Context& in) {
  if (tool.personal_data) return *tool.personal_data ? std::optional(Evidence{tool.personal_data.at, ""}) : std::nullopt;
  if (tool.personal_data.none() || tool.personal_data.not_applicable()) return std::nullopt;
  for (const Integration* integration : in.facts.integrations_at(tool.common.self)) {
    if (!in_use(integration->status)) continue;
    for (const auto& moved : integration->moves) {
      if (!moved->target) continue;
      const At<bool>& personal = in.inventory.data[moved->target.index].personal;
      if (personal && *personal) return Evidence{moved.at, fmt::format(" (`{}` moves `{}`)", *integration->id, moved->text)};
    }
  }
  return std::nullopt;
}

/// The first personal data whose system of record each tool is, by the tool's index; null if it is of none.
using Records = std::vector<const Data*>;

Records records_of(const Inventory& inventory) {
  Records records(inventory.tools.size());
  for (const Data& data : inventory.data) {
    if (!data.personal || !*data.personal || !data.system_of_record || !data.system_of_record->target) continue;
    const Data*& first = records[data.system_of_record->target.index];
    if (first == nullptr) first = &data;
  }
  return records;
}

/// Where the inventory keeps personal data in a tool, or moves it there.
std::optional<Evidence> evidence_of_keeping(const Tool& tool, const Records& records, const Context& in) {
  if (const Data* const data = records[tool.common.self.index])
    return Evidence{data->system_of_record.at, fmt::format("is the system of record of `{}`, which is personal", *data->id)};
  for (const Integration* integration : in.facts.integrations_at(tool.common.self)) {
    const auto goes_there = [&](const auto& to) { return to->target == tool.common.self; };
    if (!in_use(integration->status) || std::none_of(integration->to.begin(), integration->to.end(), goes_there)) continue;
    for (const auto& moved : integration->moves) {
      const At<bool>* const personal = moved->target ? &in.inventory.data[moved->target.index].personal : nullptr;
      if (personal != nullptr && *personal && **personal)
        return Evidence{moved.at, fmt::format("gets `{}`, which is personal, from `{}`", moved->text, *integration->id)};
    }
  }
  return std::nullopt;
}

/// A tool that is said to see no personal data, and to need no agreement: what is asked is whether it gets some all the same.
Verdict check_denied(const Tool& tool, const Records& records, const Context& in) {
  const std::optional<Evidence> kept = evidence_of_keeping(tool, records, in);
  if (!kept) return not_applicable();
  if (tool.dpa || tool.common.extras().why) return clear();
  return flag(tool.personal_data.at, "`{}` is said to handle no personal data, but {}", *tool.id, kept->why)
      .also(kept->at, "personal data")
      .as(Severity::low)
      .act("settle whether {} handles personal data", tool.common.self);
}

/// The company that an agreement about the tool is with: its vendor; else that of its product; else the one that its id names.
std::string company_of(const Tool& tool, const Packs& packs) {
  if (tool.vendor) return packs.vendor_family(*tool.vendor);
  if (tool.product && packs.vendor(*tool.product) != nullptr) return packs.vendor_family(*tool.product);
  return packs.vendor_family(*tool.id);
}

/// The known vendor with whose name the id begins, as `hubspot-sales` does; empty if there is none. It need not be its vendor.
std::string perhaps_company_of(const Tool& tool, const Packs& packs) {
  constexpr std::size_t least = 5;  // a shorter name is often a word
  if (tool.vendor || tool.product) return "";
  Text name = *tool.id;
  while (packs.vendor(name) == nullptr) {
    const std::size_t end = name.find_last_of("-_. ");
    if (end == Text::npos || end < least) return "";
    name = name.substr(0, end);
  }
  return packs.vendor_family(name);
}

/// The companies with which there is an agreement, and the products that it is about.
struct Agreements {
  std::unordered_set<std::string> companies, products;
  Records records;

  bool cover(const Tool& tool, const Packs& packs) const {
    if (companies.contains(company_of(tool, packs)) || products.contains(folded_name(*tool.id))) return true;
    return (tool.product && products.contains(folded_name(*tool.product))) ||
           (tool.common.name && products.contains(folded_name(*tool.common.name)));
  }
};

Agreements prepare(const Context& in) {
  Agreements agreements{{}, {}, records_of(in.inventory)};
  for (const Tool& tool : in.inventory.tools) {
    // Whoever looks after the tool, and whether it runs yet: the agreement is signed. One about a tool that is gone may have ended.
    if ((!tool.dpa && !tool.dpa.misread()) || is_retired(tool.status)) continue;
    agreements.companies.insert(company_of(tool, in.packs));
    // Other tools may be part of this one, or it may be part of another.
    agreements.products.insert(folded_name(*tool.id));
    if (tool.product) agreements.products.insert(folded_name(*tool.product));
    if (tool.common.name) agreements.products.insert(folded_name(*tool.common.name));
  }
  agreements.companies.erase("");
  return agreements;
}

/// A tool that is said to have no agreement, although there is one with its vendor.
Flagged contradicted(const Tool& tool, const Evidence& evidence) {
  return flag(tool.dpa.at,
              "`{}` handles personal data{} and is said to have no data processing agreement, but there is one with its vendor", *tool.id,
              evidence.why)
      .also(evidence.at, "personal data")
      .as(Severity::low)
      .act("settle whether the vendor's agreement is about {}", tool.common.self);
}

Verdict check(const Tool& tool, const Agreements& agreements, const Context& in) {
  if (!in_use(tool.status) || is_external(tool) || is_in_house(tool) || tool.in_house.misread()) return not_applicable();
  if (tool.dpa.not_applicable()) return not_applicable();
  if (tool.personal_data && !*tool.personal_data) return check_denied(tool, agreements.records, in);
  const auto evidence = evidence_of_personal_data(tool, in);
  const bool nobody_said = !tool.dpa.none();
  if (tool.dpa || (nobody_said && (tool.vendor.misread() || tool.product.misread() || agreements.cover(tool, in.packs)))) return clear();
  // Nobody has said whose it is, and with the likeliest vendor there is an agreement.
  if (evidence && nobody_said && agreements.companies.contains(perhaps_company_of(tool, in.packs))) return unknown(tool, {"vendor"});
  if (!evidence) return tool.personal_data.unknown() && !nobody_said ? unknown(tool, {"personal_data"}) : clear();
  if (!nobody_said && agreements.companies.contains(company_of(tool, in.packs))) return contradicted(tool, *evidence);
  const Span at = where(tool.dpa, tool.id.at);
  return flag(at, "`{}` handles personal data{} and has no data processing agreement{}", *tool.id, evidence->why,
              nobody_said ? " on record" : "")
      .also(evidence->at, "personal data")
      .as(nobody_said ? Severity::medium : Severity::high)
      .without(nobody_said)
      .act("sign a data processing agreement for {}", tool.common.self);
}

}  // namespace

Rule vendor_no_dpa() {
  return {
      .id = "vendor-no-dpa",
      .title = "No data processing agreement on record",
      .when =
          "A tool handles personal data, as declared or as its integrations show, and has no data processing agreement, or (medium) nobody "
          "has said whether it has one; or (low) it is said to handle none, but keeps or gets some, or to "
          "have no agreement, but there is one with its vendor. An agreement with its vendor about "
          "another tool is one, even if that tool is another team's or only planned, and what was built in-house needs none.",
      .why =
          "The GDPR (article 28) and the CCPA require a contract with everyone who handles personal data for you, and auditors ask for it "
          "first.",
      .fix =
          "Sign the vendor's agreement, file it, and record its date in `dpa` (`signed` if nobody knows the day). If the tool sees no "
          "personal data, set `personal_data: "
          "false`, and if it gets some in a form that is not personal, say so in `why`.",
      .gets = "The tool can stay in use when legal or a client asks on what grounds.",
      .done = "The signed agreement is filed where legal finds it and its day is in `dpa`, or the tool gets no personal data.",
      .severity = Severity::high,
      .effort = 4,
      .carry = 0.5,
      .flagged = "tools: {surveybee: {personal_data: true, dpa: none}}",
      .clean = "tools: {surveybee: {personal_data: true, dpa: 2025-01-10}}",
      .check = each<Tool>(prepare, check),
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
