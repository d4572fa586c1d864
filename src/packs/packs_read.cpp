// Reads packs into rows; later rows replace earlier ones.
#include <algorithm>
#include <array>
#include <deque>

#include <fmt/format.h>

#include "packs/contents.h"
#include "packs/row_record.h"
#include "stackdrag/ensure.h"
#include "stackdrag/packs.h"
#include "stackdrag/reader.h"
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
template <>
std::span<const std::string_view> choices_of<ScopeMeaning>() {
  static constexpr std::string_view w[] = {"reads-only", "reads", "more", "writes", "manages", "sends", "everything", "all", "anything"};
  return w;
}
template <>
std::span<const std::string_view> choices_of<Carrier>() {
  static constexpr std::string_view w[] = {"people", "programs"};
  return w;
}

namespace {

/// A pack being read into the contents.
struct Reading {
  Reader& reader;
  Packs::Contents& into;
  std::optional<View> services;
};

/// The fields that rows of a section share, by service. Each service is read once, however many rows refer to it.
template <class Row>
class Shared {
 public:
  struct Service {
    Text name;
    Row row;
    std::vector<const Field*> missing;  ///< required fields that each row must give itself
  };

  Shared() { none_.missing = record_of_rows<Row>().required; }

  /// The service that a row names in `of`; an empty one if the row has no `of`. Null if there is no such service, which is reported.
  const Service* find(const Reading& in, View fields) {
    const auto of = fields.find("of");
    if (!of) return &none_;
    const auto known = std::find_if(services_.begin(), services_.end(), [&](const Service& s) { return s.name == of->text(); });
    if (known != services_.end()) return &*known;
    const std::optional<View> found = in.services ? in.services->find(of->text()) : std::nullopt;
    if (!found || !found->is_mapping())
      return in.reader.problem(of->at(), fmt::format("`of`: no service is called `{}`", visible(of->text()))), nullptr;
    Service& service = services_.emplace_back(Service{of->text(), {}, {}});
    const Record& table = record_of_rows<Row>();
    in.reader.read_fields(*found, table, &service.row, nullptr, nullptr);
    std::copy_if(table.required.begin(), table.required.end(), std::back_inserter(service.missing),
                 [&](const Field* field) { return !found->find(field->name); });
    return &service;
  }

 private:
  Service none_;
  std::deque<Service> services_;
};

/// Reads the rows of a section, and passes each complete one to `take`.
template <class Row, class Take>
void each_row(const Reading& in, View section, Take take) {
  Shared<Row> shared;
  section.entries([&](View id, View fields) {
    Reader& reader = in.reader;
    if (!fields.is_mapping()) return reader.problem(fields.at(), fmt::format("`{}`: expected a mapping", visible(id.text())));
    const auto* const service = shared.find(in, fields);
    if (service == nullptr) return;
    Row row = service->row;
    row.id = {id.text(), id.at()};
    reader.read_fields(fields, record_of_rows<Row>(), &row, nullptr, nullptr, "of");
    for (const Field* const field : service->missing) {
      if (fields.find(field->name)) continue;
      return reader.problem(id.at(), fmt::format("`{}` needs `{}`", visible(id.text()), field->name));
    }
    take(row);
  });
}

/// Inserts a row at its place by id; replaces a row with the same id.
template <class Row>
void lay_over(std::vector<Row>& rows, const Row& row) {
  const auto place = std::lower_bound(rows.begin(), rows.end(), *row.id, [](const Row& r, Text wanted) { return *r.id < wanted; });
  if (place != rows.end() && *place->id == *row.id) {
    *place = row;
  } else {
    rows.insert(place, row);
  }
}

template <class Row>
void read_rows(const Reading& in, View section) {
  each_row<Row>(in, section, [&in](const Row& row) { lay_over(std::get<PackTable<Row>>(in.into.tables).rows, row); });
}
template <>
void read_rows<HostRow>(const Reading& in, View section) {
  each_row<HostRow>(in, section, [&in](const HostRow& row) {
    for (const auto& host : row.hosts) in.into.hosts[lower_case(*host)] = {*row.id, *row.category};
  });
}

/// A section of a pack, and the function that reads it.
struct NamedSection {
  std::string_view name;
  void (*read)(const Reading& in, View section);
};
template <class... Row>
constexpr std::array<NamedSection, sizeof...(Row)> named_sections(RowTypes<Row...>) {
  return {{{Row::section().name, &read_rows<Row>}...}};
}
constexpr auto sections = named_sections(PackRows{});

/// The sections that a pack may have, as a list in a sentence.
std::string section_names() {
  std::string names;
  for (const NamedSection& section : sections) {
    if (!names.empty()) names += &section == &sections.back() ? " and " : ", ";
    names += fmt::format("`{}`", section.name);
  }
  return names;
}

void read_pack(Reading& in, View root) {
  if (!root.is_mapping()) return in.reader.problem(root.at(), fmt::format("a pack is a mapping with {}", section_names()));
  in.services = root.find("services");
  root.entries([&in](View key, View rows) {
    const Text name = key.text();
    if (name.starts_with("x-")) return;
    if (!rows.is_mapping()) return in.reader.problem(rows.at(), fmt::format("`{}`: expected a mapping", visible(name)));
    if (name == "services") return;
    const auto* const section =
        std::find_if(std::begin(sections), std::end(sections), [&](const NamedSection& s) { return s.name == name; });
    if (section != std::end(sections)) return section->read(in, rows);
    in.reader.problem(key.at(), fmt::format("unknown section `{}`; a pack has {}", visible(name), section_names()));
  });
}

}  // namespace

ReadPacks read_packs(const std::vector<PackText>& texts) {
  const auto contents = std::make_shared<Packs::Contents>();
  std::vector<Problem> problems;
  std::vector<Undeclared> undeclared;
  const Ids ids;
  Reader reader(contents->lists, ids, *contents->lists.arena, problems, undeclared, contents->lists.misread);
  for (const PackText& text : texts) {
    if (text.postponed) {
      contents->postponed.push_back({text.name, text.text});
      continue;
    }
    const std::size_t source = contents->sources.add(std::string(text.name), std::string(text.text), text.shown);
    Document document = read_document(contents->sources, source);
    if (document.problem) problems.push_back(std::move(*document.problem));
    if (document.tree.empty()) continue;
    contents->lists.trees.push_back(std::move(document.tree));
    Reading in{reader, *contents, std::nullopt};
    read_pack(in, contents->lists.trees.back().root());
  }
  index(*contents, problems);
  return {Packs(contents), std::move(problems), contents};
}

OwnPacks lay_over_built_in(const std::vector<PackFile>& files) {
  std::vector<PackText> texts = pack_texts();
  for (const PackFile& file : files) texts.push_back({.name = file.name, .text = file.text, .shown = file.shown});
  ReadPacks read = read_packs(texts);
  return {read.packs, std::move(read.problems), {read.contents, &read.contents->sources}};
}

const HostTable& Packs::Contents::postponed_hosts() const {
  std::call_once(postponed_once_, [this] {
    ReadPacks read = read_packs(postponed);
    ensure(read.problems.empty(), "a built-in pack has a mistake");
    postponed_contents_ = read.packs.contents_;
  });
  return postponed_contents_->hosts;
}

}  // namespace stackdrag
