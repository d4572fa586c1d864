// An active or planned project whose due date has passed.
#include "rules/projects/active.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// Whether nobody can tell if it is late. What goes on for ever has no due date.
bool may_be_late(const Project& project) {
  const bool maintenance = project.kind && *project.kind == ProjectKind::maintenance;
  return project.due.unknown() && !maintenance;
}

Verdict check(const Project& project, const Context& in) {
  const bool is_planned = project.status && *project.status == Status::planned;
  if (!(is_active(project) || is_planned)) return not_applicable();
  if (is_blocked(project, in.as_of)) return project.due ? clear() : not_applicable();
  if (may_be_late(project) && !is_planned && !is_to_begin(project, in.as_of)) return unknown(project, {"due"});
  if (!project.due) return not_applicable();
  const Days late = in.as_of - *project.due;
  if (late.count <= 0) return clear();
  return flag(project.due.at, "`{}` was due on {} and is {} late{}", *project.id, *project.due, late,
              is_planned && !project.started && !project.last_progress ? ", and has not begun" : "")
      .measure(late)
      .as(late > in.options.days("long") ? Severity::medium : Severity::low)
      .act("agree on a new date for {}, or stop it", project.common.self);
}

}  // namespace

Rule project_late() {
  return {
      .id = "project-late",
      .title = "Project past its due date",
      .when = "The due date of an active or planned project has passed. The severity is low at first, later medium.",
      .why = "Whoever was promised the date relies on it, and nobody has told them that it has passed.",
      .fix =
          "Finish it, or agree on a new date with whoever was promised the old one, and record it in `due`. If it waits for a known date, "
          "set `blocked_until`, and a later date in `due`.",
      .gets = "Whoever waits for it can plan with a date again.",
      .done = "It is delivered, or those who were promised the old date have agreed to the one in `due`.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.25,
      .flagged = "projects: {cdp-pilot: {last_progress: 2026-11-14, due: 2026-11-01}}",
      .clean = "projects: {cdp-pilot: {last_progress: 2026-11-14, due: 2026-12-01}}",
      .check = each<Project>(check),
      .worst = Severity::medium,
      .options = {days_option("long", 30, "days past the due date from which the severity is medium")},
  };
}

}  // namespace stackdrag::rules
