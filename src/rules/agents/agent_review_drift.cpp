// An agent that was changed after somebody approved it.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Agent& agent, const Context& in) {
  if (!is_running(agent.status) || agent.changed.none() || agent.changed.not_applicable() || agent.approved.not_applicable())
    return not_applicable();
  if (agent.changed.unknown() && agent.approved.unknown()) return unknown(agent, {"changed", "approved"});
  if (agent.changed.unknown()) return unknown(agent, {"changed"});
  if (agent.approved.unknown()) return unknown(agent, {"approved"});
  if (agent.approved.none())
    return flag(agent.approved.at, "`{}` has never been approved", *agent.id).act("review and approve {}", agent.common.self);
  const Days since = *agent.changed - *agent.approved;
  if (since <= in.options.days("grace")) return clear();
  return flag(agent.changed.at, "`{}` was changed {} after it was approved", *agent.id, since)
      .also(agent.approved.at, "approved here")
      .measure(since)
      .act("review and approve {}", agent.common.self);
}

}  // namespace

Rule agent_review_drift() {
  return {
      .id = "agent-review-drift",
      .title = "Agent changed since its approval",
      .when = "An agent was changed after its last approval, or was never approved.",
      .why = "The approval on file covers an earlier version: nobody has reviewed the model, prompt, tools or sources that run now.",
      .fix =
          "Review and test what changed, then approve it again. If small changes need no approval, allow for them with the option `grace`.",
      .gets = "The version that customers and colleagues meet is the one that was reviewed.",
      .done = "The model, prompt, tools and sources that run are those of the review, whose date is in `approved`.",
      .severity = Severity::medium,
      .effort = 3,
      .carry = 0.5,
      .flagged = "agents: {scorer: {approved: 2026-03-01, changed: 2026-09-01}}",
      .clean = "agents: {scorer: {approved: 2026-09-02, changed: 2026-09-01}}",
      .check = each<Agent>(check),
      .profile = Profile::standard,
      .options = {days_option("grace", 0, "days after its approval in which an agent may still be changed")},
  };
}

}  // namespace stackdrag::rules
