// A plan that leaves too few hours for debt projects.
#include "rules/projects/active.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Stack& stack, const Context& in) {
  double all = 0;
  double debt = 0;
  const Project* first = nullptr;
  const Project* without_hours = nullptr;
  bool several = false;
  bool kind_misread = false;
  for (const Project& project : in.inventory.projects) {
    // Maintenance counts neither as feature nor as debt.
    if (!is_active(project) || (project.kind && *project.kind == ProjectKind::maintenance)) continue;
    if (first == nullptr) first = &project;
    kind_misread = kind_misread || project.kind.misread();
    if (project.hours.unknown()) several = without_hours != nullptr, without_hours = &project;  // no mutant: no fixture shows how many
    if (!project.hours) continue;
    all += *project.hours;
    if (project.kind && *project.kind == ProjectKind::debt) debt += *project.hours;
  }
  if (first == nullptr || stack.debt_share.misread() || kind_misread) return not_applicable();
  // A project without hours might be of any size.
  if (without_hours != nullptr) return Unknown{.item = without_hours->common.self, .fields = {"hours"}, .several = several};
  const double target = stack.debt_share ? stack.debt_share->share : in.options.number("share");
  if (all <= 0 || debt / all >= target) return clear();
  return flag(where(stack.debt_share, first->id.at), "{} of {} planned hours are for debt work ({} %, minimum {} %)", format_number(debt),
              format_number(all), format_number(debt * 100 / all), format_number(target * 100))
      .measure((target - debt / all) * 100, "percent")
      .act("reserve hours for debt work", stack.common.self);
}

}  // namespace

Rule debt_budget_starved() {
  return {
      .id = "debt-budget-starved",
      .title = "Too little time for debt work",
      .when = "Too small a share of the planned hours of active projects goes into debt work.",
      .why = "Debt work is the first thing cut when a launch is late, and from then on every launch is late.",
      .fix = "Reserve hours for debt work before features are planned, and spend them on what this report puts first.",
      .gets = "Time to mend what slows every launch down.",
      .done = "At least {share} of the planned hours, or `debt_share`, are booked on debt work, task by task.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0,
      .flagged = "projects: {new-nurture: {kind: feature, hours: 120, last_progress: 2026-11-14}}",
      .clean =
          "projects: {new-nurture: {kind: feature, hours: 120, last_progress: 2026-11-14}, tag-cleanup: {kind: debt, hours: 60, "
          "last_progress: 2026-11-14}}",
      .check = each<Stack>(check),
      .options = {{"share", "share", 0.30,
                   "minimum share of debt work in the planned hours, maintenance left out, unless `debt_share` says otherwise"}},
  };
}

}  // namespace stackdrag::rules
