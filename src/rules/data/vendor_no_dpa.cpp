// A vendor that handles personal data without an agreement about it.
#include <optional>

#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// Where the inventory shows that the tool handles personal data; nothing if it does not show that.
struct Sign {
  Span at;
  std::string why;
};
std::optional<Sign> sign_of_personal_data(const Tool& tool, const Context& in) {
  if (tool.personal_data) return *tool.personal_data ? std::optional(Sign{tool.personal_data.at, ""}) : std::nullopt;
  if (tool.personal_data.none() || tool.personal_data.not_applicable()) return std::nullopt;
  for (const Integration* integration : in.facts.integrations_at(tool.common.self)) {
    if (!in_use(integration->status)) continue;
    for (const auto& moved : integration->moves) {
      if (!moved->target) continue;
      const At<bool>& personal = in.inventory.data[moved->target.index].personal;
      if (personal && *personal) return Sign{moved.at, fmt::format(": `{}` moves `{}`", *integration->id, moved->text)};
    }
  }
  return std::nullopt;
}

Verdict check(const Tool& tool, const Context& in) {
  if (!in_use(tool.status) || is_external(tool) || tool.dpa.not_applicable()) return not_applicable();
  const auto sign = sign_of_personal_data(tool, in);
  if (!sign || tool.dpa) return clear();
  const Span at = where(tool.dpa, tool.id.at);
  return flag(at, "`{}` handles personal data{}, and no data processing agreement is recorded", *tool.id, sign->why)
      .also(sign->at, "personal data")
      .act("sign a data processing agreement for {}", tool.common.self);
}

}  // namespace

Rule vendor_no_dpa() {
  return {
      .id = "vendor-no-dpa",
      .title = "Personal data without an agreement",
      .when = "A tool handles personal data, as it says or as integrations show, without a data processing agreement.",
      .why =
          "The GDPR (article 28) and the CCPA ask for a contract with everybody who handles personal data for you; an audit asks for it "
          "first.",
      .fix =
          "Sign the vendor's agreement, list it, and write the day into `dpa`. If the tool sees no personal data, say `personal_data: "
          "false`.",
      .severity = Severity::high,
      .effort = 4,
      .carry = 0.5,
      .flagged = "tools: {surveybee: {personal_data: true}}",
      .clean = "tools: {surveybee: {personal_data: true, dpa: 2025-01-10}}",
      .check = each<Tool>(check),
  };
}

}  // namespace stackdrag::rules
