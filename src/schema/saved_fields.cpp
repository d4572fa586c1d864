// Types, ranges and the sentence about the first that does not fit.
#include "schema/saved_fields.h"

#include <cmath>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t longest_shown = 60;

/// More than this is no amount of anything, and could not be added up.
constexpr double most_decimal = 99'999'999'999;

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
  if (!value.is_scalar() || value.style() != Style::quoted || value.text().size() != 16) return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : value.text()) {
    const bool letter = c >= 'a' && c <= 'f';
    if (!letter && !is_digit(c)) return std::nullopt;
    number = number << 4 | static_cast<std::uint64_t>(letter ? c - 'a' + 10 : c - '0');
  }
  return number;
}

constexpr std::string_view fingerprint_words = "16 hexadecimal digits";

}  // namespace

void SavedReader::expected(View value, std::string_view name, std::string_view what) {
  fail(value.at(), fmt::format("`{}`: expected {}, found {}", shorten(visible(name), longest_shown), what, found(value)));
}

Failure SavedReader::failure() const {
  const Location at = sources_.locate(problem_->at);
  return {fmt::format("{}:{}:{}: {}", visible(at.file), at.line, at.column, problem_->message)};
}

std::string_view SavedReader::shared(std::string_view text) {
  const auto known = shared_.find(text);
  return known != shared_.end() ? *known : *shared_.insert(store.keep(text)).first;
}

SavedObject::SavedObject(SavedReader& in, View value, std::string_view name) : in_(in) {
  if (value.is_mapping())
    value_ = value;
  else
    in.expected(value, name, "an object");
}

std::optional<View> SavedObject::member(std::string_view name) {
  if (!value_ || in_.failed()) return std::nullopt;
  const auto found = value_->find(name);
  if (!found) in_.fail({value_->at().begin, value_->at().begin}, fmt::format("`{}` is missing here", visible(name)));
  return found;
}

bool SavedObject::is_null(std::string_view name) {
  const auto value = member(name);
  return !value || value->is_null();
}

std::optional<std::string_view> SavedObject::raw_text(View value, std::string_view name) {
  if (is_text(value)) return value.text();
  in_.expected(value, name, "a text");
  return std::nullopt;
}

std::string_view SavedObject::text(std::string_view name) {
  const auto value = member(name);
  const auto text = value ? raw_text(*value, name) : std::nullopt;
  return text && !text->empty() ? in_.store.keep(*text) : std::string_view();
}

std::string_view SavedObject::id(std::string_view name) {
  const auto value = member(name);
  const auto text = value ? raw_text(*value, name) : std::nullopt;
  if (!text) return {};
  if (text->empty()) in_.expected(*value, name, "a text that is not empty");
  return in_.shared(*text);
}

std::string_view SavedObject::text_or_null(std::string_view name) { return is_null(name) ? std::string_view() : text(name); }

bool SavedObject::truth(std::string_view name) {
  const auto value = member(name);
  if (!value) return false;
  const bool plain = value->is_scalar() && value->style() == Style::plain;
  if (!plain || (value->text() != "true" && value->text() != "false")) in_.expected(*value, name, "true or false");
  return plain && value->text() == "true";
}

double SavedObject::number(std::string_view name, double least, double most) {
  const auto value = member(name);
  if (!value) return 0;
  const auto number = number_in(*value);
  if (number && *number >= least && *number <= most) return *number;
  const bool bounded = most < most_decimal;
  in_.expected(*value, name, bounded ? fmt::format("a number from {} to {}", least, most) : "a number that is not below 0");
  return 0;
}

Decimal SavedObject::decimal(std::string_view name, double most) { return Decimal::of(number(name, 0, std::min(most, most_decimal))); }

std::int64_t SavedObject::whole(std::string_view name, std::int64_t least, std::int64_t most) {
  const auto value = member(name);
  if (!value) return least;
  const auto number = number_in(*value);
  if (number && *number == std::trunc(*number) && *number >= static_cast<double>(least) && *number <= static_cast<double>(most))
    return static_cast<std::int64_t>(*number);
  in_.expected(*value, name, fmt::format("a whole number from {} to {}", least, most));
  return least;
}

std::size_t SavedObject::count(std::string_view name) { return static_cast<std::size_t>(whole(name, 0, 1'000'000'000)); }

Date SavedObject::date(std::string_view name) {
  const auto value = member(name);
  const auto date = value && is_text(*value) ? parse_date(value->text()) : std::nullopt;
  if (value && !date) in_.expected(*value, name, "a date such as 2026-11-21");
  return date.value_or(Date{});
}

std::optional<Date> SavedObject::date_or_null(std::string_view name) { return is_null(name) ? std::nullopt : std::optional(date(name)); }

std::uint64_t SavedObject::fingerprint(std::string_view name) {
  const auto value = member(name);
  const auto found = value ? fingerprint_in(*value) : std::nullopt;
  if (value && !found) in_.expected(*value, name, fingerprint_words);
  return found.value_or(0);
}

std::optional<std::uint64_t> SavedObject::fingerprint_or_null(std::string_view name) {
  return is_null(name) ? std::nullopt : std::optional(fingerprint(name));
}

char SavedObject::grade(std::string_view name) {
  const auto value = member(name);
  if (!value) return 'A';
  const bool one = is_text(*value) && value->text().size() == 1 && value->text().front() >= 'A' && value->text().front() <= 'F';
  if (!one) in_.expected(*value, name, "a grade from A to F");
  return one ? value->text().front() : 'A';
}

Location SavedObject::location() {
  SavedObject at = object("location");
  const auto position = [&](std::string_view name) { return static_cast<unsigned>(at.whole(name, 1, 4'000'000'000)); };
  Location location;
  const auto file = at.member("file");
  const auto text = file ? at.raw_text(*file, "file") : std::nullopt;
  location.file = in_.shared(text.value_or(""));
  location.line = position("line");
  location.column = position("column");
  location.end_line = position("end_line");
  location.end_column = position("end_column");
  return location;
}

std::span<const std::string_view> SavedObject::texts(std::string_view name) {
  std::vector<std::string_view> texts;
  each(name, [&](View part) {
    if (const auto text = raw_text(part, name)) texts.push_back(in_.shared(*text));
  });
  return in_.store.keep(texts);
}

std::span<const std::uint64_t> SavedObject::fingerprints(std::string_view name) {
  std::vector<std::uint64_t> fingerprints;
  each(name, [&](View part) {
    const auto found = fingerprint_in(part);
    if (!found) in_.expected(part, name, fingerprint_words);
    fingerprints.push_back(found.value_or(0));
  });
  return in_.store.keep(fingerprints);
}

SavedObject SavedObject::object(std::string_view name) {
  const auto value = member(name);
  SavedObject object = *this;
  object.value_.reset();
  if (value && value->is_mapping()) object.value_ = value;
  if (value && !value->is_mapping()) in_.expected(*value, name, "an object");
  return object;
}

}  // namespace stackdrag::report
