// Goes by what is worst about an action, the family of its first finding, unless it decides about a project.
#include "decide/plan_phases.h"

#include <algorithm>
#include <string_view>

#include "stackdrag/what_if.h"

namespace stackdrag::decide {

Phase phase_of(const Action& action, const Assessment& assessment) {
  const auto rule_of = [&](std::uint32_t place) -> const Rule& { return *assessment.findings[place].finding->rule; };
  // Whether a stalled project goes on decides about much else.
  const auto is_stalled = [&](std::uint32_t place) { return rule_of(place).id == "project-stalled"; };
  if (std::any_of(action.findings.begin(), action.findings.end(), is_stalled)) return Phase::look;
  if (!ended_by(action, assessment).empty()) return Phase::stop;
  const std::string_view family = rule_of(action.findings.front()).family;
  if (family == "ownership" || family == "reality") return Phase::look;
  if (family == "contracts" || family == "zombies" || family == "projects") return Phase::stop;
  return family == "naming" || family == "journey" || family == "gatekeeping" ? Phase::keep : Phase::repair;
}

std::vector<PlannedQuestions> questions_within(std::span<const Gap> gaps, std::int64_t quarters) {
  constexpr double quarters_an_hour = 4;
  std::vector<PlannedQuestions> questions;
  for (std::uint32_t i = 0; i < gaps.size(); ++i) {
    const auto facts = static_cast<std::int64_t>(gaps[i].fields.size() * std::max<std::size_t>(1, gaps[i].items.size()));
    if (facts > quarters) continue;
    quarters -= facts;
    questions.push_back({i, static_cast<double>(facts) / quarters_an_hour, 0});
  }
  return questions;
}

}  // namespace stackdrag::decide
