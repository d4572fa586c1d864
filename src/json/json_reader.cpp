// Checks types and ranges, and reports the first value that does not fit.
#include "stackdrag/json_reader.h"

#include <cmath>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t longest_shown = 60;

bool is_text(View value) { return value.is_scalar() && value.style() == Style::quoted; }

std::string found(View value) {
  if (value.is_mapping()) return "an object";
  if (value.is_sequence()) return "a list";
  if (value.is_null()) return "null";
  const std::string shown = shorten(visible(value.text()), longest_shown);
  return value.style() == Style::quoted ? fmt::format("the text `{}`", shown) : fmt::format("`{}`", shown);
}

std::optional<double> number_in(View value) {
  if (!value.is_scalar() || value.style() == Style::quoted) return std::nullopt;
  return parse_number(value.text());
}

std::optional<std::uint64_t> fingerprint_in(View value) {
  if (!is_text(value) || value.text().size() != 16) return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : value.text()) {
    const bool letter = c >= 'a' && c <= 'f';
    if (!letter && !is_digit(c)) return std::nullopt;
    number = number << 4 | static_cast<std::uint64_t>(letter ? c - 'a' + 10 : c - '0');
  }
  return number;
}

}  // namespace

Failure JsonReader::failure() const {
  const Location at = sources_.locate(problem_->at);
  return {fmt::format("{}:{}:{}: {}", visible(at.file), at.line, at.column, problem_->message)};
}

std::string_view JsonReader::kept(std::string_view text) {
  const auto known = kept_.find(text);
  return known != kept_.end() ? *known : *kept_.insert(store.keep(text)).first;
}

void JsonValue::expected(std::string_view what) const {
  in.fail(view.at(), fmt::format("`{}`: expected {}, found {}", shorten(visible(name), longest_shown), what, found(view)));
}

std::string_view JsonValue::words() const { return is_text(view) ? view.text() : std::string_view(); }

std::string_view JsonValue::text(std::string_view what) const {
  if (!is_text(view)) return expected(what), std::string_view();
  return in.kept(view.text());
}

bool JsonValue::truth() const {
  const bool plain = view.is_scalar() && view.style() == Style::plain;
  if (!plain || (view.text() != "true" && view.text() != "false")) expected("true or false");
  return plain && view.text() == "true";
}

double JsonValue::number(double least, double most) const {
  const auto number = number_in(view);
  if (number && *number >= least && *number <= most) return *number;
  // Nobody needs to be told of a limit that is there to be safe.
  const bool bounded = most < most_decimal;
  expected(bounded ? fmt::format("a number from {} to {}", least, most) : least < 0 ? "a number" : "a number of at least 0");
  return 0;
}

std::int64_t JsonValue::whole(std::int64_t least, std::int64_t most) const {
  const auto number = number_in(view);
  if (number && *number == std::trunc(*number) && *number >= static_cast<double>(least) && *number <= static_cast<double>(most))
    return static_cast<std::int64_t>(*number);
  expected(fmt::format("a whole number from {} to {}", least, most));
  return least;
}

Date JsonValue::date() const {
  const auto date = is_text(view) ? parse_date(view.text()) : std::nullopt;
  if (!date) expected("a date such as 2026-11-21");
  return date.value_or(Date{});
}

std::uint64_t JsonValue::fingerprint() const {
  const auto found = fingerprint_in(view);
  if (!found) expected("16 hexadecimal digits");
  return found.value_or(0);
}

char JsonValue::grade() const {
  const std::string_view letter = words();
  if (letter.size() == 1 && letter.front() >= 'A' && letter.front() <= 'F') return letter.front();
  return expected("a grade from A to F"), 'A';
}

std::optional<JsonValue> JsonValue::member(std::string_view member_name) const {
  if (in.failed()) return std::nullopt;
  if (const auto value = view.find(member_name)) return JsonValue{in, *value, member_name};
  in.fail({view.at().begin, view.at().begin}, fmt::format("`{}` is missing here", visible(member_name)));
  return std::nullopt;
}

bool JsonValue::check_object() const {
  if (!view.is_mapping()) expected("an object");
  return view.is_mapping();
}

}  // namespace stackdrag::report
