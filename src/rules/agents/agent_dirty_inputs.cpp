// An agent that reads data of which something else is known to be wrong.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

constexpr std::array<std::string_view, 3> signs{"data-quality-breach", "write-conflict", "name-off-pattern"};

/// What is wrong with a data object, and what is not known of it.
struct Stain {
  std::vector<std::string_view> rules;
  const AnswersOfRule::Found* worst = nullptr;
  const Unknown* missing = nullptr;
};

/// By the data object's index; worked out once for all its readers.
std::vector<Stain> prepare(const Context& in) {
  std::vector<Stain> stains(in.inventory.data.size());
  for (const std::string_view rule : signs) {
    const AnswersOfRule& answers = in.answers.of(rule);
    for (const Data& data : in.inventory.data) {
      Stain& stain = stains[data.common.self.index];
      if (stain.missing == nullptr) stain.missing = answers.missing(data.common.self);
      const AnswersOfRule::Found* found = answers.finding(data.common.self);
      if (found == nullptr || found->severity == Severity::info) continue;
      stain.rules.push_back(rule);
      if (stain.worst == nullptr || found->severity > stain.worst->severity) stain.worst = found;  // no mutant: which one is quoted
    }
  }
  return stains;
}

Verdict check(const Agent& agent, const std::vector<Stain>& stains, const Context& in) {
  if (!in_use(agent.status) || agent.reads.none() || agent.reads.not_applicable()) return not_applicable();
  if (agent.reads.unknown()) return unknown(agent, {"reads"});
  const Unknown* missing = nullptr;
  const At<DataRef>* dirty = nullptr;
  std::size_t count = 0;
  for (const auto& read : agent.reads) {
    if (!read->target) continue;
    const Stain& stain = stains[read->target.index];
    if (missing == nullptr) missing = stain.missing;
    if (stain.rules.empty()) continue;
    if (dirty == nullptr) dirty = &read;
    ++count;
  }
  if (dirty == nullptr) return missing == nullptr ? clear() : Verdict{*missing};
  const Stain& stain = stains[(*dirty)->target.index];
  std::vector<std::string> rules;
  for (const std::string_view rule : stain.rules) rules.push_back(fmt::format("`{}`", rule));
  const std::string others = count > 1 ? fmt::format(", and {} more", count - 1) : "";
  return flag(dirty->at, "`{}` reads `{}`{}, which has an open {} ({} → {})", *agent.id, (*dirty)->text, others, join_words(rules),
              (*dirty)->text, *agent.id)
      .also(stain.worst->at, "{}", stain.worst->message)
      .measure(static_cast<double>(count), "data objects")
      .act(fmt::format("put `{}` right before {{}} reads it", *id_of(in.inventory, (*dirty)->target)));
}

}  // namespace

Rule agent_dirty_inputs() {
  return {
      .id = "agent-dirty-inputs",
      .title = "Agent reads data that is not right",
      .when = "An agent reads data that has an open finding about quality, writers or its name.",
      .why = "It believes what it reads, and turns gaps and contradictions into answers that sound sure.",
      .fix = "Put the data right first, or take the bad fields out of what it reads. This closes together with the finding about the data.",
      .severity = Severity::high,
      .effort = 2,
      .carry = 1,
      .flagged = "data: {lead: {completeness: 81%, duplicates: 1%}}\nagents: {scorer: {reads: [lead]}}",
      .clean = "data: {lead: {completeness: 97%, duplicates: 1%, written_by: []}}\nagents: {scorer: {reads: [lead]}}",
      .check = each<Agent>(prepare, check),
      .after = {signs.begin(), signs.end()},
  };
}

}  // namespace stackdrag::rules
