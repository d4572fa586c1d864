// Lays out a JSON Schema for people to read: simple parts take one line each.
#include "stackdrag/json_schema.h"

#include <nlohmann/json.hpp>

namespace stackdrag::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t longest_kind = 160;  ///< of the line with the type and the required members of an object
constexpr std::size_t longest_row = 140;   ///< of members on one line

/// The value on one line.
std::string flat(const Json& value) {
  if (!value.is_structured()) return value.dump(-1, ' ', false);
  std::string parts;
  for (const auto& [name, part] : value.items()) {
    const std::string_view comma = parts.empty() ? "" : ", ";
    parts += value.is_object() ? fmt::format("{}{}: {}", comma, flat(name), flat(part)) : fmt::format("{}{}", comma, flat(part));
  }
  return value.is_object() ? fmt::format("{{{}}}", parts) : fmt::format("[{}]", parts);
}

/// Whether the value, or anything inside it, is the schema of an object with members.
bool is_nested(const Json& value) {
  if (!value.is_structured()) return false;
  if (value.is_object() && (value.contains("properties") || (value.contains("additionalProperties") && value.contains("type"))))
    return true;
  return std::any_of(value.begin(), value.end(), is_nested);
}

std::string laid_out(const Json& value, std::size_t indent);

/// An object or a list, with each part on a line of its own.
std::string in_lines(const Json& value, std::size_t indent) {
  const std::string line = "\n" + std::string(indent + 2, ' ');
  std::string lines;
  for (const auto& [name, part] : value.items()) {
    lines += lines.empty() ? line : "," + line;
    lines += value.is_object() ? fmt::format("{}: {}", flat(name), laid_out(part, indent + 2)) : laid_out(part, indent + 2);
  }
  lines += "\n" + std::string(indent, ' ');
  return value.is_object() ? fmt::format("{{{}}}", lines) : fmt::format("[{}]", lines);
}

/// The schema of an object: its type and required members, on one line if that is not too long, then its members.
std::string object(const Json& schema, std::size_t indent) {
  const std::string line = "\n" + std::string(indent + 2, ' ');
  const std::string kind = R"("type": "object", "additionalProperties": false,)";
  const std::string required = fmt::format(R"("required": {},)", flat(schema["required"]));
  const bool on_one_line = indent + 2 + kind.size() + 1 + required.size() <= longest_kind;
  const std::string in_a_row = flat(schema["properties"]);
  std::string text = "{";
  if (schema.contains("description")) text += fmt::format("{}\"description\": {},", line, flat(schema["description"]));
  text += line + kind + (on_one_line ? " " : line) + required;
  text += line + "\"properties\": ";
  text += indent + in_a_row.size() <= longest_row ? in_a_row : in_lines(schema["properties"], indent + 2);
  return text + "\n" + std::string(indent, ' ') + "}";
}

std::string laid_out(const Json& value, std::size_t indent) {
  if (!is_nested(value)) return flat(value);
  return value.contains("required") ? object(value, indent) : in_lines(value, indent);
}

}  // namespace

SchemaDocument::SchemaDocument(std::string_view id, std::string_view title, std::string_view description)
    : head_(fmt::format(R"("$schema": "https://json-schema.org/draft/2020-12/schema", "$id": {}, "title": {}, "description": {})",
                        json_text(id), json_text(title), json_text(description))) {}

void SchemaDocument::define(std::string_view name, std::string_view description, const std::string& schema) {
  const std::string described = description.empty() ? "" : fmt::format(R"("description": {}, )", json_text(description));
  definitions_ += fmt::format("{}{}: {{{}{}}}", definitions_.empty() ? "" : ", ", json_text(name), described, schema);
}

std::string SchemaDocument::text(const ObjectSchema& root) const {
  return in_lines(Json::parse(fmt::format(R"({{{}, {}, "$defs": {{{}}}}})", head_, root.text(), definitions_)), 0) + "\n";
}

}  // namespace stackdrag::report
