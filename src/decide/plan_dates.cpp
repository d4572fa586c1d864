// Works back from the day of an action.
#include "decide/plan_dates.h"

#include <algorithm>
#include <cmath>

#include "decide/plan_people.h"
#include "stackdrag/renewal.h"

namespace stackdrag::decide {
namespace {

constexpr Days reserve{7};
constexpr double most_weeks = 520;

/// From when the contract no longer has to be paid, if that is decided on a day; empty if nobody knows when it renews.
std::optional<Date> end_of_term(const Tool& tool, Date decided) {
  const bool has_none = tool.renews.none() || (tool.renews.not_applicable() && !tool.renews.misread());
  if (!rules::is_bound(tool) || has_none) return decided;
  if (!tool.renews) return std::nullopt;
  Date renews = *tool.renews;
  const auto notice = [&] { return tool.notice && !rules::ends_by_itself(tool) ? renews - *tool.notice : renews; };
  for (int terms = 1; notice() < decided; ++terms)
    renews = *tool.renews - Duration{.minutes = 0, .months = -terms * rules::months_of_term(tool)};
  return renews;
}

}  // namespace

Saving saving_of(const Assessment& assessment, const Action& action, Date done) {
  Saving saving{done};
  for (const std::uint32_t place : action.findings) {
    const ItemId item = assessment.findings[place].finding->subject.item;
    if (item.kind != Kind::tool) continue;
    const Tool& tool = assessment.workspace.inventory->tools[item.index];
    if (is_external(tool) || rules::is_free(tool)) continue;
    const auto end = end_of_term(tool, done);
    if (!end) return {};
    saving.from = std::max(*saving.from, *end);
    saving.is_missed |= tool.renews && *tool.renews >= done && *end > *tool.renews;
  }
  return saving;
}

std::optional<Date> latest_start(const Assessment& assessment, const Action& action, double hours_a_week) {
  if (!action.due || (action.severity < Severity::medium && !is_handover(assessment, action))) return std::nullopt;
  const double weeks = hours_a_week > 0 ? std::ceil(action.effort_hours / hours_a_week) : most_weeks;
  return *action.due - Days{7 * static_cast<int>(std::min(most_weeks, weeks))} - reserve;
}

Loss at_stake(const Assessment& assessment, const Action& action, double saves) {
  Loss stake;
  for (const std::uint32_t place : action.findings) {
    const Finding& finding = *assessment.findings[place].finding;
    // The day may be of something else than the contract, such as somebody's last.
    const bool is_contract = finding.rule->family == "contracts" && finding.subject.item.kind == Kind::tool;
    if (!is_contract || !due_day(finding, assessment.as_of)) continue;
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
