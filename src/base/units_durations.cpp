// Durations, in the words of schedules and of contracts.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>

#include "stackdrag/text.h"
#include "stackdrag/units.h"

namespace stackdrag {
namespace {

constexpr double most_minutes = 1'000'000.0 * 1440;
constexpr double days_per_month = 365.0 / 12;

/// A unit has a length in minutes, or in months.
struct Unit {
  std::string_view name;
  int minutes;
  int months;
};

// Also the words of periods: `annual` is one of its unit.
constexpr Unit units[] = {
    {"m", 1, 0},      {"min", 1, 0},     {"mins", 1, 0},     {"minute", 1, 0},    {"minutes", 1, 0},  {"h", 60, 0},      {"hr", 60, 0},
    {"hrs", 60, 0},   {"hour", 60, 0},   {"hours", 60, 0},   {"d", 1440, 0},      {"day", 1440, 0},   {"days", 1440, 0}, {"w", 10080, 0},
    {"wk", 10080, 0}, {"wks", 10080, 0}, {"week", 10080, 0}, {"weeks", 10080, 0}, {"mo", 0, 1},       {"mos", 0, 1},     {"mth", 0, 1},
    {"mths", 0, 1},   {"month", 0, 1},   {"months", 0, 1},   {"quarter", 0, 3},   {"quarters", 0, 3}, {"y", 0, 12},      {"yr", 0, 12},
    {"yrs", 0, 12},   {"year", 0, 12},   {"years", 0, 12},
};
constexpr Unit periods[] = {
    {"hourly", 60, 0},   {"daily", 1440, 0}, {"nightly", 1440, 0}, {"weekly", 10080, 0}, {"monthly", 0, 1},
    {"quarterly", 0, 3}, {"yearly", 0, 12},  {"annual", 0, 12},    {"annually", 0, 12},
};
constexpr std::string_view small_numbers[] = {"a",     "one",   "two",  "three", "four",   "five",  "six",
                                              "seven", "eight", "nine", "ten",   "eleven", "twelve"};

template <std::size_t count>
const Unit* find_unit(const Unit (&among)[count], std::string_view name) {
  const Unit* const found = std::find_if(std::begin(among), std::end(among), [&](const Unit& unit) { return unit.name == name; });
  return found == std::end(among) ? nullptr : found;
}

std::optional<Duration> times(double number, const Unit& unit) {
  const double minutes = unit.months == 0 ? number * unit.minutes : std::round(number * unit.months * days_per_month) * 1440;
  if (minutes > most_minutes) return std::nullopt;
  const double months = number * unit.months;
  const bool whole = months == std::trunc(months);
  return Duration{static_cast<std::int32_t>(std::lround(minutes)), whole ? static_cast<std::int32_t>(months) : 0};
}

/// `P30D`, `P3M`, `PT15M`: of several parts there is no need here.
std::optional<Duration> parse_iso_duration(std::string_view text) {
  const bool time = text.substr(1).starts_with('T');
  text.remove_prefix(time ? 2 : 1);
  if (text.size() < 2 || !is_digit(text.front())) return std::nullopt;
  const char letter = text.back();
  text.remove_suffix(1);
  const auto number = parse_number(text);
  const std::string_view name = time ? (letter == 'H'   ? "h"
                                        : letter == 'M' ? "m"
                                                        : "")
                                     : (letter == 'D'   ? "d"
                                        : letter == 'W' ? "w"
                                        : letter == 'M' ? "mo"
                                        : letter == 'Y' ? "y"
                                                        : "");
  const Unit* const unit = find_unit(units, name);
  return number && unit != nullptr ? times(*number, *unit) : std::nullopt;
}

std::string_view digits_of(std::string_view text) { return text.substr(0, text.find_first_not_of("0123456789.,")); }

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
  if (text.starts_with('P')) return parse_iso_duration(text);
  if (!minutes_or_months(text).empty() && text.back() == 'M') return std::nullopt;
  const std::string folded = lower_case(text);
  if (const Unit* const period = find_unit(periods, folded)) return times(1, *period);
  std::string_view rest = folded;
  std::optional<double> number;
  if (!rest.empty() && is_digit(rest.front())) {
    const std::string_view digits = digits_of(rest);
    rest.remove_prefix(digits.size());
    const auto written = parse_written_number(digits);
    if (!written || written->thousands || !is_digit(digits.back())) return std::nullopt;
    number = written->value;
  } else {
    const std::string_view word = rest.substr(0, rest.find_first_of(" -"));
    const auto* const found = std::find(std::begin(small_numbers), std::end(small_numbers), word);
    if (found == std::end(small_numbers)) return std::nullopt;
    number = std::max<double>(1, static_cast<double>(found - std::begin(small_numbers)));
    rest.remove_prefix(word.size());
    if (rest.empty()) return std::nullopt;
  }
  if (rest.starts_with(' ') || rest.starts_with('-')) rest.remove_prefix(1);
  const Unit* const unit = find_unit(units, rest);
  return unit == nullptr ? std::nullopt : times(*number, *unit);
}

std::string_view minutes_or_months(std::string_view text) {
  const std::string_view digits = digits_of(text);
  std::string_view rest = text.substr(digits.size());
  if (rest.starts_with(' ')) rest.remove_prefix(1);
  return !digits.empty() && (rest == "m" || rest == "M") ? digits : std::string_view();
}

Date operator-(Date date, Duration duration) {
  if (duration.months == 0) return date - duration.days();
  const std::chrono::year_month_day civil{std::chrono::sys_days{std::chrono::days{date.since_epoch}}};
  std::chrono::year_month_day before = civil - std::chrono::months{duration.months};
  if (!before.ok()) before = before.year() / before.month() / std::chrono::last;
  return {static_cast<std::int32_t>(std::chrono::sys_days{before}.time_since_epoch().count())};
}

}  // namespace stackdrag
