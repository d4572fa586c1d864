// The forecast as a calendar: the last day on which to act on what comes, so that nobody has to read the list again.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "decide/forecast_words.h"
#include "stackdrag/calendar.h"
#include "stackdrag/phrases.h"
#include "stackdrag/render_forecast.h"

namespace stackdrag {
namespace report {
namespace {

/// Adds entries. What worsens up to one deadline is one entry; of two deadlines with one identity, which a long forecast may have, the
/// later is called by its day: it keeps that once the first has passed.
class Entries {
 public:
  explicit Entries(Calendar& calendar) : calendar_(calendar) {}

  void add(CalendarEntry entry) {
    std::set<Date>& days = days_[{entry.kind, entry.subject}];
    if (!days.insert(entry.day).second) return;
    if (days.size() > 1) entry.subject += fmt::format("\n{}", entry.day);
    calendar_.entries.push_back(std::move(entry));
  }

 private:
  Calendar& calendar_;
  std::map<std::pair<std::string, std::string>, std::set<Date>> days_;
};

/// A text of ours without the backticks around names.
std::string bare(std::string text) {
  std::erase(text, '`');
  return text;
}

/// How long before its day it is time to think of it.
std::vector<int> reminders_for(const ForecastEvent& event) {
  if (event.family == "sunsets") return {90, 30};
  return event.rule.starts_with("renewal-") ? std::vector{14, 3} : std::vector{7};
}

/// Low findings are no appointments, and a contract that binds says more than the findings about its notice.
bool is_entry(const ForecastEvent& event, const Forecast& forecast) {
  if (!event.act_by || event.waived || event.severity < Severity::medium) return false;
  const auto says_more = [&](const LockedIn& locked) {
    return event.rule.starts_with("renewal-notice-") && locked.act_by == event.act_by && locked.tool == event.subject;
  };
  return std::none_of(forecast.locked.begin(), forecast.locked.end(), says_more);
}

CalendarEntry entry_of(const ForecastEvent& event) {
  const ForecastRow row{&event, {&event}};
  CalendarEntry entry{*event.act_by, event.rule, event.key.empty() ? event.subject : event.subject + "\n" + event.key,
                      bare("Last day: " + event.todo)};
  entry.description = bare(fmt::format("From {} on: {}\n{}, {}\nWho: {}", event.day, row_text(row), event.rule, severity_text(event),
                                       owners_text(event.owners)));
  entry.reminders = reminders_for(event);
  return entry;
}

CalendarEntry entry_of(const LockedIn& locked, const Forecast& forecast) {
  const Date last = locked.act_by.value_or(locked.renews);
  return {last,
          "notice",
          locked.tool,
          fmt::format("Last day to give notice: {}", id_of(locked.tool)),
          bare(fmt::format("{}\nWho: {}", locked_text(locked, forecast), owners_text(locked.owners))),
          {14, 3}};
}

CalendarEntry entry_of(const LookAgain& look) {
  return {look.day,
          "look",
          look.field + "\n" + look.items.front(),
          bare(look_title(look)),
          fmt::format("Until this day the evidence holds: {}", fmt::join(look.items, ", ")),
          {7}};
}

}  // namespace
}  // namespace report

void render_forecast_ics(const Forecast& forecast, const RenderOptions&, Output& out) {
  using namespace report;
  Calendar calendar{fmt::format("{}: marketing debt ahead", forecast.stack.empty() ? "stackdrag" : forecast.stack), forecast.as_of, {}};
  Entries entries(calendar);
  for (const LockedIn& locked : forecast.locked) entries.add(entry_of(locked, forecast));
  for (const ForecastEvent& event : forecast.events) {
    if (is_entry(event, forecast)) entries.add(entry_of(event));
  }
  for (const LookAgain& look : forecast.look_again) entries.add(entry_of(look));
  std::stable_sort(calendar.entries.begin(), calendar.entries.end(),
                   [](const CalendarEntry& a, const CalendarEntry& b) { return a.day < b.day; });
  write_calendar(calendar, out);
}

}  // namespace stackdrag
