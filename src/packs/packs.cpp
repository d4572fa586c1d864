// Reads the packs and answers what they know of a name.
#include "stackdrag/packs.h"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

#include "inventory/shape.h"
#include "packs/contents.h"
#include "stackdrag/text.h"

namespace stackdrag {

template <>
std::span<const std::string_view> choices_of<Certainty>() {
  static constexpr std::string_view w[] = {"verified", "recalled"};
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

Record product_table() {
  return {{
      row<&Product::name>("name", setting, required, "Universal Analytics", "What people call it"),
      row<&Product::vendor>("vendor", setting, required, "google", "Who made it"),
      row<&Product::aliases>("aliases", setting, optional, "[google-universal-analytics]",
                             "Other ways to write the vendor of a pixel or the id of a tool"),
      row<&Product::identifiers>("identifiers", setting, optional, "'^UA-[0-9]+-[0-9]+$'",
                                 "The regular expression of its account ids, if they tell it apart"),
      parsed_row<&Product::retired, parse_rough_date>("retired", required, "2023-07-01", "When it was or will be switched off"),
      row<&Product::replacement>("replacement", setting, optional, "GA4", "What takes its place"),
      row<&Product::source>("source", setting, required, "'https://example.com/sunset'", "Where the date stands"),
      row<&Product::checked>("checked", setting, required, "2026-11-21", "When somebody last looked there"),
      row<&Product::certainty>("certainty", setting, required, "verified", "Whether the source was seen"),
  }};
}

Record api_table() {
  return {{
      row<&Api::name>("name", setting, required, "Salesforce Platform API", "What people call it, without the versions"),
      row<&Api::tools>("tools", setting, required, "[salesforce]", "The tools and vendors that it belongs to"),
      parsed_row<&Api::from, parse_version>("from", required, "31", "The first version of the range"),
      parsed_row<&Api::to, parse_version>("to", optional, "40", "The last version of the range; open if left out"),
      parsed_row<&Api::unsupported, parse_rough_date>("unsupported", optional, "summer 2027", "When the vendor no longer supports it"),
      parsed_row<&Api::retired, parse_rough_date>("retired", optional, "summer 2028", "When it no longer answers"),
      row<&Api::replacement>("replacement", setting, optional, "v60", "What takes its place"),
      row<&Api::source>("source", setting, required, "'https://example.com/sunset'", "Where the dates stand"),
      row<&Api::checked>("checked", setting, required, "2026-11-21", "When somebody last looked there"),
      row<&Api::certainty>("certainty", setting, required, "verified", "Whether the source was seen"),
  }};
}

const Record& table_of(const Product&) {
  static const Record table = product_table();
  return table;
}
const Record& table_of(const Api&) {
  static const Record table = api_table();
  return table;
}

bool counts(char c) { return c != ' ' && c != '-' && c != '_'; }
char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// What all rows of a service share, if the row is `of` one. False if there is no such service.
bool find_service(Reader& reader, std::optional<View> services, View row, std::optional<View>& service) {
  const auto of = row.find("of");
  if (!of) return true;
  service = services ? services->find(of->text()) : std::nullopt;
  if (service && service->is_mapping()) return true;
  return reader.problem(of->at(), fmt::format("`of`: no service is called `{}`", visible(of->text()))), false;
}

template <class Row>
void read_rows(Reader& reader, View section, std::optional<View> services, std::vector<Row>& rows) {
  section.entries([&](View id, View fields) {
    if (!fields.is_mapping()) return reader.problem(fields.at(), fmt::format("`{}`: expected a mapping", visible(id.text())));
    std::optional<View> service;
    if (!find_service(reader, services, fields, service)) return;
    Row row;
    row.id = {id.text(), id.at()};
    const Record& table = table_of(row);
    if (service) reader.read_fields(*service, table, &row, nullptr, nullptr);
    reader.read_fields(fields, table, &row, nullptr, nullptr, "of");
    for (const Field* const field : table.required) {
      if (fields.find(field->name) || (service && service->find(field->name))) continue;
      return reader.problem(id.at(), fmt::format("`{}` needs `{}`", visible(id.text()), field->name));
    }
    const auto place = std::lower_bound(rows.begin(), rows.end(), *row.id, [](const Row& r, Text wanted) { return *r.id < wanted; });
    if (place != rows.end() && *place->id == *row.id) {
      *place = row;
    } else {
      rows.insert(place, row);
    }
  });
}

void read_pack(Reader& reader, View root, Packs::Contents& into) {
  if (!root.is_mapping()) return reader.problem(root.at(), "a pack is a mapping with `products` and `apis`");
  const auto services = root.find("services");
  root.entries([&](View key, View section) {
    if (key.text().starts_with("x-")) return;
    if (!section.is_mapping()) return reader.problem(section.at(), fmt::format("`{}`: expected a mapping", visible(key.text())));
    if (key.text() == "services") return;
    if (key.text() == "products") return read_rows(reader, section, services, into.products);
    if (key.text() == "apis") return read_rows(reader, section, services, into.apis);
    reader.problem(key.at(), fmt::format("unknown section `{}`; a pack has `products` and `apis`", visible(key.text())));
  });
}

void index(Packs::Contents& contents, std::vector<Problem>& problems) {
  for (std::size_t i = 0; i < contents.products.size(); ++i) {
    const Product& product = contents.products[i];
    contents.products_by_name.try_emplace(std::string(*product.id), i);
    for (const auto& alias : product.aliases) contents.products_by_name.try_emplace(std::string(*alias), i);
    if (!product.identifiers) continue;
    std::string problem;
    if (auto pattern = Pattern::compile(*product.identifiers, problem)) {
      contents.products_by_account.emplace_back(std::move(*pattern), i);
    } else {
      problems.push_back({std::move(problem), product.identifiers.at});
    }
  }
  for (std::size_t i = 0; i < contents.apis.size(); ++i) {
    for (const auto& tool : contents.apis[i].tools) contents.apis_by_tool[std::string(*tool)].push_back(i);
  }
}

bool holds(const Api& api, const Version& version) {
  if (version.parts < api.from->parts) return false;
  if (!api.to) return true;
  Version shortened = version;
  for (std::size_t i = api.to->given; i < shortened.parts.size(); ++i) shortened.parts[i] = 0;
  return shortened.parts <= api.to->parts;
}

}  // namespace

// FNV-1a.
std::size_t FoldedHash::operator()(std::string_view name) const {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325;
  for (const char c : name) {
    if (counts(c)) hash = (hash ^ static_cast<unsigned char>(folded(c))) * 0x100'0000'01B3;
  }
  return hash;
}

bool FoldedEqual::operator()(std::string_view a, std::string_view b) const {
  for (;;) {
    while (!a.empty() && !counts(a.front())) a.remove_prefix(1);
    while (!b.empty() && !counts(b.front())) b.remove_prefix(1);
    if (a.empty() || b.empty()) return a.empty() && b.empty();
    if (folded(a.front()) != folded(b.front())) return false;
    a.remove_prefix(1), b.remove_prefix(1);
  }
}

ReadPacks read_packs(const std::vector<PackText>& texts) {
  const auto contents = std::make_shared<Packs::Contents>();
  std::vector<Problem> problems;
  std::vector<Undeclared> undeclared;
  const Ids ids;
  Reader reader(contents->lists, ids, contents->lists.arenas.front(), problems, undeclared);
  for (const PackText& text : texts) {
    const std::size_t source = contents->sources.add(std::string(text.name), std::string(text.text));
    Document document = read_document(contents->sources, source);
    if (document.problem) problems.push_back(std::move(*document.problem));
    if (document.tree.empty()) continue;
    contents->lists.trees.push_back(std::move(document.tree));
    read_pack(reader, contents->lists.trees.back().root(), *contents);
  }
  index(*contents, problems);
  return {Packs(contents), std::move(problems)};
}

const Packs& Packs::built_in() {
  static const Packs packs = [] {
    ReadPacks read = read_packs(pack_texts());
    assert(read.problems.empty() && "a built-in pack has a mistake");
    return std::move(read.packs);
  }();
  return packs;
}

const std::vector<Product>& Packs::products() const { return contents_->products; }
const std::vector<Api>& Packs::apis() const { return contents_->apis; }

const Product* Packs::discontinued(Text vendor, Text account) const {
  const auto named = contents_->products_by_name.find(vendor);
  if (named != contents_->products_by_name.end()) return &contents_->products[named->second];
  if (account.empty()) return nullptr;
  for (const auto& [pattern, product] : contents_->products_by_account) {
    if (pattern.matches(account)) return &contents_->products[product];
  }
  return nullptr;
}

const Api* Packs::api(Text tool, Text version) const {
  const auto wanted = parse_version(version);
  return wanted ? api(tool, *wanted) : nullptr;
}

const Api* Packs::api(Text tool, const Version& version) const {
  const auto known = contents_->apis_by_tool.find(tool);
  if (known == contents_->apis_by_tool.end()) return nullptr;
  const auto holding =
      std::find_if(known->second.begin(), known->second.end(), [&](std::size_t i) { return holds(contents_->apis[i], version); });
  return holding == known->second.end() ? nullptr : &contents_->apis[*holding];
}

bool Packs::knows_api(Text tool) const { return contents_->apis_by_tool.contains(tool); }

}  // namespace stackdrag
