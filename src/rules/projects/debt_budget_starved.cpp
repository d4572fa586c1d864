// A plan in which repairs have no place.
#include "rules/projects/active.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Stack& stack, const Context& in) {
  double all = 0;
  double debt = 0;
  const Project* first = nullptr;
  const Project* untold = nullptr;
  for (const Project& project : in.inventory.projects) {
    // What keeps things running is neither built nor repaired.
    if (!is_active(project) || (project.kind && *project.kind == ProjectKind::maintenance)) continue;
    if (first == nullptr) first = &project;
    if (project.hours.unknown()) untold = &project;
    if (!project.hours) continue;
    all += *project.hours;
    if (project.kind && *project.kind == ProjectKind::debt) debt += *project.hours;
  }
  if (first == nullptr) return not_applicable();
  // Hours that nobody has planned might be meant for anything.
  if (untold != nullptr) return unknown(*untold, {"hours"});
  const double target = stack.debt_share ? stack.debt_share->share : in.options.number("share");
  if (all <= 0 || debt / all >= target) return clear();
  return flag(where(stack.debt_share, first->id.at), "{} of {} planned hours go into repairs ({} %, limit {} %)", format_number(debt),
              format_number(all), format_number(debt * 100 / all), format_number(target * 100))
      .measure((target - debt / all) * 100, "percent")
      .act("reserve hours for repairs", stack.common.self);
}

}  // namespace

Rule debt_budget_starved() {
  return {
      .id = "debt-budget-starved",
      .title = "No time for repairs",
      .when = "Too small a share of the planned hours of active projects is meant for repairs.",
      .why = "The share for repairs is the first to go when a launch is late, and from then on every launch is late.",
      .fix = "Reserve the share for repairs before the features are planned, and spend it on what this report puts first.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0,
      .flagged = "projects: {new-nurture: {kind: feature, hours: 120, last_progress: 2026-11-14}}",
      .clean =
          "projects: {new-nurture: {kind: feature, hours: 120, last_progress: 2026-11-14}, tag-cleanup: {kind: debt, hours: 60, "
          "last_progress: 2026-11-14}}",
      .check = each<Stack>(check),
      .options = {{"share", "share", 0.30,
                   "share of the planned hours, maintenance left out, that is meant for repairs, unless `debt_share` says otherwise"}},
  };
}

}  // namespace stackdrag::rules
