// Takes numbers and dates only if their form leaves no doubt, or is the one that somebody named.
#include "evidence/sheet_values.h"

#include <algorithm>

#include <fmt/format.h>

#include "evidence/blanks.h"
#include "stackdrag/text.h"
#include "stackdrag/units.h"

namespace stackdrag::evidence {
namespace {

bool are_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

/// What parts a number; 0 for none.
struct Marks {
  char thousands = 0, decimal = 0;
};

std::optional<Marks> marks_of(std::string_view form) {
  if (form == "1234.56") return Marks{0, '.'};
  if (form == "1234,56") return Marks{0, ','};
  const bool has_both = form.size() == 8 && form[0] == '1' && form.substr(2, 3) == "234" && form.substr(6) == "56";
  if (!has_both || form[1] == form[5]) return std::nullopt;
  const bool are_marks = std::string_view(".,' ").find(form[1]) != form.npos && std::string_view(".,").find(form[5]) != form.npos;
  return are_marks ? std::optional(Marks{form[1], form[5]}) : std::nullopt;
}

/// The digits of a whole number, whose thousands may be parted.
std::optional<std::string> whole_digits(std::string_view text, char mark) {
  if (are_digits(text)) return std::string(text);
  const std::size_t first = mark == 0 ? text.npos : text.find(mark);
  if (first == text.npos || first > 3 || !are_digits(text.substr(0, first))) return std::nullopt;
  std::string digits(text.substr(0, first));
  for (std::size_t at = first; at < text.size(); at += 4) {
    const std::string_view group = text.substr(at + 1, 3);
    if (text[at] != mark || group.size() != 3 || !are_digits(group)) return std::nullopt;
    digits += group;
  }
  return digits;
}

std::optional<std::string> number_in(std::string_view text, Marks marks) {
  const std::size_t point = std::min(text.find(marks.decimal), text.size());
  auto whole = whole_digits(text.substr(0, point), marks.thousands);
  if (!whole || point == text.size()) return whole;
  const std::string_view decimals = text.substr(point + 1);
  return are_digits(decimals) ? std::optional(fmt::format("{}.{}", *whole, decimals)) : std::nullopt;
}

}  // namespace

bool is_money_form(std::string_view form) { return marks_of(form).has_value(); }

bool is_date_form(std::string_view form) {
  const std::string date = form == "YYYY-MM-DD" ? "" : std::string(form);
  if (date.empty()) return form == "YYYY-MM-DD";
  if (date.size() != 10 || date[2] != date[5] || std::string_view("./-").find(date[2]) == std::string_view::npos) return false;
  const std::string_view order = form.substr(0, 2);
  return form.substr(6) == "YYYY" && ((order == "DD" && form.substr(3, 2) == "MM") || (order == "MM" && form.substr(3, 2) == "DD"));
}

std::optional<std::string> plain_number(std::string_view text, std::string_view form) {
  if (const auto marks = marks_of(form)) return number_in(text, *marks);
  if (are_digits(text)) return std::string(text);
  // Three digits behind a single mark are thousands for one half of the world.
  const std::size_t point = text.rfind('.');
  const std::size_t decimals = point == text.npos ? 0 : text.size() - point - 1;
  return decimals == 1 || decimals == 2 ? number_in(text, {',', '.'}) : std::nullopt;
}

std::optional<std::string> plain_date(std::string_view text, std::string_view form) {
  if (parse_date(text)) return std::string(text);
  if (form == "YYYY-MM-DD" || !is_date_form(form)) return std::nullopt;
  const char mark = form[2];
  const std::size_t first = text.find(mark);
  const std::size_t second = first == text.npos ? first : text.find(mark, first + 1);
  if (second == text.npos) return std::nullopt;
  std::string_view day = text.substr(0, first), month = text.substr(first + 1, second - first - 1);
  if (form.starts_with("MM")) std::swap(day, month);
  const std::string iso = fmt::format("{}-{:0>2}-{:0>2}", text.substr(second + 1), month, day);
  return parse_date(iso) ? std::optional(iso) : std::nullopt;
}

std::optional<std::string> plain_notice(std::string_view text) {
  static constexpr struct {
    std::string_view word, in_english;
  } units[] = {{"tag", "day"},     {"tage", "day"},     {"tagen", "day"},     {"woche", "week"}, {"wochen", "week"},
               {"monat", "month"}, {"monate", "month"}, {"monaten", "month"}, {"jahr", "year"},  {"jahre", "year"}};
  constexpr int longest_days = 1830;
  std::string english(text);
  const std::size_t blank = text.find(' ');
  const std::string word = blank == text.npos ? "" : lower_case(trimmed(text.substr(blank)));
  for (const auto& unit : units) {
    if (word == unit.word)
      english = fmt::format("{} {}{}", text.substr(0, blank), unit.in_english, text.substr(0, blank) == "1" ? "" : "s");
  }
  // Without a unit, or with one that some write for minutes and some for months, it may mean several things.
  if (english.empty() || is_digit(english.back()) || !minutes_or_months(english).empty()) return std::nullopt;
  const auto duration = parse_duration(english);
  return duration && duration->days().count <= longest_days ? std::optional(english) : std::nullopt;
}

}  // namespace stackdrag::evidence
