// An agent whose owner approves what it does.
#include <algorithm>

#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// How many employees there are who could approve.
std::size_t insiders(const Context& in) {
  return static_cast<std::size_t>(std::count_if(in.inventory.people.begin(), in.inventory.people.end(), [](const Person& person) {
    return !person.left && (!person.kind || *person.kind == PersonKind::internal);
  }));
}

Verdict check(const Agent& agent, const std::size_t& insiders, const Context&) {
  if (!is_running(agent.status) || !agent.approver || !agent.owner || !agent.autonomy) return not_applicable();
  const bool small = agent.impact && *agent.impact == Level::low;
  // In a team of one, nobody else could approve.
  if (*agent.autonomy == Autonomy::suggest || small || insiders < 2) return not_applicable();
  const bool same = agent.approver->target && agent.approver->target == agent.owner->target;
  if (!same || agent.approver->target.kind != Kind::person) return clear();
  return flag(agent.approver.at, "`{}` is approved by its own owner, `{}`", *agent.id, agent.approver->text)
      .also(agent.owner.at, "its owner")
      .act("name an approver for {} who does not own it");
}

}  // namespace

Rule approver_is_owner() {
  return {
      .id = "approver-is-owner",
      .title = "Owner approves their own agent",
      .when = "An agent's approver is also its owner, although other people could approve it.",
      .why = "Whoever built it is the last to see its mistakes; a second pair of eyes is what an approval is for.",
      .fix = "Name somebody else who knows the work as `approver`.",
      .gets = "The agent is checked by somebody who did not build it.",
      .done = "`approver` names somebody else, who has gone through ten of its actions without its owner.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.1,
      .flagged = "people: {ana: {}, raj: {}}\nagents: {bidder: {autonomy: act, owner: ana, approver: ana}}",
      .clean = "people: {ana: {}, raj: {}}\nagents: {bidder: {autonomy: act, owner: ana, approver: raj}}",
      .check = each<Agent>(insiders, check),
  };
}

}  // namespace stackdrag::rules
