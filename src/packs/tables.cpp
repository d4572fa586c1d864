// The field tables of the packs: what a row of each section may say.
#include "packs/tables.h"

#include <fmt/format.h>

#include "model/shape.h"
#include "stackdrag/text.h"

namespace stackdrag {

template <>
std::span<const std::string_view> choices_of<Certainty>() {
  static constexpr std::string_view w[] = {"verified", "recalled"};
  return w;
}
template <>
std::span<const std::string_view> choices_of<Became>() {
  static constexpr std::string_view w[] = {"renamed", "acquired"};
  return w;
}
template <>
std::span<const std::string_view> choices_of<Match>() {
  static constexpr std::string_view w[] = {"either", "both"};
  return w;
}

namespace {

constexpr auto setting = Evidence::setting;
constexpr auto required = Need::required;
constexpr auto optional = Need::optional;

/// Decodes a text with `parse`, which answers nothing for a text that it cannot read.
template <auto member, auto parse>
void read_parsed(Reader& reader, View value, void* record) {
  using Owner = typename decltype([]<class O, class V>(V O::*) { return std::type_identity<O>{}; }(member))::type;
  auto& out = static_cast<Owner*>(record)->*member;
  At<Text> text;
  reader.read(value, text);
  out.at = text.at;
  if (!text) return;
  if (const auto parsed = parse(*text)) {
    out.value = *parsed;
    return;
  }
  out.at.state = State::unknown;
  reader.problem(value.at(),
                 fmt::format("`{}`: expected `{}` or the like, found `{}`", reader.field->name, reader.field->example, visible(*text)));
}

template <auto member, auto parse>
Field parsed_row(std::string_view name, Need need, std::string_view example, std::string_view description) {
  return {name, setting, need, description, example, {.form = Shape::Form::text}, &read_parsed<member, parse>};
}

/// The fields of a section, and behind them those that say where every row is from.
template <class Row>
Record sourced(std::vector<Field> fields) {
  fields.push_back(row<&Row::source>("source", setting, required, "'https://example.com/sunset'", "Where it stands"));
  fields.push_back(row<&Row::checked>("checked", setting, required, "2026-11-21", "When somebody last looked there"));
  fields.push_back(row<&Row::certainty>("certainty", setting, required, "verified", "Whether the source was seen"));
  return Record(std::move(fields));
}

Record product_table() {
  return sourced<Product>({
      row<&Product::name>("name", setting, required, "Universal Analytics", "What people call it"),
      row<&Product::vendor>("vendor", setting, required, "google", "Who made it"),
      row<&Product::aliases>("aliases", setting, optional, "[google-universal-analytics]",
                             "Other ways to write the vendor of a pixel or the id of a tool"),
      row<&Product::identifiers>("identifiers", setting, optional, "'^UA-[0-9]+-[0-9]+$'",
                                 "The regular expression of its account ids, if they tell it apart"),
      parsed_row<&Product::retired, parse_rough_date>("retired", required, "2023-07-01", "When it was or will be switched off"),
      row<&Product::replacement>("replacement", setting, optional, "GA4", "What takes its place"),
  });
}

Record api_table() {
  return sourced<Api>({
      row<&Api::name>("name", setting, required, "Salesforce Platform API", "What people call it, without the versions"),
      row<&Api::tools>("tools", setting, required, "[salesforce]", "The tools and vendors that it belongs to"),
      parsed_row<&Api::from, parse_version>("from", required, "31", "The first version of the range"),
      parsed_row<&Api::to, parse_version>("to", optional, "40", "The last version of the range; open if left out"),
      parsed_row<&Api::unsupported, parse_rough_date>("unsupported", optional, "summer 2027", "When the vendor no longer supports it"),
      parsed_row<&Api::retired, parse_rough_date>("retired", optional, "summer 2028", "When it no longer answers"),
      row<&Api::replacement>("replacement", setting, optional, "v60", "What takes its place"),
  });
}

Record auth_method_table() {
  return sourced<AuthMethod>({
      row<&AuthMethod::name>("name", setting, required, "HubSpot API keys", "What people call it"),
      row<&AuthMethod::tools>("tools", setting, required, "[hubspot]", "The tools and vendors that it belongs to"),
      row<&AuthMethod::methods>("methods", setting, required, "[api-key, hapikey]", "How one writes it"),
      parsed_row<&AuthMethod::retired, parse_rough_date>("retired", required, "2022-11-30", "When it is no longer accepted"),
      row<&AuthMethod::replacement>("replacement", setting, optional, "OAuth", "What takes its place"),
  });
}

Record model_table() {
  return sourced<Model>({
      row<&Model::name>("name", setting, required, "OpenAI gpt-4o", "What people call it"),
      row<&Model::vendor>("vendor", setting, required, "openai", "Who runs it"),
      row<&Model::aliases>("aliases", setting, optional, "[gpt-4o-latest]", "Other names that it is pinned to"),
      parsed_row<&Model::retired, parse_rough_date>("retired", required, "2027-01-14", "When it no longer answers"),
      row<&Model::replacement>("replacement", setting, optional, "gpt-5.6", "What takes its place"),
  });
}

Record rename_table() {
  return sourced<Rename>({
      row<&Rename::now>("now", setting, required, "looker-studio", "Its present name, or what it belongs to now"),
      row<&Rename::aliases>("aliases", setting, optional, "[data-studio]", "Other ways to write the old name"),
      row<&Rename::became>("became", setting, required, "renamed", "Whether the name is new, or only the owner"),
      parsed_row<&Rename::since, parse_rough_date>("since", optional, "2022-10-11", "Since when"),
  });
}

Record vendor_table() {
  return sourced<Vendor>({
      row<&Vendor::name>("name", setting, required, "Meta", "What people call it"),
      row<&Vendor::aliases>("aliases", setting, optional, "[facebook]", "Other names for it, and for its tags"),
      row<&Vendor::identifiers>("identifiers", setting, optional, "'^[0-9]{15,16}$'",
                                "The regular expression that all of its account ids match; to check them"),
      row<&Vendor::telltale>("telltale", setting, optional, "'^AW-[0-9]+$'",
                             "The regular expression of those account ids that no other vendor has; to tell the vendor from them"),
  });
}

Record sites_table() {
  return sourced<Sites>({
      row<&Sites::name>("name", setting, required, "search sites", "What people call them"),
      row<&Sites::sources>("sources", setting, required, "[google, bing]", "The values of `utm_source` that stand for them"),
  });
}

Record channel_table() {
  return sourced<Channel>({
      row<&Channel::name>("name", setting, required, "Paid Search", "What GA4 calls it"),
      row<&Channel::rank>("rank", setting, required, "3", "Its place in the order in which GA4 asks"),
      row<&Channel::sites>("sites", setting, optional, "search", "The id of the sites that its source is one of"),
      row<&Channel::sources>("sources", setting, optional, "[sms]", "Sources beyond these"),
      row<&Channel::mediums>("mediums", setting, optional, "[display, banner]", "The media that it takes"),
      row<&Channel::medium>("medium", setting, optional, "'.*cp.*|ppc|retargeting|paid.*'",
                            "The regular expression of media beyond these, in lower case"),
      row<&Channel::match>("match", setting, optional, "both", "Whether source and medium must fit, or one of them; `either` if left out"),
  });
}

Record utm_spelling_table() {
  return sourced<UtmSpelling>({
      row<&UtmSpelling::aliases>("aliases", setting, required, "[fb, facebook.com]", "What else people write for it"),
  });
}

Record host_table() {
  return sourced<HostRow>({
      row<&HostRow::category>("category", setting, required, "analytics", "What the hosts are for"),
      row<&HostRow::hosts>("hosts", setting, required, "[hotjar.com]", "The hosts, each with all below it"),
  });
}

}  // namespace

const Record& table_of(const Product&) {
  static const Record table = product_table();
  return table;
}
const Record& table_of(const Api&) {
  static const Record table = api_table();
  return table;
}
const Record& table_of(const AuthMethod&) {
  static const Record table = auth_method_table();
  return table;
}
const Record& table_of(const Model&) {
  static const Record table = model_table();
  return table;
}
const Record& table_of(const Rename&) {
  static const Record table = rename_table();
  return table;
}
const Record& table_of(const Vendor&) {
  static const Record table = vendor_table();
  return table;
}
const Record& table_of(const Sites&) {
  static const Record table = sites_table();
  return table;
}
const Record& table_of(const Channel&) {
  static const Record table = channel_table();
  return table;
}
const Record& table_of(const UtmSpelling&) {
  static const Record table = utm_spelling_table();
  return table;
}
const Record& table_of(const HostRow&) {
  static const Record table = host_table();
  return table;
}

}  // namespace stackdrag
