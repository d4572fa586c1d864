// The parts of forms that do not depend on a type: versions, and the texts of schemas.
#include "stackdrag/json_objects.h"

#include <fmt/ranges.h>

namespace stackdrag::report {

void ObjectReader::version(std::string_view name, int ours, std::string_view) {
  const auto value = object_.member(name);
  const std::int64_t theirs = value ? value->whole(1, 1'000'000) : 0;
  if (theirs > ours)
    object_.in.fail(value->view.at(), fmt::format("written by a newer stackdrag: `{}` is {}, and this one reads {}", name, theirs, ours));
}

void ObjectSchema::version(std::string_view name, int ours, std::string_view description) {
  add(name, description, fmt::format(R"("const": {})", ours));
}

void ObjectSchema::constant(std::string_view name, std::string_view value, std::string_view description) {
  add(name, description, fmt::format(R"("const": {})", json_text(value)));
}

void ObjectSchema::add(std::string_view name, std::string_view description, const std::string& schema, bool always) {
  if (always) required_ += fmt::format("{}{}", required_.empty() ? "" : ", ", json_text(name));
  const std::string_view comma = properties_.empty() ? "" : ", ";
  const std::string described = description.empty() ? "" : fmt::format(R"("description": {}, )", json_text(description));
  properties_ += fmt::format("{}{}: {{{}{}}}", comma, json_text(name), described, schema);
}

std::string ObjectSchema::text() const {
  return fmt::format(R"("type": "object", "additionalProperties": false, "required": [{}], "properties": {{{}}})", required_, properties_);
}

namespace form {

std::string type(std::string_view what, bool or_null) {
  return or_null ? fmt::format(R"("type": ["{}", "null"])", what) : fmt::format(R"("type": "{}")", what);
}

std::string any_of(std::span<const std::string_view> words, bool or_null) {
  return fmt::format(R"("enum": ["{}"{}])", fmt::join(words, R"(", ")"), or_null ? ", null" : "");
}

std::string one_of(std::span<const std::string_view> words) {
  return fmt::format("{} or {}", fmt::join(words.first(words.size() - 1), ", "), words.back());
}

}  // namespace form
}  // namespace stackdrag::report
