// Two consecutive touchpoints on tools that exchange no data.
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "rules/several.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

const Touchpoint* next_touchpoint(const Ref<Kind::touchpoint>& next, const Inventory& inventory) {
  if (!next.target) return nullptr;
  const Touchpoint& touchpoint = inventory.touchpoints[next.target.index];
  return in_use(touchpoint.status) ? &touchpoint : nullptr;
}

Flagged gap(const Touchpoint& touchpoint, const At<Ref<Kind::touchpoint>>& next, const Touchpoint& other) {
  return flag(next.at, "`{}` leads to `{}`, but no data flows from `{}` to `{}`", *touchpoint.id, *other.id, touchpoint.tool->text,
              other.tool->text)
      .also(other.tool.at, "runs on `{}` here", other.tool->text)
      .lacking()
      .keyed(std::string(*other.id))
      .act("connect the tools behind {}", touchpoint.common.self);
}

/// One answer for each touchpoint that it leads to across a gap.
std::vector<Verdict> check(const Touchpoint& touchpoint, const Context& in) {
  std::vector<Verdict> answers;
  if (!in_use(touchpoint.status) || touchpoint.next.size() == 0 || touchpoint.tool.none() || touchpoint.tool.not_applicable())
    return answers;
  const Touchpoint* incomplete = nullptr;
  std::set<std::uint32_t> seen;
  for (const auto& next : touchpoint.next) {
    const Touchpoint* other = next_touchpoint(*next, in.inventory);
    if (other == nullptr || other->tool.none() || other->tool.not_applicable()) continue;
    if (!seen.insert(other->common.self.index).second) continue;
    if (touchpoint.tool.unknown()) {
      incomplete = &touchpoint;
    } else if (other->tool.unknown()) {
      if (incomplete == nullptr || other->common.self.index < incomplete->common.self.index) incomplete = other;  // no mutant: never equal
    } else if (const ItemId here = touchpoint.tool->target, there = other->tool->target; here && there) {
      // `ghost-reference` reports a tool that is not declared.
      if (!in.facts.connected(here, there)) answers.emplace_back(gap(touchpoint, next, *other));
    }
  }
  if (answers.empty()) answers.push_back(incomplete == nullptr ? Verdict(clear()) : Verdict(unknown(*incomplete, {"tool"})));
  return answers;
}

}  // namespace

Rule handoff_gap() {
  return {
      .id = "handoff-gap",
      .title = "No data handoff between touchpoints",
      .when = "A touchpoint leads to one on another tool, and no chain of integrations connects the two tools.",
      .why = "What the customer said at one touchpoint is unknown at the next, so customers are asked everything twice.",
      .fix =
          "Connect the two tools, directly or through a warehouse, so that at least the customer's identity is passed on. If a touchpoint "
          "identifies nobody, such as a poster, set `tool: n/a` and give the reason in `why`.",
      .gets = "Customers need not say twice who they are and what they want.",
      .done = "A test customer who begins at the first touchpoint is recognised at the next.",
      .severity = Severity::medium,
      .effort = 12,
      .carry = 1,
      .flagged = "tools: {forms: {}, crm: {}}\ntouchpoints: {signup: {tool: forms, next: [demo-call]}, demo-call: {tool: crm}}",
      .clean =
          "tools: {forms: {}, crm: {}}\nintegrations: {forms-crm: {from: forms, to: crm}}\ntouchpoints: {signup: {tool: forms, next: "
          "[demo-call]}, demo-call: {tool: crm}}",
      .check = each_several<Touchpoint>(check),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
