// An agent that reads data with open findings of its own.
#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

constexpr std::array<std::string_view, 3> quality_rules{"data-quality-breach", "write-conflict", "name-off-pattern"};

/// The open findings about a data object, and what is missing to tell.
struct DataState {
  std::vector<std::string_view> rules;
  const AnswersOfRule::Found* worst = nullptr;
  const Unknown* missing = nullptr;
  bool only_quality = true;  ///< the data's quality is all that is wrong
  bool all_accepted = true;  ///< as debt
};

/// By the data object's index; computed once for all agents that read it.
std::vector<DataState> prepare(const Context& in) {
  std::vector<DataState> states(in.inventory.data.size());
  for (const std::string_view rule : quality_rules) {
    const AnswersOfRule& answers = in.answers.of(rule);
    for (const Data& data : in.inventory.data) {
      DataState& state = states[data.common.self.index];
      if (state.missing == nullptr) state.missing = answers.missing(data.common.self);
      const AnswersOfRule::Found* found = answers.finding(data.common.self);
      if (found == nullptr) continue;
      state.rules.push_back(rule);
      state.only_quality = state.only_quality && rule == quality_rules.front();
      state.all_accepted = state.all_accepted && found->accepted();
      if (state.worst == nullptr || found->severity > state.worst->severity) state.worst = found;  // no mutant: which one is quoted
    }
  }
  return states;
}

/// Whether the agent is there to put the data right: it says so, and it writes what it reads.
bool cleans(const Agent& agent, ItemId data) {
  constexpr std::string_view jobs[] = {"clean",   "complet", "correct", "dedup",  "duplicat",  "enrich", "fills",
                                       "harmoni", "merg",    "normali", "repair", "standardi", "valid"};
  const bool writes = std::any_of(agent.writes.begin(), agent.writes.end(), [&](const auto& written) { return written->target == data; });
  if (agent.does.misread()) return true;
  if (!writes || !agent.does) return false;
  const std::string does = folded_name(*agent.does);
  return std::any_of(std::begin(jobs), std::end(jobs), [&](std::string_view job) { return does.find(job) != std::string::npos; });
}

/// How bad it is if the agent reads what is wrong: less in one that only drafts.
Severity worst_for(const Agent& agent) {
  const bool only_suggests = agent.autonomy && *agent.autonomy == Autonomy::suggest && agent.writes.none();
  if (only_suggests) return Severity::medium;
  return agent.impact && *agent.impact == Level::low ? Severity::medium : Severity::high;
}

/// The finding is no worse than what follows from it.
Severity severity_of(const Agent& agent, const DataState& state) {
  return state.worst->severity == Severity::low ? Severity::low : worst_for(agent);
}

/// What is missing, as a question that no answer can make worse than that for this agent.
Verdict asked(Unknown missing, const Agent& agent) {
  missing.worst = worst_for(agent);
  return missing;
}

Verdict check(const Agent& agent, const std::vector<DataState>& states, const Context& in) {
  if (!is_running(agent.status) || agent.reads.none() || agent.reads.not_applicable()) return not_applicable();
  if (agent.reads.unknown()) return asked({agent.common.self, {"reads"}}, agent);
  const Unknown* missing = nullptr;
  const At<DataRef>* dirty = nullptr;
  std::size_t count = 0;
  bool accepted = true;
  for (const auto& read : agent.reads) {
    if (!read->target) continue;
    const DataState& state = states[read->target.index];
    if (missing == nullptr) missing = state.missing;
    if (state.rules.empty() || (state.only_quality && cleans(agent, read->target))) continue;
    accepted = accepted && state.all_accepted;
    if (dirty == nullptr || severity_of(agent, state) > severity_of(agent, states[(*dirty)->target.index])) dirty = &read;
    ++count;
  }
  if (dirty == nullptr) return missing == nullptr ? clear() : asked(*missing, agent);
  const DataState& state = states[(*dirty)->target.index];
  std::vector<std::string> rules;
  for (const std::string_view rule : state.rules) rules.push_back(fmt::format("`{}`", rule));
  const std::string names = join_words(rules);
  const std::string findings =
      rules.size() == 1 ? fmt::format("an open {} finding", names) : fmt::format("open {} findings", names);  // no mutant: words
  const std::string others = count > 1 ? fmt::format(", and {}", count_of(count - 1, "more flagged input")) : "";
  return flag(dirty->at, "`{}` reads `{}`, which has {} ({} → {}){}", *agent.id, (*dirty)->text, findings, (*dirty)->text, *agent.id,
              others)
      .also(state.worst->at, "{}", state.worst->message)
      .measure(static_cast<double>(count), "data objects")
      .as(severity_of(agent, state))
      .perhaps(worst_for(agent), missing)
      .following_accepted(accepted)
      .act(fmt::format("fix {} before {{}} reads it", *id_of(in.inventory, (*dirty)->target)));
}

}  // namespace

Rule agent_dirty_inputs() {
  return {
      .id = "agent-dirty-inputs",
      .title = "Agent reads unreliable data",
      .when = "An agent reads a data object that has an open finding about its quality, its writers or its name.",
      .why = "The agent takes the data at face value and turns gaps and contradictions into confident answers.",
      .fix = "Fix the data first, or let the agent read something else. This finding closes when the findings about the data are closed.",
      .gets = "Answers from the agent that rest on data somebody has checked.",
      .done = "No finding about the data it reads is open, and 20 of its recent answers were compared with the records.",
      .severity = Severity::high,
      .effort = 2,
      .carry = 1,
      .flagged = "data: {lead: {completeness: 81%, duplicates: 1%}}\nagents: {scorer: {reads: [lead]}}",
      .clean = "data: {lead: {completeness: 97%, duplicates: 1%, written_by: []}}\nagents: {scorer: {reads: [lead]}}",
      .check = each<Agent>(prepare, check),
      .after = {quality_rules.begin(), quality_rules.end()},
  };
}

}  // namespace stackdrag::rules
