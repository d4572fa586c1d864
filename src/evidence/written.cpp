// Writes values as an inventory has them, so that every reader of YAML reads the same.
#include "evidence/written.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/json_writer.h"
#include "stackdrag/reader.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

bool is_yaml_word(std::string_view text) {
  constexpr std::string_view words[] = {"true", "false", "yes", "no", "on", "off", "y", "n", "null"};
  return std::find(std::begin(words), std::end(words), lower_case(text)) != std::end(words) || is_state_word(text);
}

bool is_plain(std::string_view text) {
  if (text.empty() || !(is_letter(text.front()) || is_digit(text.front()) || text.front() == '/' || text.front() == '_')) return false;
  if (text.back() == ' ') return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_letter(c) || is_digit(c) || std::string_view(" /_.-+@").find(c) != std::string_view::npos; });
}

std::string quoted(std::string_view text) {
  if (visible_blanks(text) != text || text.find('\n') != text.npos) return report::json_text(text);
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += c;
    out += c;
  }
  return out + "'";
}

std::string value_of(const Field& field, std::string_view value) {
  const bool is_text = field.shape.form == Shape::Form::text || field.shape.form == Shape::Form::reference;
  return !is_text && is_plain(value) ? std::string(value) : written_text(value);
}

std::string list_of(const std::vector<std::string>& values) { return fmt::format("[{}]", fmt::join(values, ", ")); }

/// What the item says in a field, under the name that the item gives it; empty if nothing.
std::string text_of(const ObservedItem& item, const Field& field, std::string_view name) {
  const auto found = item.fields.find(name);
  if (found == item.fields.end()) return "";
  std::vector<std::string> values;
  for (const std::string& value : found->second) values.push_back(value_of(field, value));
  return field.shape.amount == Shape::Amount::list ? list_of(values) : values.front();
}

/// The same of a field that is a small record: "{source: [linkedin], medium: [cpc]}".
std::string record_of(const ObservedItem& item, const Field& field) {
  std::vector<std::string> parts;
  for (const Field& inner : field.shape.record->fields) {
    const std::string value = text_of(item, inner, fmt::format("{}.{}", field.name, inner.name));
    if (!value.empty()) parts.push_back(fmt::format("{}: {}", inner.name, value));
  }
  return parts.empty() ? "" : fmt::format("{{{}}}", fmt::join(parts, ", "));
}

}  // namespace

std::string written_text(std::string_view text) {
  return is_plain(text) && !is_digit(text.front()) && !is_yaml_word(text) ? std::string(text) : quoted(text);
}

std::string written_list(const std::vector<std::string>& texts) {
  std::vector<std::string> written;
  for (const std::string& text : texts) written.push_back(written_text(text));
  return list_of(written);
}

std::vector<std::pair<const Field*, std::string>> written_fields(const ObservedItem& item) {
  std::vector<std::pair<const Field*, std::string>> written;
  const auto add = [&](const Record& record) {
    for (const Field& field : record.fields) {
      std::string value = field.shape.form == Shape::Form::record ? record_of(item, field) : text_of(item, field, field.name);
      if (!value.empty()) written.emplace_back(&field, std::move(value));
    }
  };
  add(fields_of(item.kind));
  if (has_common_fields(item.kind)) add(common_fields());
  return written;
}

}  // namespace stackdrag::evidence
