// Works back from the day of an action.
#include "decide/plan_dates.h"

#include <algorithm>
#include <cmath>

#include "stackdrag/renewal.h"

namespace stackdrag::decide {
namespace {

constexpr Days reserve{7};
constexpr double most_weeks = 520;

}  // namespace

std::optional<Date> latest_start(const Action& action, double hours_a_week) {
  if (!action.due || action.severity < Severity::medium) return std::nullopt;
  const double weeks = hours_a_week > 0 ? std::ceil(action.effort_hours / hours_a_week) : most_weeks;
  return *action.due - Days{7 * static_cast<int>(std::min(most_weeks, weeks))} - reserve;
}

Loss at_stake(const Assessment& assessment, const Action& action, double saves) {
  Loss stake;
  for (const std::uint32_t place : action.findings) {
    const Finding& finding = *assessment.findings[place].finding;
    if (finding.subject.item.kind != Kind::tool || !due_day(finding, assessment.as_of)) continue;
    const Tool& tool = assessment.workspace.inventory->tools[finding.subject.item.index];
    if (rules::ends_by_itself(tool)) continue;
    double wasted = saves;
    for (const Pool& pool : assessment.tally.pools()) {
      if (pool.item == tool.common.self && pool.money && pool.priced)
        wasted = std::max(wasted, pool.claimed(Pool::Extent::proved) * pool.amount * assessment.tally.tariff().hourly_rate);
    }
    const double money = wasted * rules::months_of_term(tool);
    if (money > stake.money) stake = {tool.common.self, money};
  }
  return stake;
}

}  // namespace stackdrag::decide
