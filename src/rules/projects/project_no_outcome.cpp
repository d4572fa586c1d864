// A project without a KPI to tell whether it succeeds.
#include "rules/projects/active.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Project& project, const Context&) {
  const bool maintenance = project.kind.misread() || (project.kind && *project.kind == ProjectKind::maintenance);
  if (!is_active(project) || maintenance || project.kpi.not_applicable()) return not_applicable();
  if (project.kpi) return clear();
  // What repairs the stack is nothing to stop.
  const bool is_debt = project.kind && *project.kind == ProjectKind::debt;
  const Span at = where(project.kpi, project.id.at);
  return flag(at, "`{}` names no KPI that it is meant to move", *project.id)
      .lacking(project.kpi)
      .act(is_debt ? "name the KPI of {}" : "name the KPI of {}, or stop it", project.common.self);
}

}  // namespace

Rule project_no_outcome() {
  return {
      .id = "project-no-outcome",
      .title = "Project without a KPI",
      .when = "An active project names no KPI that it is meant to move.",
      .why = "Without a KPI it can neither succeed nor fail, so it never ends.",
      .fix =
          "Name the one KPI that it is meant to move, and from what value to what value. If it only keeps things running, set `kind: "
          "maintenance`.",
      .gets = "It can be told whether the project was worth its hours.",
      .done = "`kpi` names one figure, where it stands today, where it is to go, and where it is read.",
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
