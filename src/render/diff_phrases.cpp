// Says in words what changed.
#include "render/diff_phrases.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/extent.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

/// " (−€200)"; empty if it rounds to nothing or if the costs cannot be compared.
std::string money_moved(const Diff& diff, double before, double after) {
  const double rise = after - before;
  if (!diff.incomparable.empty() || !diff.same_currency || std::abs(rise) < 0.5) return "";
  return fmt::format(" ({}{})", rise > 0 ? "+" : "−", money_phrase(std::abs(rise), diff.after->stack.currency));
}

std::string currency_of(const Diff& diff) { return shorten(visible(diff.after->stack.currency), 8); }

/// "1 day", "3 days", "2 dependencies".
std::string measured_phrase(const Measure& measure) {
  std::string unit(measure.unit.substr(0, measure.unit.find(' ')));
  const std::string_view rest = measure.unit.substr(unit.size());
  if (measure.value == 1 && unit.ends_with("ies"))
    unit.replace(unit.size() - 3, 3, "y");
  else if (measure.value == 1 && unit.ends_with('s'))
    unit.pop_back();
  return fmt::format("{} {}{}", format_number(measure.value), unit, rest);
}

/// "to tell, it takes `last_ok` of `integration/hs-survey`".
std::string question_phrase(const ReportedUnknown& question) {
  std::vector<std::string> fields;
  for (const std::string_view field : question.fields) fields.push_back(fmt::format("`{}`", field));
  return fmt::format("to tell, it takes {} of `{}`", join_words(fields), question.item);
}

std::string doubt(const Report& report, std::string_view which) {
  const std::size_t count = report.problems.size();
  return count == 0 ? "" : fmt::format("{} in the {} inventory: only what could be read is compared", count_of(count, "mistake"), which);
}

/// Whether the figures at the head of the difference stayed as they were, so that "nothing" has changed.
bool same_figures(const Diff& diff) {
  const Report &before = *diff.before, &after = *diff.after;
  return diff.costs.empty() && drag_range(before.drag) == drag_range(after.drag) && interest_phrase(before) == interest_phrase(after) &&
         evidence_phrase(before.drag.evidence) == evidence_phrase(after.drag.evidence) && before.unknown.size() == after.unknown.size();
}

}  // namespace

std::vector<DiffSection> sections_of(const Diff& diff) {
  return {
      {"new", "new", "new", &diff.fresh},
      {"worsened", "worsened", "worsened", &diff.worsened},
      {"reopened", "no longer waived", "no longer waived", &diff.reopened},
      {"unanswered", "not fixed: facts are missing now, or too old to tell", "that nobody can tell now", &diff.gone_as(Fate::unanswered)},
      {"postponed", "postponed", "postponed", &diff.postponed},
      {"accepted", "waived as accepted", "waived as accepted", &diff.accepted},
      {"improved", "improved", "improved", &diff.improved},
      {"fixed", "fixed", "fixed", &diff.gone_as(Fate::fixed)},
      {"vanished", "removed with their items", "removed with their items", &diff.gone_as(Fate::vanished)},
      {"excused", "waived as not applicable", "waived as not applicable", &diff.gone_as(Fate::excused)},
      {"unasked", "gone, but no longer asked for", "no longer asked for", &diff.gone_as(Fate::unasked)},
  };
}

const ReportedFinding& shown_finding(const FindingChange& change) { return change.after != nullptr ? *change.after : *change.before; }

std::string change_phrase(const FindingChange& change, const Diff& diff) {
  if (change.question != nullptr) return question_phrase(*change.question);
  if (change.before == nullptr || change.after == nullptr) return "";
  std::vector<std::string> parts;
  const auto &was = change.before->measure, &is = change.after->measure;
  if (change.before->rule->id != change.after->rule->id)
    parts.push_back(fmt::format("was {}", change.before->rule->id));
  else if (was && is && was->band != is->band)
    parts.push_back(fmt::format("was {}, is {}", measured_phrase(*was), measured_phrase(*is)));
  for (std::string& part : differences(change.was, change.is, currency_of(diff), diff.after->as_of)) parts.push_back(std::move(part));
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

std::string danger_phrase(const Diff& diff) {
  const auto is_critical = [](const ReportedFinding& finding) {
    return finding.severity == Severity::critical && finding.waiver == nullptr;
  };
  const auto is_new = [&](const FindingChange& change) { return is_critical(*change.after); };
  const auto is_worse = [&](const FindingChange& change) { return is_critical(*change.after) && !is_critical(*change.before); };
  const auto fresh = std::count_if(diff.fresh.begin(), diff.fresh.end(), is_new);
  const auto worse = std::count_if(diff.worsened.begin(), diff.worsened.end(), is_worse);
  const auto all = std::count_if(diff.after->findings.begin(), diff.after->findings.end(), is_critical);
  std::vector<std::string> parts;
  if (fresh > 0) parts.push_back(fmt::format("{} new critical", fresh));
  if (worse > 0) parts.push_back(fmt::format("{} critical now", worse));
  if (all > fresh + worse) parts.push_back(fmt::format("{} critical as before", all - fresh - worse));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::vector<std::string> cost_phrases(const Diff& diff) {
  std::vector<std::string> phrases;
  for (const CostChange& change : diff.costs) {
    const auto money = [&](double amount) { return money_phrase(amount, diff.after->stack.currency); };
    const bool is_gone = find_item(*diff.after, change.item) == nullptr;
    if (is_gone)
      phrases.push_back(fmt::format("`{}` is gone, which cost {} a month", change.item, money(change.before)));
    else if (change.before <= 0)
      phrases.push_back(fmt::format("`{}` costs {} a month, was nothing", change.item, money(change.after)));
    else if (change.after <= 0)
      phrases.push_back(fmt::format("`{}` costs nothing, was {} a month", change.item, money(change.before)));
    else
      phrases.push_back(fmt::format("`{}` costs {} a month, was {}", change.item, money(change.after), money(change.before)));
  }
  return phrases;
}

std::vector<std::string> rename_phrases(const Diff& diff) {
  std::vector<std::string> phrases;
  for (const PerhapsRenamed& pair : diff.perhaps_renamed) phrases.push_back(rename_phrase(pair.from, pair.to));
  return phrases;
}

std::string counts_phrase(const Diff& diff) {
  std::vector<std::string> parts;
  for (const DiffSection& section : sections_of(diff)) {
    if (!section.changes->empty()) parts.push_back(fmt::format("{} {}", section.changes->size(), section.counted));
  }
  if (!diff.costs.empty()) parts.push_back(fmt::format("{} changed", count_of(diff.costs.size(), "cost")));
  const std::string same = diff.unchanged == 1 ? "finding" : count_of(diff.unchanged, "finding");
  if (parts.empty() && !same_figures(diff)) return diff.unchanged > 0 ? fmt::format("the same {}", same) : "no findings before and after";
  if (parts.empty() && diff.unchanged > 0) return fmt::format("nothing changed: the same {}", same);
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
