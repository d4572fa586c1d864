// An agent that acts on its own, without anyone who approves what it does.
#include <unordered_set>

#include "rules/leavers.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

using Agents = std::unordered_set<Text>;  ///< the ids of all agents

Agents prepare(const Context& in) {
  Agents agents;
  for (const Agent& agent : in.inventory.agents) agents.insert(*agent.id);
  return agents;
}

bool writes_data(const Agent& agent) { return agent.writes.left_out() || agent.writes.size() > 0; }

bool meets_customers(const Agent& agent) { return agent.customer_facing ? *agent.customer_facing : agent.customer_facing.left_out(); }

/// What the agent does without approval, as a list of verbs. A field that is not recorded is assumed to be the worse.
std::string reach(const Agent& agent) {
  std::vector<std::string> all{"acts on its own"};
  std::vector<std::string> written;
  for (const auto& data : agent.writes) written.push_back(fmt::format("`{}`", data->text));
  if (!written.empty()) all.push_back("writes " + join_words(written));
  if (agent.customer_facing && *agent.customer_facing) all.push_back("faces customers");
  if (all.size() == 1) all.push_back(agent.writes.unknown() ? "may write data" : "may face customers");  // no mutant: words
  return join_words(all);
}

/// Whether the approver is no person: a service account, or an agent.
bool is_nobody(const Agent& agent, const Agents& agents, const Context& in) {
  if (!agent.approver) return false;
  return is_service(agent.approver, in) || (!agent.approver->target && agents.contains(agent.approver->text.view()));
}

Verdict check(const Agent& agent, const Agents& agents, const Context& in) {
  if (!is_running(agent.status) || agent.autonomy.none() || agent.autonomy.not_applicable()) return not_applicable();
  const Person* departed = leaver(agent.approver, in);
  const bool nobody = is_nobody(agent, agents, in);
  const bool approved = (agent.approver && departed == nullptr && !nobody) || agent.approver.not_applicable();
  const bool low_impact = agent.impact.misread() || (agent.impact && *agent.impact == Level::low);
  if (approved || low_impact || (!writes_data(agent) && !meets_customers(agent))) return clear();
  if (agent.autonomy.unknown()) return unknown(agent, {"autonomy"});
  // Who approves nothing leaves the agent to act on its own.
  if (nobody && *agent.autonomy != Autonomy::suggest) {
    return flag(agent.approver.at, "`{}` is approved by `{}`, which is no person", *agent.id, agent.approver->text)
        .act("name an approver for {}");
  }
  if (*agent.autonomy == Autonomy::approve && agent.approver.none()) {
    return flag(agent.approver.at, "`{}` acts after approval, but there is nobody who approves", *agent.id)
        .also(agent.autonomy.at, "acts after approval")
        .as(Severity::medium)
        .act("name an approver for {}");
  }
  // It waits for somebody, and nobody has said who that is.
  if (*agent.autonomy == Autonomy::approve && agent.approver.left_out()) return unknown(agent, {"approver"});
  if (*agent.autonomy != Autonomy::act) return clear();
  if (departed == nullptr) {
    return flag(agent.autonomy.at, "`{}` {}, and no approver is recorded", *agent.id, reach(agent)).act("name an approver for {}");
  }
  return flag(agent.approver.at, "`{}` {}, and its approver `{}` left on {}", *agent.id, reach(agent), *departed->id, *departed->left)
      .also(agent.autonomy.at, "acts on its own")
      .also(departed->left.at, "left here")
      .act("name an approver for {}");
}

}  // namespace

Rule agent_no_oversight() {
  return {
      .id = "agent-no-oversight",
      .title = "Agent acts without oversight",
      .when =
          "An agent that writes data or faces customers acts on its own, and nobody approves what it does; or (medium) acts after approval "
          "although nobody is there to give it.",
      .why = "Its mistakes reach your data or your customers before anyone has seen them, and nobody is named to stop it.",
      .fix =
          "Name an approver, who is needed with `approve` as well, or lower its autonomy to `suggest`. For mere drafts, set `impact: low`.",
      .gets = "Somebody looks at what the agent does, and answers for it.",
      .done = "The approver has agreed and has looked through ten of its actions, or it only suggests (`autonomy: suggest`).",
      .severity = Severity::high,
      .effort = 6,
      .carry = 1,
      .flagged = "agents: {lead-scorer: {autonomy: act, writes: [lead]}}\ndata: {lead: {}}",
      .clean = "agents: {lead-scorer: {autonomy: act, writes: [lead], approver: ana}}\ndata: {lead: {}}",
      .check = each<Agent>(prepare, check),
  };
}

}  // namespace stackdrag::rules
