// An agent that customers take for a person.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Agent& agent, const Context&) {
  if (!in_use(agent.status) || agent.disclosed.not_applicable()) return not_applicable();
  if (agent.disclosed && *agent.disclosed) return clear();
  const At<bool>& facing = agent.customer_facing;
  if (facing.unknown()) return unknown(agent, {"customer_facing"});
  if (!facing || !*facing) return not_applicable();
  const Span at = where(agent.disclosed, facing.at);
  return flag(at, "customers meet `{}`, and are not told that it is no person", *agent.id)
      .act("tell customers what {} is", agent.common.self);
}

}  // namespace

Rule agent_undisclosed() {
  return {
      .id = "agent-undisclosed",
      .title = "Customers are not told that it is an agent",
      .when = "Customers meet an agent and are not told that it is no person.",
      .why =
          "People forgive a machine more than a person who turns out to be one. In the EU the duty (AI Act, article 50(1)) is the "
          "provider's; to say so is good practice for everybody.",
      .fix = "Say it where the conversation begins, in one plain sentence, and set `disclosed: true`.",
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
