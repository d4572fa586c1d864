// An agent that acts by itself and that nobody knows how to stop.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Agent& agent, const Context&) {
  if (!in_use(agent.status) || agent.off_switch.not_applicable() || agent.autonomy.not_applicable()) return not_applicable();
  if (agent.off_switch) return clear();
  if (!agent.autonomy) return unknown(agent, {"autonomy"});
  if (*agent.autonomy != Autonomy::act) return not_applicable();
  const Span at = where(agent.off_switch, agent.autonomy.at);
  return flag(at, "`{}` acts by itself, and how to stop it is not recorded", *agent.id)
      .act("write down and rehearse how to stop {}", agent.common.self);
}

}  // namespace

Rule agent_no_off_switch() {
  return {
      .id = "agent-no-off-switch",
      .title = "Agent without an off switch",
      .when = "An agent acts by itself, and how to stop it is not recorded.",
      .why = "When it goes wrong at night, whoever notices has to find out first how to stop it (NIST AI RMF, MANAGE 2.4).",
      .fix = "Write down in one line how to stop it and who may, then try it once.",
      .severity = Severity::high,
      .effort = 2,
      .carry = 0.25,
      .flagged = "agents: {bidder: {autonomy: act}}",
      .clean = "agents: {bidder: {autonomy: act, off_switch: 'Settings > Bidding > Pause'}}",
      .check = each<Agent>(check),
  };
}

}  // namespace stackdrag::rules
