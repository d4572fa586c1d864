// Parses an example of the field table like any other document and converts it to JSON.
#include "model/example.h"

#include "stackdrag/ensure.h"
#include "stackdrag/units.h"

namespace stackdrag {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(View value, const Shape& shape);

Json json_of_scalar(std::string_view text, const Shape& shape) {
  using Form = Shape::Form;
  const bool may_be_number = shape.form == Form::number || shape.form == Form::money || shape.form == Form::rate;
  if (const auto number = may_be_number ? parse_number(text) : std::nullopt) {
    const auto whole = static_cast<std::int64_t>(*number);
    return static_cast<double>(whole) == *number ? Json(whole) : Json(*number);
  }
  const bool may_be_truth = shape.form == Form::truth || shape.form == Form::choice;
  if (may_be_truth && (text == "true" || text == "false")) return text == "true";
  return std::string(text);
}

Json json_of_record(View value, const Record& record) {
  Json object = Json::object();
  value.entries([&](View key, View entry) {
    const Field* const field = record.find(key.text());
    ensure(field != nullptr, "an example names a field that its record does not have");
    object[std::string(key.text())] = json_of(entry, field->shape);
  });
  return object;
}

Json json_of(View value, const Shape& shape) {
  Shape one = shape;
  one.amount = Shape::Amount::one;
  if (value.is_sequence()) {
    Json list = Json::array();
    for (const View element : value) list.push_back(json_of(element, one));
    return list;
  }
  if (!value.is_mapping()) return json_of_scalar(value.text(), shape);
  if (shape.amount != Shape::Amount::map) return json_of_record(value, *shape.record);
  Json map = Json::object();
  value.entries([&](View key, View entry) { map[std::string(key.text())] = json_of(entry, one); });
  return map;
}

}  // namespace

nlohmann::ordered_json example_of(const Field& field) {
  Sources sources;
  const Document document = read_document(sources, sources.add("example", std::string(field.example)));
  ensure(!document.tree.empty(), "an example of the field table is not YAML");
  return json_of(document.tree.root(), field.shape);
}

}  // namespace stackdrag
