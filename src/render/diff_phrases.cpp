// Says in words what changed.
#include "render/diff_phrases.h"

#include <cmath>

#include <fmt/format.h>

#include "render/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

/// " (−€200)"; empty if it rounds to nothing or if the costs cannot be compared.
std::string money_moved(const Diff& diff, double before, double after) {
  const double rise = after - before;
  if (!diff.incomparable.empty() || !diff.same_currency || std::abs(rise) < 0.5) return "";
  return fmt::format(" ({}{})", rise > 0 ? "+" : "−", money_phrase(std::abs(rise), diff.after->stack.currency));
}

std::string doubt(const Report& report, std::string_view which) {
  const std::size_t count = report.problems.size();
  return count == 0 ? "" : fmt::format("{} in the {} inventory: only what could be read is compared", count_of(count, "mistake"), which);
}

}  // namespace

std::vector<DiffSection> sections_of(const Diff& diff) {
  return {
      {"new", "new", "new", &diff.fresh},
      {"worsened", "worsened", "worsened", &diff.worsened},
      {"unanswered", "no longer known: now an open question", "no longer known", &diff.gone_as(Fate::unanswered)},
      {"improved", "improved", "improved", &diff.improved},
      {"fixed", "fixed", "fixed", &diff.gone_as(Fate::fixed)},
      {"vanished", "removed with their items", "removed with their items", &diff.gone_as(Fate::vanished)},
      {"excused", "waived as not applicable", "waived as not applicable", &diff.gone_as(Fate::excused)},
      {"unasked", "no longer asked", "no longer asked", &diff.gone_as(Fate::unasked)},
  };
}

const ReportedFinding& shown_finding(const FindingChange& change) { return change.after != nullptr ? *change.after : *change.before; }

std::string change_phrase(const FindingChange& change) {
  if (change.before == nullptr || change.after == nullptr) return "";
  std::vector<std::string> parts;
  const auto &was = change.before->measure, &is = change.after->measure;
  if (change.before->rule->id != change.after->rule->id)
    parts.push_back(fmt::format("was {}", change.before->rule->id));
  else if (was && is && was->band != is->band)
    parts.push_back(fmt::format("was {} {}, is {} {}", format_number(was->value), was->unit, format_number(is->value), is->unit));
  if (change.before->subject != change.after->subject) parts.push_back(fmt::format("was `{}`", change.before->subject));
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string before_and_after(const std::string& before, const std::string& after) {
  return before == after ? after : fmt::format("{} → {}", before, after);
}

std::string signed_points(double points) {
  if (std::abs(points) < 0.05) return "";
  return fmt::format("{}{:.1f}", points > 0 ? "+" : "−", std::abs(points));
}

std::string drag_change(const Diff& diff) {
  const Report::Drag &before = diff.before->drag, &after = diff.after->drag;
  if (!diff.incomparable.empty()) return fmt::format("{} before, {} after", drag_range(before), drag_range(after));
  const std::string moved = signed_points((after.high - before.high).value());
  return before_and_after(drag_range(before), drag_range(after)) + (moved.empty() ? "" : fmt::format(" ({})", moved));
}

std::string interest_change(const Diff& diff) {
  return before_and_after(interest_phrase(*diff.before), interest_phrase(*diff.after)) +
         money_moved(diff, diff.before->money.interest_per_month, diff.after->money.interest_per_month);
}

std::string principal_change(const Diff& diff) {
  return before_and_after(principal_phrase(*diff.before), principal_phrase(*diff.after)) +
         money_moved(diff, diff.before->money.principal, diff.after->money.principal);
}

std::string counts_phrase(const Diff& diff) {
  std::vector<std::string> parts;
  for (const DiffSection& section : sections_of(diff)) {
    if (!section.changes->empty()) parts.push_back(fmt::format("{} {}", section.changes->size(), section.counted));
  }
  if (parts.empty() && diff.unchanged > 0)
    return fmt::format("nothing changed: the same {}", diff.unchanged == 1 ? "finding" : count_of(diff.unchanged, "finding"));
  if (parts.empty()) parts.push_back("nothing changed");
  if (diff.unchanged > 0) parts.push_back(fmt::format("{} unchanged", diff.unchanged));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::vector<std::string> doubts(const Diff& diff) {
  std::vector<std::string> all;
  const std::string money_differs = diff.same_currency ? "" : "costs are not compared: the currencies differ";
  for (const std::string& one : {diff.incomparable, money_differs, doubt(*diff.before, "old"), doubt(*diff.after, "new")}) {
    if (!one.empty()) all.push_back(one);
  }
  return all;
}

}  // namespace stackdrag::report
