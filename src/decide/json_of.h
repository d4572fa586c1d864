// The JSON of what a command has worked out, and the schema of it, from the one function that describes it.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "stackdrag/json_schema.h"

namespace stackdrag::decide {

/// Writes a value that `describe` knows.
template <class T>
void write_json(const T& value, Output& output) {
  report::JsonWriter out(output);
  out.open('{');
  report::ObjectWriter io(out);
  describe(io, value);
  out.close('}');
}

/// The schema of such values. `content` says what they tell; `forms` are the definitions that its fields refer to.
template <class T, class... Forms>
std::string schema_of(std::string_view command, std::string_view content, const report::form::Defined<Forms>&... forms) {
  report::ObjectSchema root;
  T blank;
  describe(root, blank);
  report::SchemaDocument document(fmt::format("urn:stackdrag:{}:1", command), fmt::format("stackdrag {}", command),
                                  fmt::format("{} Fields are added, never renamed, without a new schema_version.", content));
  (document.define(forms), ...);
  return document.text(root);
}

}  // namespace stackdrag::decide
