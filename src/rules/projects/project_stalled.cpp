// An active project that makes no progress, or is long overdue.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "rules/projects/active.h"
#include "rules/usage.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Why a project counts as stalled.
struct Stall {
  Span at;
  std::string why;
  Days since;
};

/// The day from which it could move: its start, or the end of what it waited for, if that is later.
std::optional<Date> free_since(const Project& project) {
  std::optional<Date> free;
  for (const At<Date>* const day : {&project.started, &project.blocked_until}) {
    if (*day) free = std::max(free.value_or(**day), **day);
  }
  return free;
}

/// The day from which somebody could have seen it move: the day from which it could, or, if nobody says when it began, that on which it was
/// put on the list.
std::optional<Date> watched_since(const Project& project, Date today) {
  const At<Date>& added = project.common.extras().added;
  const std::optional<Date> free = free_since(project);
  if (project.started || (!added && !added.misread())) return free;
  const Date listed = added ? *added : today;
  return std::max(free.value_or(listed), listed);
}

/// The day from which its silence counts. Precondition: `last_progress` is given.
Date last_sign(const Project& project) { return std::max(*project.last_progress, free_since(project).value_or(*project.last_progress)); }

/// A project that nobody has seen moving, and that is long overdue. One that moves is late, and `project-late` says so.
std::optional<Stall> overdue(const Project& project, const Context& in) {
  if (!project.due || project.last_progress) return std::nullopt;
  const Days late = in.as_of - std::max(*project.due, free_since(project).value_or(*project.due));
  const Days limit = in.options.days("late");
  if (late <= limit) return std::nullopt;
  return Stall{project.due.at, fmt::format("is {} overdue (limit {}), and nobody says when it last moved", late, limit), late};
}

std::optional<Stall> stall_of(const Project& project, const Context& in) {
  if (project.last_progress.none()) {
    const std::optional<Date> since = watched_since(project, in.as_of);
    if (!since || in.as_of - *since > in.options.days("still")) return Stall{project.last_progress.at, "has made no progress yet", {}};
  }
  if (project.last_progress) {
    const Days limit = in.options.days("still");
    const Silence still = silence_of(project.common, last_sign(project), limit, in);
    if (still.pulse == Pulse::silent) {
      const bool waited = project.blocked_until && last_sign(project) == *project.blocked_until;
      return Stall{project.last_progress.at,
                   fmt::format("has made no progress for {}{}{} (limit {})", still.days, waited ? " since it could go on" : "",
                               look_note(still, in), limit),
                   still.days};
    }
  }
  return overdue(project, in);
}

/// Whether nobody can tell if it makes progress.
bool is_open(const Project& project, const Context& in) {
  if (!project.last_progress) return project.last_progress.unknown();
  return silence_of(project.common, last_sign(project), in.options.days("still"), in).pulse == Pulse::unwatched;
}

Verdict check(const Project& project, const Context& in) {
  if (!is_active(project) || is_to_begin(project, in.as_of) || project.last_progress.not_applicable()) return not_applicable();
  if (is_blocked(project, in.as_of)) return clear();
  const auto stall = stall_of(project, in);
  if (!stall && is_open(project, in)) return unknown(project, {"last_progress"});
  if (!stall) return clear();
  const bool late = project.due && *project.due < in.as_of && stall->at.begin != project.due.at.begin;  // no mutant: words
  const std::string overdue = late ? fmt::format("; it was due on {}, {} ago", *project.due, in.as_of - *project.due) : "";
  Flagged told = flag(stall->at, "`{}` {}{}", *project.id, stall->why, overdue);
  // Debt work saves more than it costs, so nobody is told to stop it.
  const bool saves = project.kind && *project.kind == ProjectKind::debt;  // no mutant: what to do about it, which no fixture shows
  Flagged finding = saves ? std::move(told).act("get {} moving again", project.common.self)
                          : std::move(told).end("decide whether to restart, park or stop {}", project.common.self);
  if (stall->since > Days{0}) finding.measured = stall->since.count, finding.unit = "days";  // no mutant: what is measured
  const double most = in.options.number("most");
  if (!project.hours) return std::move(finding).carrying(0).carrying_unknown(project, {"hours"}, most);
  return std::move(finding).carrying(std::min(most, *project.hours * in.options.number("share")));
}

}  // namespace

Rule project_stalled() {
  return {
      .id = "project-stalled",
      .title = "Stalled project",
      .when =
          "An active project has made no progress for too long, or is long past its due date and does not say when it last moved. The "
          "time for which it was blocked does not count.",
      .why = "It still takes up meetings, plans and attention, and keeps other projects from starting.",
      .fix =
          "Stop it, park it (`status: paused`) with a date for another look, or give it an owner, take the next step and record the day in "
          "`last_progress`. If it waits for a known date, set `blocked_until`.",
      .gets = "Its meetings and hours go to projects that move.",
      .done = "It is stopped or parked and those who wait for it know, or `last_progress` has a step of this month.",
      .severity = Severity::high,
      .effort = 2,
      .carry = 8,
      .flagged = "projects: {cdp-pilot: {hours: 300, last_progress: 2026-05-02, observed: 2026-11-20}}",
      .clean = "projects: {cdp-pilot: {hours: 300, last_progress: 2026-11-14}}",
      .check = each<Project>(check),
      .options = {days_option("still", 60, "days without progress after which a project counts as stalled"),
                  days_option("late", 30, "days past its due date after which a project counts as stalled"),
                  {"share", "share", 0.05, "share of its planned hours that a stalled project costs each month"},
                  {"most", "hours a month", 8, "most hours a month that a stalled project costs"}},
  };
}

}  // namespace stackdrag::rules
