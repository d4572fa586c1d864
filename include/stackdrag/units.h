// The quantities of an inventory: civil dates, days, durations, money, rates.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace stackdrag {

/// A number of whole days. Prints as "235 days".
struct Days {
  int count = 0;
  friend auto operator<=>(Days, Days) = default;
};

/// A civil date without a time zone, as days since 1970-01-01. Prints as ISO 8601.
struct Date {
  std::int32_t since_epoch = 0;

  friend auto operator<=>(Date, Date) = default;
  friend Days operator-(Date later, Date earlier) { return {later.since_epoch - earlier.since_epoch}; }
  friend Date operator+(Date date, Days days) { return {date.since_epoch + days.count}; }
  friend Date operator-(Date date, Days days) { return {date.since_epoch - days.count}; }
};

/// Parses dates such as `2026-11-21`. Empty for any other form, and for a day that does not exist (`2026-02-30`).
std::optional<Date> parse_date(std::string_view text);
/// The valid date that a person who wrote `text` most likely meant ("2026-02-30" gives 2026-02-28, "21.11.2026" gives 2026-11-21,
/// "Nov 21, 2026" gives 2026-11-21). Empty if the text may mean two dates, as "03/04/2026" does.
std::optional<Date> nearest_date(std::string_view text);
Date make_date(int year, unsigned month, unsigned day);
/// The month of a date, 1 to 12.
unsigned month_of(Date date);

/// A length of time: `15m`, `6h`, `90d`, `2w`, `3mo`, `5 years`.
struct Duration {
  std::int32_t minutes = 0;
  std::int32_t months = 0;  ///< if it was written in months or years, which `minutes` can only approach

  /// Whole days, rounded up: a notice of `36h` needs two days. A year has 365.
  Days days() const { return {(minutes + 1439) / 1440}; }
  friend auto operator<=>(Duration a, Duration b) { return a.minutes <=> b.minutes; }
  friend bool operator==(Duration a, Duration b) { return a.minutes == b.minutes; }
};
/// The day from which it takes the duration to get to `date`. Months are counted in the calendar: `3mo` before 2027-01-31 is 2026-10-31.
Date operator-(Date date, Duration duration);
/// Parses a number and a unit from minutes to years (`90d`, `60 days`, `3 months`, `10y`, ISO 8601's `P3M`), or a word such as `annual`.
/// Rounds to whole minutes, months to whole days. Empty for any other text, and above a million days.
std::optional<Duration> parse_duration(std::string_view text);
/// The number of a text such as `3m`, which some write for three months; empty for any other text.
std::string_view minutes_or_months(std::string_view text);

inline constexpr double weeks_a_month = 52.0 / 12;

/// An amount per month, in the stack's currency.
struct Money {
  double per_month = 0;
  friend auto operator<=>(Money, Money) = default;
};

/// A share between 0 and 1: `0.4%` or `0.004`.
struct Rate {
  double share = 0;
  friend auto operator<=>(Rate, Rate) = default;
};
std::optional<Rate> parse_rate(std::string_view text);

/// A number as people write it in a table: `1400`, `1,400`, `1 400`, `12,5`.
struct WrittenNumber {
  double value = 0;
  /// What it is if its point parts thousands: 42000 for `42.000`, which is 42 for one half of the world.
  std::optional<double> thousands{};
};
/// Empty if the text is no number, or one whose signs contradict each other.
std::optional<WrittenNumber> parse_written_number(std::string_view text);

/// An amount of money as people write it: `6000/yr`, `$148,000 per year`, `76k/yr`, `USD 500/mo`, `free`.
struct Amount {
  WrittenNumber number;
  std::string currency{};   ///< the code or symbol as written; empty if there is none
  double months = 12;       ///< in which it is paid once
  std::string_view period;  ///< `/yr`, `/mo`; empty if the text names none
};
std::optional<Amount> parse_amount(std::string_view text);
/// The code of a currency that is written as a code or symbol. `$` is a dollar of the stack if the stack's currency is one. Empty if the
/// symbol may mean several.
std::string_view currency_code(std::string_view written, std::string_view stack_currency);

/// Parses the whole text as a decimal number, independent of the locale. Empty for anything else, including inf, nan, hexadecimal
/// and a leading `+`.
std::optional<double> parse_number(std::string_view text);

/// "€1,120", "-CHF 40": rounded to whole units, thousands grouped, a symbol where the currency has a common one.
std::string format_money(double amount, std::string_view currency);
/// "1.5", "12", "0.25": at most two decimals, no trailing zeros, never in exponent form.
std::string format_number(double number);

}  // namespace stackdrag

template <>
struct fmt::formatter<stackdrag::Date> : fmt::formatter<std::string_view> {
  fmt::format_context::iterator format(stackdrag::Date date, fmt::format_context& context) const;
};

template <>
struct fmt::formatter<stackdrag::Days> : fmt::formatter<std::string_view> {
  fmt::format_context::iterator format(stackdrag::Days days, fmt::format_context& context) const;
};
