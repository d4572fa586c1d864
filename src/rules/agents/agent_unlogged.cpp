// An agent whose logs are not kept long enough to look up its decisions.
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Agent& agent, const Context& in) {
  if (!is_running(agent.status) || agent.logs_days.not_applicable()) return not_applicable();
  if (agent.logs_days.unknown()) return unknown(agent, {"logs_days"});
  const double limit = in.options.number("kept");
  const double kept = agent.logs_days.none() ? 0 : *agent.logs_days;
  if (kept >= limit) return clear();
  const bool high = agent.risk && *agent.risk == Risk::high;
  const std::string logs =
      kept > 0 ? fmt::format("keeps its logs for {}", count_of(static_cast<std::size_t>(kept), "day")) : "keeps no logs";
  return flag(agent.logs_days.at, "`{}` {} (minimum {}{})", *agent.id, logs, format_number(limit),
              high ? ", required for high-risk agents" : "")
      .measure(limit - kept, "days")
      .as(high ? Severity::high : Severity::medium)
      .act(fmt::format("keep the logs of {{}} for {} days", format_number(limit)), agent.common.self);
}

}  // namespace

Rule agent_unlogged() {
  return {
      .id = "agent-unlogged",
      .title = "Agent logs not kept long enough",
      .when = "An agent's logs are kept for fewer days than the limit.",
      .why =
          "When a customer or an auditor asks why it did something, nobody can say. For high-risk systems the EU AI Act (article 26(6)) "
          "requires deployers to keep the logs for at least six months; for all others it is good practice.",
      .fix = "Keep its inputs, outputs and actions for at least 183 days, where people can search them.",
      .gets = "When a customer asks what the agent told them, the answer can be looked up.",
      .done = "The logs are set to be kept for {kept}, and one conversation of last week was found in them by its customer.",
      .severity = Severity::medium,
      .effort = 4,
      .carry = 0.5,
      .flagged = "agents: {scorer: {logs_days: 30}}",
      .clean = "agents: {scorer: {logs_days: 365}}",
      .check = each<Agent>(check),
      .profile = Profile::standard,
      .worst = Severity::high,
      .options = {days_option("kept", 183, "days for which an agent's logs must be kept")},
  };
}

}  // namespace stackdrag::rules
