// The field record of a section's rows, for the reader, derived from `PackRows`.
#pragma once

#include <fmt/format.h>

#include "stackdrag/pack_rows.h"
#include "stackdrag/shape.h"
#include "stackdrag/text.h"

namespace stackdrag {

/// Types that are written as texts with a format of their own.
inline std::optional<RoughDate> parse_as(const RoughDate*, std::string_view text) { return parse_rough_date(text); }
inline std::optional<Version> parse_as(const Version*, std::string_view text) { return parse_version(text); }
template <class Value>
concept Parsed = requires(const Value& known, std::string_view text) {
  parse_as(&known.value, text);
};

template <auto member>
struct RowMember;
template <class Row, class Value, Value Row::*member>
struct RowMember<member> {
  static void read_parsed(Reader& reader, View value, void* record) requires Parsed<Value> {
    Value& out = static_cast<Row*>(record)->*member;
    At<Text> text;
    reader.read(value, text);
    out.at = text.at;
    if (!text) return;
    if (const auto parsed = parse_as(&out.value, *text)) {
      out.value = *parsed;
      return;
    }
    out.at.state = State::misread;
    reader.problem(value.at(),
                   fmt::format("`{}`: expected `{}` or the like, found `{}`", reader.field->name, reader.field->example, visible(*text)));
  }

  static Place& place(Reader&, void* record) { return (static_cast<Row*>(record)->*member).at; }

  static Field field(const RowField<member>& said) {
    const Need need = said.required ? Need::required : Need::optional;
    if constexpr (Parsed<Value>)
      return {said.name, Evidence::setting, need, said.description, said.example, {.form = Shape::Form::text}, &read_parsed, &place};
    else
      return row<member>(said.name, Evidence::setting, need, said.example, said.description);
  }
};

template <auto member>
Field field_of(const RowField<member>& said) {
  return RowMember<member>::field(said);
}

/// The fields of a section, followed by those that say where each row comes from.
template <class Row>
const Record& record_of_rows() {
  static const Record record = [] {
    std::vector<Field> fields =
        std::apply([](const auto&... said) { return std::vector<Field>{field_of(said)...}; }, Row::section().fields);
    fields.push_back(field_of(needed_field<&Row::source>("source", "'https://example.com/sunset'", "Where this is documented")));
    fields.push_back(field_of(needed_field<&Row::checked>("checked", "2026-11-21", "When the source was last checked")));
    fields.push_back(field_of(
        needed_field<&Row::certainty>("certainty", "verified", "Whether the fact was checked at its source or is recalled from memory")));
    return Record(std::move(fields));
  }();
  return record;
}

}  // namespace stackdrag
