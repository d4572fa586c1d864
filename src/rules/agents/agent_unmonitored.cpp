// An agent whose quality nobody measures.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Agent& agent, const Context& in) {
  if (!is_running(agent.status) || agent.metric.not_applicable()) return not_applicable();
  if (!agent.metric) {
    const Span at = where(agent.metric, agent.id.at);
    return flag(at, "no quality metric is recorded for `{}`", *agent.id)
        .lacking(agent.metric)
        .act("choose a quality metric for {}, and measure it", agent.common.self);
  }
  if (agent.last_eval.not_applicable()) return clear();
  if (agent.last_eval.unknown()) return unknown(agent, {"last_eval"});
  if (agent.last_eval.none())
    return flag(agent.last_eval.at, "the quality of `{}` has never been measured", *agent.id)
        .act("measure the quality of {}", agent.common.self);
  const bool small = agent.impact && *agent.impact == Level::low;
  const Days limit = in.options.days(small ? "small" : "age");
  const Days age = in.as_of - *agent.last_eval;
  if (age <= limit) return clear();
  return flag(agent.last_eval.at, "the quality of `{}` was last measured {} ago (limit {})", *agent.id, age, limit)
      .measure(age)
      .act("measure the quality of {}", agent.common.self);
}

}  // namespace

Rule agent_unmonitored() {
  return {
      .id = "agent-unmonitored",
      .title = "Agent quality not measured",
      .when = "An agent has no quality metric, or its quality was last measured longer ago than the limit.",
      .why = "Models, prompts and data change. An agent gets worse without raising an error, and customers notice first.",
      .fix = "Choose one metric that shows whether it does its job, and measure it every quarter.",
      .gets = "The team sees that the agent is getting worse before customers do.",
      .done = "`metric` has a value measured this quarter, with its day in `last_eval`, and a value below which it is stopped.",
      .severity = Severity::medium,
      .effort = 4,
      .carry = 1,
      .flagged = "agents: {scorer: {metric: precision at top 100, last_eval: 2026-06-01}}",
      .clean = "agents: {scorer: {metric: precision at top 100, last_eval: 2026-11-01}}",
      .check = each<Agent>(check),
      .profile = Profile::standard,
      .options = {days_option("age", 90, "days after which an agent's quality must be measured again"),
                  days_option("small", 180, "the same for an agent with `impact: low`")},
  };
}

}  // namespace stackdrag::rules
