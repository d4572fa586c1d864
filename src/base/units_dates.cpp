// Civil dates: parsed strictly, guessed leniently, printed as ISO 8601.
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "stackdrag/ensure.h"
#include "stackdrag/text.h"
#include "stackdrag/units.h"

namespace stackdrag {
namespace {

std::optional<Date> date_from(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day civil{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!civil.ok()) return std::nullopt;
  return Date{static_cast<std::int32_t>(std::chrono::sys_days{civil}.time_since_epoch().count())};
}

std::chrono::year_month_day civil_of(Date date) {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{date.since_epoch}}};
}

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

/// The value of one to four digits.
unsigned number_of(std::string_view digits) {
  unsigned number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// 1 to 12 for the name of a month or at least its first three letters; else 0.
unsigned month_named(std::string_view word) {
  constexpr std::string_view names[] = {"january", "february", "march",     "april",   "may",      "june",
                                        "july",    "august",   "september", "october", "november", "december"};
  if (word.size() < 3) return 0;
  const std::string wanted = lower_case(word);
  for (unsigned month = 1; month <= 12; ++month) {
    if (names[month - 1].starts_with(wanted)) return month;
  }
  return 0;
}

/// Words in a date that do not matter: "Saturday, the 21st of November".
bool is_filler(std::string_view word) {
  constexpr std::string_view words[] = {"st", "nd", "rd", "th", "of", "the"};
  constexpr std::string_view weekdays[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  const std::string wanted = lower_case(word);
  if (std::find(std::begin(words), std::end(words), wanted) != std::end(words)) return true;
  return wanted.size() >= 3 && std::any_of(std::begin(weekdays), std::end(weekdays), [&](auto day) { return day.starts_with(wanted); });
}

/// The three parts of what might be a date, and the last separator between them other than a space.
struct Parts {
  std::array<std::string_view, 3> text;
  std::size_t count = 0;
  unsigned month = 0;  // given by name; the name is then not in `text`
  char separator = 0;

  bool complete() const { return count + (month != 0 ? 1 : 0) == 3; }
};

/// Stops after the third part, so a time of day may follow. Empty if there are other words in between.
std::optional<Parts> take_apart(std::string_view text) {
  Parts parts;
  while (!text.empty() && !parts.complete()) {
    const auto same = is_digit(text.front()) ? is_digit : is_letter;
    const auto length = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), same) - text.begin());
    const std::string_view run = text.substr(0, length);
    if (run.empty()) {
      if (text.front() != ' ') parts.separator = text.front();
    } else if (is_digit(run.front())) {
      parts.text[parts.count++] = run;
    } else if (parts.month == 0 && month_named(run) != 0) {
      parts.month = month_named(run);
    } else if (!is_filler(run)) {
      return std::nullopt;
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  if (!parts.complete()) return std::nullopt;
  return parts;
}

/// The date, with a day past the end of the month replaced by the month's last day.
std::optional<Date> clamped(int year, unsigned month, unsigned day) {
  if (month < 1 || month > 12) return std::nullopt;
  const std::chrono::year_month_day_last last{std::chrono::year{year}, std::chrono::month_day_last{std::chrono::month{month}}};
  return date_from(year, month, std::clamp(day, 1U, static_cast<unsigned>(last.day())));
}

std::optional<Date> from_month_name(const Parts& parts) {
  std::string_view year = parts.text[0], day = parts.text[1];
  if (year.size() != 4) std::swap(year, day);
  if (year.size() != 4 || day.size() > 2) return std::nullopt;
  return clamped(static_cast<int>(number_of(year)), parts.month, number_of(day));
}

std::optional<Date> year_first(std::string_view year, unsigned month, unsigned day) {
  if (month > 12 && day <= 12) std::swap(month, day);
  return clamped(static_cast<int>(number_of(year)), month, day);
}

/// With points, the day comes first everywhere. With other separators the order depends on the country, so only the numbers can decide.
std::optional<Date> year_last(unsigned first, unsigned second, int year, bool points) {
  if (points || first > 12 || first == second) return clamped(year, second, first);
  if (second > 12) return clamped(year, first, second);
  return std::nullopt;
}

std::optional<Date> from_numbers(const Parts& parts) {
  const auto& [first, second, third] = parts.text;
  if (second.size() > 2) return std::nullopt;
  const bool points = parts.separator == '.';
  if (first.size() == 4 && third.size() <= 2) return year_first(first, number_of(second), number_of(third));
  if (first.size() > 2) return std::nullopt;
  if (third.size() == 4) return year_last(number_of(first), number_of(second), static_cast<int>(number_of(third)), points);
  if (third.size() == 2 && points) return year_last(number_of(first), number_of(second), 2000 + static_cast<int>(number_of(third)), points);
  return std::nullopt;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const std::string_view year = text.substr(0, 4), month = text.substr(5, 2), day = text.substr(8, 2);
  if (!all_digits(year) || !all_digits(month) || !all_digits(day)) return std::nullopt;
  return date_from(static_cast<int>(number_of(year)), number_of(month), number_of(day));
}

std::optional<Date> nearest_date(std::string_view text) {
  // Without separators, only one order is in use.
  if (text.size() == 8 && all_digits(text)) return year_first(text.substr(0, 4), number_of(text.substr(4, 2)), number_of(text.substr(6)));
  const std::optional<Parts> parts = take_apart(text);
  if (!parts) return std::nullopt;
  return parts->month != 0 ? from_month_name(*parts) : from_numbers(*parts);
}

Date make_date(int year, unsigned month, unsigned day) {
  const std::optional<Date> date = date_from(year, month, day);
  ensure(date.has_value(), "there is no such date");
  return *date;
}

unsigned month_of(Date date) { return static_cast<unsigned>(civil_of(date).month()); }

}  // namespace stackdrag

fmt::format_context::iterator fmt::formatter<stackdrag::Date>::format(stackdrag::Date date, fmt::format_context& context) const {
  const std::chrono::year_month_day civil = stackdrag::civil_of(date);
  const std::string text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(civil.year()), static_cast<unsigned>(civil.month()),
                                       static_cast<unsigned>(civil.day()));
  return fmt::formatter<std::string_view>::format(text, context);
}

fmt::format_context::iterator fmt::formatter<stackdrag::Days>::format(stackdrag::Days days, fmt::format_context& context) const {
  const bool one = days.count == 1 || days.count == -1;
  return fmt::formatter<std::string_view>::format(fmt::format("{} {}", days.count, one ? "day" : "days"), context);
}
