// Parses and prints dates as precisely as a vendor gives them, and versions of APIs.
#include <algorithm>
#include <charconv>
#include <iterator>

#include <fmt/format.h>

#include "stackdrag/packs.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::string_view months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};

/// Seasons of the northern hemisphere, by their first month.
struct Season {
  std::string_view name;
  unsigned month;
};
constexpr Season seasons[] = {{"spring", 3}, {"summer", 6}, {"autumn", 9}, {"fall", 9}, {"winter", 12}};

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

/// Precondition: digits only, few enough for an `int`.
int number_of(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool is_year(std::string_view text) { return text.size() == 4 && all_digits(text) && text != "0000"; }

RoughDate starting(std::string_view year, unsigned month, Precision precision) { return {make_date(number_of(year), month, 1), precision}; }

/// The year of a date, as text.
std::string year_of(Date date) { return fmt::format("{}", date).substr(0, 4); }

std::string_view season_starting_in(unsigned month) {
  return std::find_if(std::begin(seasons), std::end(seasons), [&](const Season& s) { return s.month == month; })->name;
}

/// Consumes the digits at the front of a text; empty if there are none, or more than any version has.
std::optional<int> take_number(std::string_view& text) {
  const auto length = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  if (length == 0 || length > 8) return std::nullopt;
  const int number = number_of(text.substr(0, length));
  text.remove_prefix(length);
  return number;
}

}  // namespace

std::optional<RoughDate> parse_rough_date(std::string_view text) {
  if (const auto day = parse_date(text)) return RoughDate{*day, Precision::day};
  if (is_year(text)) return starting(text, 1, Precision::year);
  if (text.size() == 7 && is_year(text.substr(0, 4)) && text[4] == '-' && all_digits(text.substr(5))) {
    const int month = number_of(text.substr(5));
    if (month >= 1 && month <= 12) return starting(text.substr(0, 4), static_cast<unsigned>(month), Precision::month);
    return std::nullopt;
  }
  const auto space = text.find(' ');
  if (space == std::string_view::npos || !is_year(text.substr(space + 1))) return std::nullopt;
  const std::string word = lower_case(text.substr(0, space));
  const std::string_view year = text.substr(space + 1);
  for (const Season& season : seasons) {
    if (word == season.name) return starting(year, season.month, Precision::season);
  }
  if (word.size() != 2 || word[0] != 'q' || word[1] < '1' || word[1] > '4') return std::nullopt;
  return starting(year, static_cast<unsigned>(word[1] - '1') * 3 + 1, Precision::quarter);
}

std::string RoughDate::text() const {
  const unsigned month = month_of(first);
  switch (precision) {
    case Precision::day:
      return fmt::format("{}", first);
    case Precision::month:
      return fmt::format("{} {}", months[month - 1], year_of(first));
    case Precision::season:
      return fmt::format("about {} {}", season_starting_in(month), year_of(first));
    case Precision::quarter:
      return fmt::format("about Q{} {}", (month + 2) / 3, year_of(first));
    case Precision::year:
      return fmt::format("about {}", year_of(first));
  }
  return {};
}

std::string RoughDate::when() const {
  if (precision == Precision::day) return "on " + text();
  if (precision == Precision::month) return "in " + text();
  return text();
}

std::optional<Version> parse_version(std::string_view text) {
  if (text.starts_with('v') || text.starts_with('V')) text.remove_prefix(1);
  Version version;
  while (version.given < version.parts.size()) {
    const auto part = take_number(text);
    if (!part) return std::nullopt;
    version.parts[version.given++] = *part;
    const bool more = text.size() > 1 && (text[0] == '.' || text[0] == '-') && is_digit(text[1]);
    if (!more) break;
    text.remove_prefix(1);
  }
  // Some vendors write `202401` for `2024-01`.
  if (version.given == 1 && version.parts[0] >= 190'000 && version.parts[0] <= 999'912) {
    version = {{version.parts[0] / 100, version.parts[0] % 100, 0}, 2};
  }
  const bool word = std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.'; });
  if (!word) return std::nullopt;
  return version;
}

}  // namespace stackdrag
