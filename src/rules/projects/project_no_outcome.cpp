// A project that nobody could say has succeeded.
#include "rules/projects/active.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Project& project, const Context&) {
  const bool maintenance = project.kind && *project.kind == ProjectKind::maintenance;
  if (!is_active(project) || maintenance || project.kpi.not_applicable()) return not_applicable();
  if (project.kpi) return clear();
  const Span at = where(project.kpi, project.id.at);
  return flag(at, "`{}` does not say which figure it is to move", *project.id)
      .act("state the outcome of {}, or stop it", project.common.self);
}

}  // namespace

Rule project_no_outcome() {
  return {
      .id = "project-no-outcome",
      .title = "Project without an outcome",
      .when = "An active project names no figure that it is to move.",
      .why = "Without a figure it can neither succeed nor fail, so it goes on.",
      .fix = "State the one figure that it is to move, and from what to what. What only keeps things running is `kind: maintenance`.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0.5,
      .flagged = "projects: {cdp-pilot: {last_progress: 2026-11-14}}",
      .clean = "projects: {cdp-pilot: {last_progress: 2026-11-14, kpi: match rate}}",
      .check = each<Project>(check),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
