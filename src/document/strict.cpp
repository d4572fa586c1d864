// Reads small documents whose every key is known.
#include "stackdrag/strict.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t longest_shown = 60;

std::string found(View value) {
  if (value.is_mapping()) return "a mapping";
  if (value.is_sequence()) return "a list";
  if (value.is_null()) return "nothing";
  return fmt::format("`{}`", shorten(visible(value.text()), longest_shown));
}

}  // namespace

void StrictReader::unknown(View key, const std::vector<std::string_view>& known) {
  const std::string name = key.is_scalar() ? shorten(visible(key.text()), longest_shown) : "";
  const std::string near = did_you_mean(name, known);
  problem(key.at(),
          fmt::format("`{}` is not known here{}", name, near.empty() ? fmt::format("; there are {}", fmt::join(known, ", ")) : near));
}

void StrictReader::expected(View value, std::string_view name, std::string_view what) {
  problem(value.at(), fmt::format("`{}`: expected {}, found {}", visible(name), what, found(value)));
}

void StrictReader::text(View value, std::string_view name, std::string& out) {
  if (!value.is_scalar()) return expected(value, name, "a text");
  out = value.text();
}

void StrictReader::date(View value, std::string_view name, Date& out) {
  const auto date = value.is_scalar() ? parse_date(value.text()) : std::nullopt;
  if (!date) return expected(value, name, "a date such as 2026-11-21");
  out = *date;
}

void StrictReader::truth(View value, std::string_view name, bool& out) {
  if (!value.is_scalar() || (value.text() != "true" && value.text() != "false")) return expected(value, name, "true or false");
  out = value.text() == "true";
}

std::optional<double> StrictReader::number(View value, std::string_view name) {
  const auto number = value.is_scalar() ? parse_number(value.text()) : std::nullopt;
  if (!number) expected(value, name, "a number");
  return number;
}

std::optional<int> StrictReader::whole(View value, std::string_view name) {
  const auto number = value.is_scalar() ? parse_number(value.text()) : std::nullopt;
  if (number && *number == std::trunc(*number) && std::abs(*number) <= 1e9) return static_cast<int>(*number);
  return expected(value, name, "a whole number"), std::nullopt;
}

std::optional<std::size_t> StrictReader::choice(View value, std::string_view name, std::span<const std::string_view> words) {
  if (value.is_scalar()) {
    const auto at = std::find(words.begin(), words.end(), value.text());
    if (at != words.end()) return static_cast<std::size_t>(at - words.begin());
  }
  std::string what = fmt::format("one of {}", fmt::join(words, ", "));
  expected(value, name, what);
  if (value.is_scalar()) problems.back().message += did_you_mean(value.text(), {words.begin(), words.end()});
  return std::nullopt;
}

}  // namespace stackdrag
