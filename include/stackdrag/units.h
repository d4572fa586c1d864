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

/// A length of time in minutes: `15m`, `6h`, `90d`, `2w`.
struct Duration {
  std::int64_t minutes = 0;

  /// Whole days, rounded up: a notice of `36h` needs two days.
  Days days() const { return {static_cast<int>((minutes + 1439) / 1440)}; }
  friend auto operator<=>(Duration, Duration) = default;
};
/// Parses a number followed by m, h, d or w, and rounds it to whole minutes. Empty for any other text, and above a million days.
std::optional<Duration> parse_duration(std::string_view text);

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
