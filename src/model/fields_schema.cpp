// Writes the JSON Schema of an inventory from the field table. It accepts what the reader accepts, as far as a schema can express that.
#include <fmt/format.h>

#include "model/example.h"
#include "stackdrag/currencies.h"
#include "stackdrag/fields.h"
#include "stackdrag/reader.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

using Json = nlohmann::ordered_json;
using Form = Shape::Form;
using Amount = Shape::Amount;

constexpr const char* address = "https://stackdrag.dev/schema/inventory-1.json";
/// A number as people write it, without those that may be two: `42.000`.
constexpr const char* written_form =
    "(?![1-9][0-9]{0,2}\\.[0-9]{3}(?![0-9]))"
    "(?:(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)|[1-9][0-9]{0,2}(?:[, '][0-9]{3})+(?:\\.[0-9]+)?|[0-9]+,[0-9]{1,2})";
constexpr const char* id_form = "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$";
constexpr const char* page_form = "^[A-Za-z0-9/][!-~]{0,127}$";

Json refer(const std::string& definition) { return {{"$ref", "#/$defs/" + definition}}; }
Json any_of(Json alternatives) { return {{"anyOf", std::move(alternatives)}}; }
Json matching(const std::string& pattern) { return {{"type", "string"}, {"pattern", pattern}}; }
Json described(std::string description, Json schema) {
  Json out = {{"description", std::move(description)}};
  out.update(schema);
  return out;
}

/// Matches exactly the days of the calendar: the right number of days in each month, and 29 February in leap years only.
std::string date_form() {
  const std::string ordinary =
      "[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))";
  const std::string leap = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29";
  return "^(?:" + ordinary + "|" + leap + ")$";
}

/// The name of the definition for one value of a form; empty for numbers, choices and records, which are written out in place.
std::string definition_of(Form form) {
  switch (form) {
    case Form::text:
      return "text";
    case Form::date:
      return "date";
    case Form::money:
      return "money";
    case Form::duration:
      return "duration";
    case Form::rate:
      return "rate";
    case Form::truth:
      return "truth";
    case Form::every:
      return "every";
    case Form::agreement:
      return "agreement";
    case Form::reference:
      return "reference";
    case Form::number:
    case Form::choice:
    case Form::record:
      return {};
  }
  return {};
}

/// Durations by the units that they may have.
std::string duration_form(std::string_view more_units) {
  return fmt::format(
      "^(?:[0-9]+(?:[.,][0-9]+)?[ -]?(?:{}mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mos?|mths?|months?|quarters?|y|yrs?|years?)|"
      "(?:hour|dai|night|week|month|quarter|year|annual)ly|annual|P[0-9]+[DWMY]|PT[0-9]+[HM])$",
      more_units);
}

void add_amounts(Json& definitions) {
  const Json word = refer("word");
  const std::string currency = "(?:[A-Z]{3}|US\\$|A\\$|C\\$|R\\$|[$€£¥₹₪₩₴₫]|kr|zł)";
  const std::string period =
      "(?: ?/ ?(?:yr|year|y|a|mo|month|mth|quarter|qtr)| (?:per|a) (?:year|month|quarter)| per annum| p\\.a\\.| pa| p\\.m\\.|"
      " (?:year|month|quarter|annual)ly| annual)?";
  const Json amount = {{"type", "number"}, {"minimum", 0}, {"maximum", 1000000000000}};
  const std::string written = fmt::format(
      "^(?:free|(?:{0} ?)?{1}(?:[eE][+-]?[0-9]+)?(?: ?(?:k|K|M|mn|mio|million|thousand))?(?: ?{0})?{2})$", currency, written_form, period);
  definitions["money"] =
      described("An amount per year or per month: 6000/yr, 500/mo, USD 500/mo, $148,000 per year, 76k/yr, free. A bare number is per year.",
                any_of({amount, matching(written), word}));
}

void add_quantities(Json& definitions) {
  const Json word = refer("word");
  const std::string share =
      "^(?:0+(?:[.,][0-9]*)?|0*[.,][0-9]+|0*1(?:[.,]0*)?|(?:0*[0-9]{1,2}(?:[.,][0-9]*)?|[.,][0-9]+|0*100(?:[.,]0*)?) *%)$";
  definitions["date"] = described("A date, such as 2026-11-20.", any_of({matching(date_form()), word}));
  definitions["agreement"] = described("When it was signed, such as 2025-01-10; signed if nobody knows the day.",
                                       any_of({matching(date_form()), {{"const", "signed"}}, word}));
  definitions["duration"] =
      described("A duration from minutes to years: 15m, 6h, 90d, 2w, 3mo, 5 years.", any_of({matching(duration_form("m|")), word}));
  definitions["days"] = described("A duration in days or more: 90d, 2w, 3mo, 1y.", any_of({matching(duration_form("")), word}));
  definitions["every"] =
      described("How often: 15m, 6h, 1d, daily, or on-demand.", any_of({matching(duration_form("m|")), {{"const", "on-demand"}}, word}));
  definitions["rate"] = described("A share between 0 and 1: 0.4% or 0.004.",
                                  any_of({{{"type", "number"}, {"minimum", 0}, {"maximum", 1}}, matching(share), word}));
  definitions["truth"] =
      described("true or false; yes, no, on and off are errors.", any_of({{{"type", "boolean"}}, matching("^(?:true|false)$"), word}));
  add_amounts(definitions);
}

void add_texts(Json& definitions) {
  const Json scalar = {"string", "number", "boolean", "null"};
  definitions["word"] = described(
      "unknown (or empty): nobody has said. none: somebody checked and there is none. n/a: it does not apply, and `why` says why.",
      {{"enum", {"unknown", "none", "n/a", nullptr}}});
  definitions["text"] = described("Text. A number, true or false is taken as text too.", {{"type", scalar}, {"minLength", 1}});
  Json fillers = Json::array();
  for (const std::string_view filler : words_without_reason()) fillers.push_back(std::string(filler));
  definitions["reason"] =
      described("A reason, in words.",
                {{"type", "string"}, {"pattern", "(?:[A-Za-z\\u00c0-\\uffff].*){3}"}, {"not", {{"enum", std::move(fillers)}}}});
  definitions["reference"] =
      described("The id of an item, or kind/id if items of several kinds share the id.", {{"type", scalar}, {"minLength", 1}});
  definitions["id"] = described("A letter or digit, then letters, digits, dots, underscores or hyphens.",
                                {{"type", {"string", "number", "boolean"}}, {"pattern", id_form}, {"minimum", 0}});
  definitions["page_id"] = described("A URL path, or a name without spaces.",
                                     {{"type", {"string", "number", "boolean"}}, {"pattern", page_form}, {"minimum", 0}});
}

/// An item that says `n/a`, at any depth, must have a `why`.
void add_explained(Json& definitions) {
  Json deeper = {{"properties", {{"meta", true}}},
                 {"patternProperties", {{"^x-", true}}},
                 {"additionalProperties", {{"not", refer("not_applicable")}}}};
  definitions["not_applicable"] = described("Contains n/a somewhere.", any_of({{{"const", "n/a"}},
                                                                               {{"type", "array"}, {"contains", refer("not_applicable")}},
                                                                               {{"type", "object"}, {"not", std::move(deeper)}}}));
  const Json given = {{"required", Json::array({"why"})}, {"properties", {{"why", {{"not", refer("word")}}}}}};
  definitions["explained"] = described("An item that contains n/a must have a why.", {{"if", refer("not_applicable")}, {"then", given}});
}

Json record_schema(const Record& record);

Json choice_schema(const Shape& shape) {
  Json words = Json::array();
  bool truth = false;
  for (const std::string_view choice : shape.choices) {
    if (choice == "true" || choice == "false") {
      truth = true;
    } else {
      words.push_back(std::string(choice));
    }
  }
  Json alternatives = {{{"enum", std::move(words)}}, refer("word")};
  if (truth) alternatives.push_back(refer("truth"));
  return any_of(std::move(alternatives));
}

/// A number within the range of its field. Of a text, no more than its form can be told.
Json number_schema(const Range& range) {
  Json number = {{"type", "number"}, {range.above_least ? "exclusiveMinimum" : "minimum", range.least}, {"maximum", range.most}};
  if (range.whole) number["multipleOf"] = 1;
  return any_of({std::move(number), matching(fmt::format("^{}$", written_form)), refer("word")});
}

Json one_schema(const Field& field) {
  const Shape& shape = field.shape;
  if (shape.form == Form::choice) return choice_schema(shape);
  if (shape.form == Form::record) return any_of({record_schema(*shape.record), refer("word")});
  if (shape.form == Form::number) return number_schema(field.range);
  if (shape.form == Form::duration && field.in_days) return refer("days");
  if (field.name == "currency") return any_of({{{"enum", currency_words()}}, refer("word")});
  if (shape.form == Form::text && field.saying == Saying::reason) return any_of({refer("reason"), refer("word")});
  return refer(definition_of(shape.form));
}

Json shape_schema(const Field& field) {
  const Shape& shape = field.shape;
  Json one = one_schema(field);
  if (shape.amount == Amount::list) return any_of({{{"type", "array"}, {"items", one}}, one});
  if (shape.amount == Amount::map) {
    Json entries = {{"type", "object"}, {"additionalProperties", one}};
    if (field.name == "exchange") entries["propertyNames"] = {{"enum", currency_words()}};
    return any_of({std::move(entries), refer("word")});
  }
  return one;
}

/// "a person or team", "a tool, pixel, integration …".
std::string kinds_text(const Field& field) {
  std::string out;
  for (std::size_t i = 0; i < field.shape.kinds.size(); ++i) {
    out += i == 0 ? "" : i + 1 == field.shape.kinds.size() ? " or " : ", ";
    out += name_of(field.shape.kinds[i]);
  }
  return out;
}

Json field_schema(const Field& field) {
  std::string description(field.description);
  if (field.shape.form == Form::reference) {
    description += fmt::format(". {}: {}{}", field.shape.amount == Amount::list ? "Ids of" : "Id of", kinds_text(field),
                               field.open ? ", or another name" : "");
  }
  Json out = described(std::move(description), shape_schema(field));
  if (field.need == Need::required) {
    out["not"] = refer("word");
    if (field.shape.amount == Shape::Amount::list) out["not"] = any_of({refer("word"), {{"type", "array"}, {"items", refer("word")}}});
  }
  out["examples"] = Json::array({example_of(field)});
  return out;
}

void close(Json& object) {
  object["patternProperties"] = {{"^x-", true}};
  object["properties"]["meta"] = true;
  object["additionalProperties"] = false;
}

Json record_schema(const Record& record) {
  Json out = {{"type", "object"}, {"properties", Json::object()}};
  for (const Field& field : record.fields) out["properties"][std::string(field.name)] = field_schema(field);
  close(out);
  return out;
}

Json id_schema(Kind kind) {
  if (kind == Kind::page) return refer("page_id");
  return has_role(kind, role::nameless) ? any_of({refer("id"), {{"type", "null"}}}) : refer("id");
}

/// An item of a kind without required fields may be just a name: `ga4:`.
Json item_schema(Kind kind) {
  Json out = record_schema(fields_of(kind));
  Json required = Json::array();
  for (const Field& field : fields_of(kind).fields) {
    if (field.need == Need::required) required.push_back(std::string(field.name));
  }
  if (required.empty()) {
    out["type"] = {"object", "null"};
  } else {
    out["required"] = std::move(required);
  }
  if (!has_common_fields(kind)) return out;
  for (const std::string_view name : common_fields().names()) {
    out["properties"][std::string(name)] = refer("common/properties/" + std::string(name));
  }
  if (!has_role(kind, role::single)) out["properties"]["id"] = id_schema(kind);
  out["allOf"] = Json::array({refer("explained")});
  return out;
}

Json id_names(Kind kind) {
  if (kind == Kind::page) return {{"pattern", page_form}};
  if (kind != Kind::convention) return {{"pattern", id_form}};
  Json names = Json::array();
  for (const std::string_view name : convention_names()) names.push_back(std::string(name));
  return {{"enum", std::move(names)}};
}

/// A collection: items by id, or a list of items with `id`. Written without `anyOf`, so that a validator reports the actual mistake and
/// not that no alternative matched.
Json section_schema(Kind kind) {
  const std::string item(name_of(kind));
  Json keyed = refer(item);
  keyed["properties"] = {{"id", false}};
  Json listed = refer(item);
  listed["type"] = "object";
  if (!has_role(kind, role::nameless)) listed["required"] = Json::array({"id"});
  if (kind == Kind::convention) listed["properties"] = {{"id", id_names(kind)}};
  return {{"type", {"object", "array", "null"}},
          {"propertyNames", id_names(kind)},
          {"additionalProperties", std::move(keyed)},
          {"items", std::move(listed)}};
}

/// Fields of any item of a section; none is required here.
Json defaults_schema() {
  Json sections = Json::object();
  for (const KindNames& kind : kinds()) {
    if (has_role(kind.kind, role::single)) continue;
    Json fields = record_schema(fields_of(kind.kind));
    if (has_common_fields(kind.kind)) {
      for (const std::string_view name : common_fields().names())
        fields["properties"][std::string(name)] = refer("common/properties/" + std::string(name));
    }
    sections[std::string(kind.section)] = std::move(fields);
  }
  return {{"description", "Fields that every item of a section has, unless it says otherwise: {pixels: {owner: ana}}."},
          {"type", {"object", "null"}},
          {"properties", std::move(sections)},
          {"additionalProperties", false}};
}

}  // namespace

std::string inventory_schema() {
  Json root = {
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"$id", address},
      {"title", "stackdrag inventory"},
      {"description",
       "An inventory of a marketing technology stack: what is in it, who owns it, what it costs, and when it was last seen working."},
      {"type", "object"},
      {"required", Json::array({"version"})},
      {"properties",
       {{"version", {{"description", "The version of the format; write it on the first line of every inventory."}, {"enum", {1, "1"}}}},
        {"$schema", {{"description", "The address of this schema, for editors; ignored."}, {"type", "string"}}}}}};
  Json definitions = Json::object();
  add_texts(definitions);
  add_quantities(definitions);
  add_explained(definitions);
  definitions["common"] = described("Fields that every item may have.", record_schema(common_fields()));
  for (const KindNames& kind : kinds()) {
    const std::string name(kind.singular);
    root["properties"][std::string(kind.section)] =
        described(std::string(kind.purpose), has_role(kind.kind, role::single) ? refer(name) : section_schema(kind.kind));
    definitions[name] = item_schema(kind.kind);
  }
  root["properties"]["defaults"] = defaults_schema();
  close(root);
  root["$defs"] = std::move(definitions);
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace stackdrag
