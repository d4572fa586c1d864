// The plan as a calendar: what to begin in each week, and the last day of whatever has one.
#include <algorithm>
#include <set>
#include <utility>

#include <fmt/ranges.h>

#include "decide/plan_words.h"
#include "stackdrag/calendar.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace decide {
namespace {

/// "retire surveybee: 12 h, critical, owner to be named".
std::string line_of(const PlannedAction& planned, const ReportedPlan& shown) {
  return fmt::format("{}: {}, {}", shown.report.actions[planned.action].text, report::hours_phrase(planned.hours),
                     fmt::join(details_of(planned, shown), ", "));
}

/// What begins in a week. A plan that is made again a week later has the same first days, so its weeks replace these.
CalendarEntry week_entry(const ReportedPlan& shown, int week) {
  const Date first = shown.plan.from + Days{7 * week};
  std::vector<std::string> lines;
  double hours = 0;
  for (const PlannedQuestions& one : shown.plan.questions) {
    if (one.week != week) continue;
    const Gap& gap = shown.report.gaps[one.gap];
    hours += one.hours;
    lines.push_back(fmt::format("find out {} of {}: {}", fmt::join(gap.fields, ", "),
                                gap.items.empty() ? "the stack" : fmt::format("{}", fmt::join(gap.items, ", ")),
                                report::hours_phrase(one.hours)));
  }
  for (const PlannedAction& planned : shown.plan.actions) {
    if (planned.week != week) continue;
    hours += planned.hours;
    lines.push_back(line_of(planned, shown));
  }
  // Whoever plans for several stacks has them in one calendar.
  CalendarEntry entry{first, "plan", fmt::format("{}\n{}", shown.report.stack.name, first),
                      fmt::format("Plan, week {}: {} of work to begin", week + 1, report::hours_phrase(hours))};
  entry.description = fmt::format("{}", fmt::join(lines, "\n"));
  return entry;
}

/// The finding that gives an action its day.
const ReportedFinding* dated_finding(const Action& action, const Report& report) {
  for (const std::uint32_t place : action.findings) {
    if (report.findings[place].due == action.due) return &report.findings[place];
  }
  return nullptr;
}

/// The last day of an action. It has the identity that the forecast's calendar gives it.
std::optional<CalendarEntry> deadline_entry(std::uint32_t number, const std::string& planned, const ReportedPlan& shown) {
  const Action& action = shown.report.actions[number];
  if (!action.due || *action.due < shown.plan.from) return std::nullopt;
  const ReportedFinding* const finding = dated_finding(action, shown.report);
  if (finding == nullptr) return std::nullopt;
  const bool is_notice = finding->rule->id == "renewal-notice-window";
  std::string subject(finding->subject);
  if (!finding->key.empty()) subject.append("\n").append(finding->key);
  CalendarEntry entry{*action.due, std::string(is_notice ? "notice" : finding->rule->id), std::move(subject),
                      fmt::format("Last day: {}", action.text)};
  entry.description = fmt::format("{}\n{}", report::message_phrase(*finding), planned);
  std::erase(entry.description, '`');
  entry.reminders = is_notice ? std::vector{14, 3} : finding->rule->family == "sunsets" ? std::vector{90, 30} : std::vector{7};
  return entry;
}

}  // namespace
}  // namespace decide

void render_plan_ics(const ReportedPlan& shown, const RenderOptions&, Output& out) {
  using namespace decide;
  const WorkPlan& plan = shown.plan;
  const std::string stack = shown.report.stack.name.empty() ? "stackdrag" : std::string(shown.report.stack.name);
  Calendar calendar{fmt::format("{}: plan of work", stack), plan.from, {}};
  std::set<int> weeks;
  for (const PlannedQuestions& one : plan.questions) weeks.insert(one.week);
  for (const PlannedAction& one : plan.actions) weeks.insert(one.week);
  for (const int week : weeks) calendar.entries.push_back(week_entry(shown, week));
  std::set<std::pair<std::string, std::string>> told;
  const auto add = [&](std::optional<CalendarEntry> entry) {
    if (entry && told.emplace(entry->kind, entry->subject).second) calendar.entries.push_back(std::move(*entry));
  };
  for (const PlannedAction& one : plan.actions)
    add(deadline_entry(one.action, fmt::format("Planned for week {}: {}", one.week + 1, line_of(one, shown)), shown));
  for (const UnplannedAction& one : plan.left_out) {
    if (one.because != LeftOutBecause::settled)
      add(deadline_entry(one.action, fmt::format("Not planned: {}", reason_of(one, shown)), shown));
  }
  std::stable_sort(calendar.entries.begin(), calendar.entries.end(),
                   [](const CalendarEntry& a, const CalendarEntry& b) { return a.day < b.day; });
  write_calendar(calendar, out);
}

}  // namespace stackdrag
