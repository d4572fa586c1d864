// An agent that acts on its own, with no record of how to stop it.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Agent& agent, const Context&) {
  if (!is_running(agent.status) || agent.off_switch.not_applicable() || agent.autonomy.not_applicable()) return not_applicable();
  if (agent.off_switch) return clear();
  if (!agent.autonomy) return unknown(agent, {"autonomy"});
  if (*agent.autonomy != Autonomy::act) return not_applicable();
  const Span at = where(agent.off_switch, agent.autonomy.at);
  return flag(at, "`{}` acts on its own, and there is no record of how to stop it", *agent.id)
      .act("document and rehearse how to stop {}", agent.common.self);
}

}  // namespace

Rule agent_no_off_switch() {
  return {
      .id = "agent-no-off-switch",
      .title = "Agent without an off switch",
      .when = "An agent acts on its own, and there is no record of how to stop it.",
      .why = "When it goes wrong at night, whoever notices must first find out how to stop it (NIST AI RMF, MANAGE 2.4).",
      .fix = "Write down in one line how to stop it and who may do so, then try it once.",
      .gets = "A wrong message or change can be stopped within minutes, by whoever sees it first.",
      .done = "Somebody other than its owner has stopped it by following `off_switch`, and started it again.",
      .severity = Severity::high,
      .effort = 2,
      .carry = 0.25,
      .flagged = "agents: {bidder: {autonomy: act}}",
      .clean = "agents: {bidder: {autonomy: act, off_switch: 'Settings > Bidding > Pause'}}",
      .check = each<Agent>(check),
  };
}

}  // namespace stackdrag::rules
