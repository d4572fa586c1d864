// An agent that acts by itself with nobody to approve what it does.
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

bool writes_data(const Agent& agent) { return agent.writes.unknown() || agent.writes.size() > 0; }

bool meets_customers(const Agent& agent) { return agent.customer_facing.unknown() || (agent.customer_facing && *agent.customer_facing); }

/// The approver who has left; null if there is none, or one who is here.
const Person* departed_approver(const Agent& agent, const Context& in) {
  const Person* approver = agent.approver ? in.facts.person(agent.approver->target) : nullptr;
  return approver != nullptr && approver->left && *approver->left <= in.as_of ? approver : nullptr;
}

/// Why it matters, in the agent's own words; what is not recorded is taken as the worse.
std::string reach(const Agent& agent) {
  std::vector<std::string> all;
  std::vector<std::string> written;
  for (const auto& data : agent.writes) written.push_back(fmt::format("`{}`", data->text));
  if (!written.empty()) all.push_back("writes " + join_words(written));
  if (agent.customer_facing && *agent.customer_facing) all.push_back("meets customers");
  if (!all.empty()) return join_words(all);
  return agent.writes.unknown() ? "may write data" : "may meet customers";
}

Verdict check(const Agent& agent, const Context& in) {
  if (!in_use(agent.status) || agent.autonomy.none() || agent.autonomy.not_applicable()) return not_applicable();
  const Person* departed = departed_approver(agent, in);
  const bool approved = (agent.approver && departed == nullptr) || agent.approver.not_applicable();
  const bool low_impact = agent.impact && *agent.impact == Level::low;
  if (approved || low_impact || (!writes_data(agent) && !meets_customers(agent))) return clear();
  if (agent.autonomy.unknown()) return unknown(agent, {"autonomy"});
  if (*agent.autonomy != Autonomy::act) return clear();
  if (departed == nullptr) {
    return flag(agent.autonomy.at, "`{}` acts by itself and {}, and no approver is recorded", *agent.id, reach(agent))
        .act("put an approver on {}");
  }
  return flag(agent.approver.at, "`{}` acts by itself and {}, and its approver `{}` left on {}", *agent.id, reach(agent), *departed->id,
              *departed->left)
      .also(agent.autonomy.at, "acts by itself")
      .also(departed->left.at, "left here")
      .act("put an approver on {}");
}

}  // namespace

Rule agent_no_oversight() {
  return {
      .id = "agent-no-oversight",
      .title = "Agent acts without oversight",
      .when = "An agent acts by itself, writes data or meets customers, and nobody approves what it does.",
      .why = "What it gets wrong reaches your data or your customers before any human has seen it, and nobody is named to stop it.",
      .fix = "Name an approver, or lower its autonomy to `approve` or `suggest`. If it only makes drafts, say `impact: low`.",
      .severity = Severity::high,
      .effort = 6,
      .carry = 1,
      .flagged = "agents: {lead-scorer: {autonomy: act, writes: [lead]}}\ndata: {lead: {}}",
      .clean = "agents: {lead-scorer: {autonomy: act, writes: [lead], approver: ana}}\ndata: {lead: {}}",
      .check = each<Agent>(check),
  };
}

}  // namespace stackdrag::rules
