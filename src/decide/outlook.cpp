// Makes two plans, of the next 30 days and of a year, and takes the figures for a report from them.
#include "stackdrag/outlook.h"

#include <algorithm>
#include <vector>

#include "decide/plan_with_gains.h"
#include "stackdrag/rule.h"

namespace stackdrag {
namespace {

constexpr Days a_month{30}, a_year{365};

/// The actions of the month, then what the year adds.
std::vector<const PlannedAction*> in_order(const WorkPlan& month, const WorkPlan& year) {
  std::vector<const PlannedAction*> all;
  const auto has = [&](std::uint32_t action) {
    return std::any_of(all.begin(), all.end(), [&](const PlannedAction* one) { return one->action == action; });
  };
  for (const PlannedAction& one : month.actions) all.push_back(&one);
  for (const PlannedAction& one : year.actions) {
    if (!has(one.action)) all.push_back(&one);
  }
  return all;
}

std::span<const Outlook::Step> steps_of(const WorkPlan& month, const WorkPlan& year, const Assessment& assessment,
                                        std::span<const Action> actions, const decide::GainsOfSets& gains, Store& store) {
  const std::vector<const PlannedAction*> all = in_order(month, year);
  const std::span<Outlook::Step> steps = store.list<Outlook::Step>(all.size());
  decide::ActionSet done;
  for (const PlannedAction& one : month.actions) done.insert(std::upper_bound(done.begin(), done.end(), one.action), one.action);
  Afterwards before = gains.after(done);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const PlannedAction& planned = *all[i];
    const Action& action = actions[planned.action];
    const Rule& rule = *assessment.findings[action.findings.front()].finding->rule;
    const bool is_planned = i < month.actions.size();
    Outlook::Step& step = steps[i];
    step = {action.text,   store.keep(with_options(rule.gets, rule)),
            planned.hours, planned.frees,
            planned.saves, planned.charge,
            is_planned,    planned.saves_from && *planned.saves_from > planned.course.ready ? planned.saves_from : std::nullopt};
    if (is_planned) continue;
    // In the year's plan, it came behind others.
    done.insert(std::upper_bound(done.begin(), done.end(), planned.action), planned.action);
    Afterwards then = gains.after(done);
    step.hours_freed = before.toll.hours - then.toll.hours;
    step.money_saved = before.toll.wasted - then.toll.wasted;
    step.charge_hours = (before.score.low_hours - then.score.low_hours).value();
    before = std::move(then);
  }
  return steps;
}

}  // namespace

Outlook outlook_of(const Assessment& assessment, std::span<const Action> actions, Store& store) {
  decide::GainsOfSets gains(assessment, actions);
  const WorkPlan month = decide::plan_work(assessment, actions, {.days = a_month}, gains);
  const WorkPlan year = decide::plan_work(assessment, actions, {.days = a_year}, gains);
  Outlook outlook{.to = month.to, .share = month.share, .budget = month.budget, .planned = month.planned};
  for (const PlannedAction& planned : month.actions) {
    outlook.hours_freed += planned.frees;
    (planned.saves_from && *planned.saves_from <= month.to ? outlook.money_saved : outlook.money_saved_later) += planned.saves;
  }
  const Score& then = month.weeks.empty() ? month.score : month.weeks.back().score;
  outlook.low = then.low;
  outlook.high = then.high;
  outlook.grade = then.grade;
  outlook.late = month.late() + month.behind();
  outlook.steps = steps_of(month, year, assessment, actions, gains, store);
  return outlook;
}

}  // namespace stackdrag
