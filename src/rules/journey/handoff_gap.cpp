// Two touchpoints that follow one another, on tools between which nothing flows.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

const Touchpoint* follower(const Ref<Kind::touchpoint>& next, const Inventory& inventory) {
  if (!next.target) return nullptr;
  const Touchpoint& touchpoint = inventory.touchpoints[next.target.index];
  return in_use(touchpoint.status) ? &touchpoint : nullptr;
}

Verdict check(const Touchpoint& touchpoint, const Context& in) {
  if (!in_use(touchpoint.status) || touchpoint.next.size() == 0 || touchpoint.tool.none() || touchpoint.tool.not_applicable())
    return not_applicable();
  const Touchpoint* untold = nullptr;
  for (const auto& next : touchpoint.next) {
    const Touchpoint* other = follower(*next, in.inventory);
    if (other == nullptr || other->tool.none() || other->tool.not_applicable()) continue;
    if (touchpoint.tool.unknown() || other->tool.unknown()) {
      untold = touchpoint.tool.unknown() ? &touchpoint : other;
      continue;
    }
    const ItemId here = touchpoint.tool->target;
    const ItemId there = other->tool->target;
    // What is not declared is for `ghost-reference` to report.
    if (!here || !there || in.facts.connected(here, there)) continue;
    return flag(next.at, "`{}` leads to `{}`, but nothing flows from `{}` to `{}`", *touchpoint.id, *other->id, touchpoint.tool->text,
                other->tool->text)
        .also(other->tool.at, "runs on `{}` here", other->tool->text)
        .keyed(std::string(*other->id))
        .act("connect the tools behind {}", touchpoint.common.self);
  }
  return untold == nullptr ? clear() : unknown(*untold, {"tool"});
}

}  // namespace

Rule handoff_gap() {
  return {
      .id = "handoff-gap",
      .title = "The customer has to start again",
      .when = "A touchpoint leads to one on another tool, and no chain of integrations connects the two tools.",
      .why = "What the customer said at one touchpoint is not known at the next, so everything is asked twice.",
      .fix =
          "Connect the two tools, directly or by way of a warehouse, at least for who the customer is. What knows no customer, such as a "
          "poster, has `tool: n/a` and a `why`.",
      .severity = Severity::medium,
      .effort = 12,
      .carry = 1,
      .flagged = "tools: {forms: {}, crm: {}}\ntouchpoints: {signup: {tool: forms, next: [demo-call]}, demo-call: {tool: crm}}",
      .clean =
          "tools: {forms: {}, crm: {}}\nintegrations: {forms-crm: {from: forms, to: crm}}\ntouchpoints: {signup: {tool: forms, next: "
          "[demo-call]}, demo-call: {tool: crm}}",
      .check = each<Touchpoint>(check),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
