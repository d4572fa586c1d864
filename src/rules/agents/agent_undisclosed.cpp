// An agent that customers may take for a person.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Agent& agent, const Context&) {
  if (!is_running(agent.status) || agent.disclosed.not_applicable()) return not_applicable();
  if (agent.disclosed && *agent.disclosed) return clear();
  const At<bool>& facing = agent.customer_facing;
  if (facing.unknown()) return unknown(agent, {"customer_facing"});
  if (!facing || !*facing) return not_applicable();
  const Span at = where(agent.disclosed, facing.at);
  return flag(at, "`{}` faces customers, who are not told that it is an AI agent", *agent.id)
      .lacking(agent.disclosed)
      .act("tell customers that {} is an AI agent", agent.common.self);
}

}  // namespace

Rule agent_undisclosed() {
  return {
      .id = "agent-undisclosed",
      .title = "Agent not disclosed to customers",
      .when = "An agent faces customers, and they are not told that it is not a person.",
      .why =
          "Customers who find out later feel deceived. Under the EU AI Act, article 50(1), the duty to disclose is the provider's, but "
          "telling customers is good practice for everybody.",
      .fix = "Say so in one plain sentence where the conversation begins, and set `disclosed: true`.",
      .gets = "Customers know whom they are talking to, and have no reason to feel deceived later.",
      .done = "The conversation opens with one plain sentence that says so, on every channel, and `disclosed: true` is set.",
      .severity = Severity::medium,
      .effort = 2,
      .carry = 0.25,
      .flagged = "agents: {greeter: {customer_facing: true}}",
      .clean = "agents: {greeter: {customer_facing: true, disclosed: true}}",
      .check = each<Agent>(check),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
