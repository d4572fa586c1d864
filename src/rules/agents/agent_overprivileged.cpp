// An agent that may do more than its job needs, or that runs under an identity that is not its own.
#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "rules/leavers.h"
#include "rules/scopes.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

std::string_view singular(std::string_view word) { return word.ends_with('s') ? word.substr(0, word.size() - 1) : word; }

struct Shared {
  std::map<Text, std::vector<ItemId>> users;  ///< agents and integrations by their identity, in order of the inventory
  Grants grants;
  std::unordered_set<std::string> data;  ///< the ids of the data objects in the singular
};

Shared prepare(const Context& in) {
  Shared shared{{}, grants_of(in.inventory.agents, in.packs), {}};
  for (const Agent& agent : in.inventory.agents) {
    if (in_use(agent.status) && agent.runs_as) shared.users[agent.runs_as->text].push_back(agent.common.self);
  }
  for (const Integration& integration : in.inventory.integrations) {
    if (in_use(integration.status) && integration.runs_as) shared.users[integration.runs_as->text].push_back(integration.common.self);
  }
  for (const Data& data : in.inventory.data) shared.data.emplace(singular(lower_case(*data.id)));
  return shared;
}

Flagged about(const Agent& agent, Span at, std::string message) {
  return flag(at, "{}", message).act("give {} its own identity with only the permissions it needs", agent.common.self);
}

/// Whether an item is an agent that does more than to suggest. Drafts by a login of an integration harm nobody.
bool may_do_harm(ItemId user, const Inventory& inventory) {
  if (user.kind != Kind::agent) return false;
  const Agent& agent = inventory.agents[user.index];
  const bool suggests = agent.autonomy && *agent.autonomy == Autonomy::suggest;
  return !(suggests && agent.writes.none() && agent.impact && *agent.impact == Level::low);
}

/// Whether somebody looks at all that the agent does, and not much hangs on it.
bool only_suggests(const Agent& agent) {
  return agent.autonomy && *agent.autonomy == Autonomy::suggest && !(agent.impact && *agent.impact == Level::high);
}

/// Flags an identity that is a person's or shared.
Verdict check_identity(const Agent& agent, const Shared& shared, const Context& in) {
  if (agent.runs_as.none() || agent.runs_as.not_applicable()) return clear();
  if (agent.runs_as.unknown()) return unknown(agent, {"runs_as"});
  const Person* person = in.facts.person(agent.runs_as->target);
  // `leaver-named` reports the login of somebody who has left.
  if (has_left(person, in.as_of)) return clear();
  if (person != nullptr && !is_service(*person)) {
    Flagged personal = about(agent, agent.runs_as.at, fmt::format("`{}` runs with the personal login of `{}`", *agent.id, *person->id));
    return only_suggests(agent) ? std::move(personal).as(Severity::medium) : std::move(personal);
  }
  // One login is one cause: it is told of the first agent that uses it.
  const std::vector<ItemId>& users = shared.users.at(agent.runs_as->text);
  if (users.size() < 2 || users.front() != agent.common.self) return clear();
  const bool any_harm = std::any_of(users.begin(), users.end(), [&](ItemId user) { return may_do_harm(user, in.inventory); });
  const std::string more = users.size() > 2 ? fmt::format(" and {} more", users.size() - 2) : "";
  Flagged found =
      about(agent, agent.runs_as.at,
            fmt::format("`{}` shares the identity `{}` with `{}`{}", *agent.id, agent.runs_as->text, *id_of(in.inventory, users[1]), more));
  return any_harm ? std::move(found) : std::move(found).as(Severity::low);
}

/// Whether the agent's job names what the scope lets it write, and that is none of the data objects that `writes` could list: who sets bids
/// has to write bids.
bool is_its_job(const Agent& agent, Text scope, const Shared& shared, const Context& in) {
  if (!agent.does) return false;
  const std::vector<std::string> job = words_of(lower_case(*agent.does));
  const std::vector<std::string> words = words_of(lower_case(scope));
  const auto is_data = [&](const std::string& word) { return shared.data.contains(std::string(singular(word))); };
  const auto is_in_job = [&](const std::string& word) {
    return std::any_of(job.begin(), job.end(), [&](const std::string& one) { return singular(one) == singular(word); });
  };
  if (std::any_of(words.begin(), words.end(), is_data)) return false;
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return is_in_job(word) && ScopeSays(word, in.packs).names_object(); });
}

/// Flags a scope that allows more than the agent's job needs.
Verdict check_scope(const Agent& agent, const Shared& shared, const Context& in) {
  if (agent.scope.none() || agent.scope.not_applicable()) return clear();
  if (agent.scope.unknown()) return unknown(agent, {"scope"});
  if (const At<Text>* all = first_scope(agent.scope, &Grant::all, shared.grants))
    return about(agent, all->at, fmt::format("`{}` has the scope `{}`, which grants full access", *agent.id, **all));
  // `writes` lists data objects; the drafts of an agent that only suggests are its work, and none.
  const bool drafts = agent.autonomy && *agent.autonomy == Autonomy::suggest;
  const auto* const writing = std::find_if(agent.scope.begin(), agent.scope.end(), [&](const At<Text>& scope) {
    return shared.grants.at(*scope).writing && !(drafts && has_word(words_of(*scope), "drafts")) && !is_its_job(agent, *scope, shared, in);
  });
  const bool writes = writing != agent.scope.end();
  if (writes && agent.writes.none())
    return about(agent, writing->at, fmt::format("`{}` writes no data, but its scope `{}` allows writing", *agent.id, **writing));
  if (const At<Text>* most = first_scope(agent.scope, &Grant::all_of_one, shared.grants))
    return about(agent, most->at, fmt::format("`{}` has the scope `{}`, which grants all access to what it names", *agent.id, **most))
        .as(Severity::medium);
  return writes && agent.writes.unknown() ? unknown(agent, {"writes"}) : clear();
}

Verdict check(const Agent& agent, const Shared& shared, const Context& in) {
  if (!in_use(agent.status)) return not_applicable();
  Verdict identity = check_identity(agent, shared, in);
  if (identity.finding() != nullptr) return identity;
  Verdict scope = check_scope(agent, shared, in);
  if (scope.finding() != nullptr) return scope;
  if (identity.missing() != nullptr && scope.missing() != nullptr) return unknown(agent, {"runs_as", "scope"});
  return identity.missing() != nullptr ? std::move(identity) : std::move(scope);
}

}  // namespace

Rule agent_overprivileged() {
  return {
      .id = "agent-overprivileged",
      .title = "Agent with too many permissions",
      .when =
          "An agent runs under a person's or a shared identity, or its scopes allow more than its job needs. An agent that only "
          "suggests is medium under a person's identity.",
      .why = "A prompt injection or a wrong answer can do whatever the agent may do, and it looks as if a colleague had done it.",
      .fix = "Give it its own service account, limited to the objects and actions that its job needs.",
      .gets = "An agent that is tricked or mistaken can harm only what its own job touches.",
      .done = "It signs in with a service account of its own, and a call outside its job, tried once, is refused.",
      .severity = Severity::high,
      .effort = 4,
      .carry = 0.5,
      .flagged = "people: {ana: {}}\nagents: {bidder: {runs_as: ana, scope: [ads.read]}}",
      .clean = "people: {ana: {}}\nagents: {bidder: {runs_as: svc-bidder, scope: [ads.read]}}",
      .check = each<Agent>(prepare, check),
      .profile = Profile::standard,
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
