// Audits every day that lies ahead, in memory, and notes what changes.
//
// An audit of a few thousand items takes milliseconds once they are read, so no day is left out and nothing has to be known about the
// rules: the forecast says what the audits of those days will say, by construction.
#include "stackdrag/forecast.h"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "decide/forecast_people.h"
#include "decide/later.h"
#include "decide/look_again.h"
#include "decide/turns.h"
#include "stackdrag/plan.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/renewal.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr double days_a_month = 30;

ForecastStep step_of(const Assessment& assessment, const MoneyFigures& money) {
  const Score& score = assessment.score;
  const bool empty = item_count(*assessment.workspace.inventory) == 0;
  const auto excused = std::count_if(assessment.findings.begin(), assessment.findings.end(), [](const auto& one) { return one.excused; });
  return {.day = assessment.as_of,
          .low_hours = score.low_hours,
          .high_hours = score.high_hours,
          .low = score.low,
          .high = score.high,
          .grade = empty ? no_grade : score.grade,
          .provisional = score.provisional && !empty,
          .toll = {money.hours_per_month, money.wasted_per_month},
          .interest = money.interest_per_month,
          .findings = assessment.findings.size() - static_cast<std::size_t>(excused)};
}

/// What is paid for a tool a month for nothing, as far as that is proved.
double wasted_on(const Assessment& assessment, ItemId tool) {
  for (const Pool& pool : assessment.tally.pools()) {
    if (pool.item == tool && pool.money && pool.priced)
      return pool.amount * assessment.tally.tariff().hourly_rate * pool.claimed(Pool::Extent::proved);
  }
  return 0;
}

/// The contract of a tool, of which notice can no longer be given.
LockedIn locked_in(const Tool& tool, Date day, Date renews, int months, const Assessment& assessment) {
  LockedIn locked;
  locked.day = day;
  locked.tool = label_of(*assessment.workspace.inventory, tool.common.self);
  locked.renews = renews;
  locked.months = months;
  locked.owners = who_acts(assessment.workspace.facts, {tool.common.self}, day);
  locked.location = assessment.workspace.sources->locate(tool.renews.at);
  if (tool.cost) locked.money = tool.cost->per_month * months;
  locked.wasted = wasted_on(assessment, tool.common.self) * months;
  return locked;
}

/// The contracts whose last day for a notice was the day before.
void add_missed(const Assessment& assessment, std::vector<LockedIn>& locked) {
  for (const Tool& tool : assessment.workspace.inventory->tools) {
    if (!will_renew(tool) || !is_undecided(tool) || rules::missing_for_notice(tool)) continue;
    const Date last = rules::last_notice(tool);
    if (last + Days{1} != assessment.as_of) continue;
    locked.push_back(locked_in(tool, assessment.as_of, *tool.renews, rules::months_of_term(tool), assessment));
    locked.back().act_by = last;
  }
}

/// The contracts that could be left until the very day on which they have renewed, or of which nobody knows until when.
void add_renewed(const std::vector<Renewed>& renewed, const Assessment& assessment, std::vector<LockedIn>& locked) {
  for (const Renewed& one : renewed) {
    if (one.decided || (one.last_notice && *one.last_notice < one.day)) continue;
    const Tool& tool = assessment.workspace.inventory->tools[one.tool.index];
    locked.push_back(locked_in(tool, assessment.as_of, one.day, one.months, assessment));
    locked.back().act_by = one.last_notice;
  }
}

/// Adds up what is carried on each day.
void add_up(Forecast& forecast) {
  for (std::size_t i = 0; i < forecast.steps.size(); ++i) {
    const ForecastStep& step = forecast.steps[i];
    const Date end = i + 1 < forecast.steps.size() ? forecast.steps[i + 1].day : forecast.until;
    const double months = (end - step.day).count / days_a_month;
    forecast.carried_hours += step.toll.hours * months;
    forecast.carried_money += step.toll.wasted * months;
  }
  const double months = (forecast.until - forecast.as_of).count / days_a_month;
  forecast.added_hours = forecast.carried_hours - forecast.steps.front().toll.hours * months;
  forecast.added_money = forecast.carried_money - forecast.steps.front().toll.wasted * months;
}

/// What is known before any day has passed.
Forecast begun(const Assessment& now, const Settings& settings, const ForecastQuestion& question) {
  const Stack& stack = now.workspace.inventory->stack;
  Forecast forecast;
  forecast.version = STACKDRAG_VERSION;
  forecast.model = drag_model;
  forecast.as_of = now.as_of;
  forecast.until = question.until;
  forecast.profile = now.profile;
  forecast.stack = stack.common.name ? std::string(*stack.common.name) : settings.name;
  if (stack.currency) forecast.currency = *stack.currency;
  forecast.items = item_count(*now.workspace.inventory);
  forecast.capacity_hours = now.score.capacity_hours;
  forecast.capacity_assumed = now.score.capacity_assumed;
  forecast.assume_nothing = question.assume_nothing;
  forecast.fail_on = question.fail_on;
  forecast.mistakes = now.problems.size();
  return forecast;
}

}  // namespace

bool ForecastStep::same_figures(const ForecastStep& other) const {
  return low_hours == other.low_hours && high_hours == other.high_hours && low == other.low && high == other.high && grade == other.grade &&
         provisional == other.provisional && Decimal::of(toll.hours) == Decimal::of(other.toll.hours) &&
         Decimal::of(toll.wasted) == Decimal::of(other.toll.wasted) && Decimal::of(interest) == Decimal::of(other.interest) &&
         findings == other.findings;
}

Forecast forecast_of(const Workspace& workspace, const Settings& settings, const ForecastQuestion& question) {
  Settings of_day = settings;
  of_day.baseline = nullptr;
  const Assessment now = assess(workspace, of_day);
  of_day.profile = now.profile;
  of_day.as_of = now.as_of;
  Forecast forecast = begun(now, settings, question);
  Later later(now, question.assume_nothing);
  AuditedDay before = audited_day(assess(workspace, of_day));
  const MoneyFigures money = money_of(now);
  forecast.at_least = money.at_least;
  forecast.steps.push_back(step_of(now, money));
  for (Date day = now.as_of + Days{1}; day <= question.until; day = day + Days{1}) {
    const std::vector<Renewed> renewed = later.go_to(day);
    of_day.as_of = day;
    AuditedDay after = audited_day(assess(later.workspace(), of_day));
    const Assessment& then = *after.assessment;
    std::vector<ForecastEvent> events = turns(before, after);
    std::move(events.begin(), events.end(), std::back_inserter(forecast.events));
    const ForecastStep step = step_of(then, money_of(then));
    if (!step.same_figures(forecast.steps.back())) forecast.steps.push_back(step);
    if (!question.assume_nothing) add_missed(then, forecast.locked), add_renewed(renewed, then, forecast.locked);
    before = std::move(after);
  }
  if (!question.assume_nothing) forecast.look_again = look_again_days(now, later.moving(), question.until);
  add_up(forecast);
  // What appears and worsens later is one finding.
  std::set<std::uint64_t> failing;
  for (const ForecastEvent& event : forecast.events) {
    if (question.fail_on && is_debt(event.turn) && !event.waived && event.severity >= *question.fail_on) failing.insert(event.fingerprint);
  }
  forecast.failing = failing.size();
  return forecast;
}

Result<Date> forecast_end(std::string_view text, Date as_of) {
  const auto duration = parse_duration(text);
  const auto day = parse_date(text);
  if (!day && !duration) {
    const auto near = nearest_date(text);
    return Failure{fmt::format("--until: `{}` is neither a day nor a length of time; {}", text,
                               near ? fmt::format("did you mean {}?", *near) : "write it as 2027-02-19 or 90d")};
  }
  constexpr int minutes_a_day = 1440;
  if (duration && !day && duration->minutes % minutes_a_day != 0)
    return Failure{fmt::format("--until: `{}` is not a whole number of days", text)};
  const Date end = day ? *day : duration->months > 0 ? months_later(as_of, duration->months) : as_of + duration->days();
  if (end <= as_of) return Failure{fmt::format("--until: {} is not after the day of the audit, {}", end, as_of)};
  if (end > as_of + farthest_forecast)
    return Failure{fmt::format("--until: {} is more than 5 years after the day of the audit, {}", end, as_of)};
  return end;
}

}  // namespace stackdrag
