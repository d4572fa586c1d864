// Makes two plans, of the next 30 days and of a year, and takes the figures for a report from them.
#include "stackdrag/outlook.h"

#include <algorithm>

#include "decide/plan_with_gains.h"
#include "stackdrag/rule.h"

namespace stackdrag {
namespace {

constexpr Days a_month{30}, a_year{365};

bool has(const WorkPlan& plan, std::uint32_t action) {
  return std::any_of(plan.actions.begin(), plan.actions.end(), [&](const PlannedAction& one) { return one.action == action; });
}

std::span<const Outlook::Step> steps_of(const WorkPlan& year, const WorkPlan& month, const Assessment& assessment,
                                        std::span<const Action> actions, Store& store) {
  const std::span<Outlook::Step> steps = store.list<Outlook::Step>(year.actions.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const PlannedAction& planned = year.actions[i];
    const Action& action = actions[planned.action];
    const Rule& rule = *assessment.findings[action.findings.front()].finding->rule;
    steps[i] = {action.text,
                store.keep(with_options(rule.gets, rule)),
                planned.hours,
                planned.frees,
                planned.saves,
                planned.charge,
                has(month, planned.action),
                planned.saves_from && *planned.saves_from > planned.course.ready ? planned.saves_from : std::nullopt};
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
  for (const PlannedAction& planned : year.actions) outlook.all_hours += planned.hours;
  outlook.steps = steps_of(year, month, assessment, actions, store);
  return outlook;
}

}  // namespace stackdrag
