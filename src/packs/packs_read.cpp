// Reads packs into rows; later rows replace earlier ones.
#include <algorithm>
#include <array>
#include <deque>
#include <memory>
#include <type_traits>
#include <vector>

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
template <>
std::span<const std::string_view> choices_of<TagMeaning>() {
  static constexpr std::string_view w[] = {"pixel", "helper", "request", "custom", "script", "image"};
  return w;
}
template <>
std::span<const std::string_view> choices_of<TemplateMeaning>() {
  static constexpr std::string_view w[] = {"pixel", "helper", "nothing"};
  return w;
}
template <>
std::span<const std::string_view> choices_of<StepMeaning>() {
  static constexpr std::string_view w[] = {"tool", "helper", "request", "model", "agent"};
  return w;
}
template <>
std::span<const std::string_view> choices_of<StepAct>() {
  static constexpr std::string_view w[] = {"reads", "writes"};
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

template <class Row, class... Rows>
constexpr bool is_among(RowTypes<Rows...>) {
  return (std::is_same_v<Row, Rows> || ...);
}

template <class Row>
void read_rows(const Reading& in, View section) {
  each_row<Row>(in, section, [&in](const Row& row) {
    if constexpr (is_among<Row>(VocabularyRows{}))
      lay_over(std::get<std::vector<Row>>(in.into.own_vocabulary.sections), row);
    else
      lay_over(std::get<PackTable<Row>>(in.into.tables).rows, row);
  });
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
template <class... Row, class... Word>
constexpr std::array<NamedSection, sizeof...(Row) + sizeof...(Word)> named_sections(RowTypes<Row...>, RowTypes<Word...>) {
  return {{{Row::section().name, &read_rows<Row>}..., {Word::section().name, &read_rows<Word>}...}};
}
constexpr auto sections = named_sections(PackRows{}, VocabularyRows{});

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

/// Reads packs into the contents, except those that are postponed.
void read_into(Packs::Contents& contents, const std::vector<PackText>& texts, std::vector<Problem>& problems) {
  std::vector<Undeclared> undeclared;
  const Ids ids;
  Reader reader(contents.lists, ids, *contents.lists.arena, problems, undeclared, contents.lists.misread);
  for (const PackText& text : texts) {
    if (text.at != ReadAt::once) {
      contents.postponed.push_back({text.name, text.text, text.at});
      continue;
    }
    const std::size_t source = contents.sources.add(std::string(text.name), std::string(text.text), text.shown);
    Document document = read_document(contents.sources, source);
    if (document.problem) problems.push_back(std::move(*document.problem));
    if (document.tree.empty()) continue;
    contents.lists.trees.push_back(std::move(document.tree));
    Reading in{reader, contents, std::nullopt};
    read_pack(in, contents.lists.trees.back().root());
  }
}

}  // namespace

ReadPacks read_packs(const std::vector<PackText>& texts) {
  const auto contents = std::make_shared<Packs::Contents>();
  std::vector<Problem> problems;
  read_into(*contents, texts, problems);
  index(*contents, problems);
  check(contents->own_vocabulary, problems);
  return {Packs(contents), std::move(problems), contents};
}

OwnPacks lay_over_built_in(const std::vector<PackFile>& files) {
  std::vector<PackText> texts = pack_texts();
  for (const PackFile& file : files) texts.push_back({.name = file.name, .text = file.text, .shown = file.shown});
  ReadPacks read = read_packs(texts);
  return {read.packs, std::move(read.problems), {read.contents, &read.contents->sources}};
}

std::shared_ptr<Packs::Contents> Packs::Contents::read_postponed(ReadAt at) const {
  std::vector<PackText> texts;
  for (const PackText& text : postponed) {
    if (text.at == at) texts.push_back({text.name, text.text});
  }
  auto contents = std::make_shared<Contents>();
  std::vector<Problem> problems;
  read_into(*contents, texts, problems);
  ensure(problems.empty(), "a built-in pack has a mistake");
  return contents;
}

const HostTable& Packs::Contents::postponed_hosts() const {
  std::call_once(hosts_once_, [this] { host_contents_ = read_postponed(ReadAt::host); });
  return host_contents_->hosts;
}

const Vocabulary& Packs::Contents::whole_vocabulary() const {
  std::call_once(vocabulary_once_, [this] {
    vocabulary_contents_ = read_postponed(ReadAt::vocabulary);
    std::apply(
        [&](auto&... rows) {
          const auto lay_own = [&](auto& into) {
            for (const auto& row : own_vocabulary.rows<typename std::remove_reference_t<decltype(into)>::value_type>()) lay_over(into, row);
          };
          (lay_own(rows), ...);
        },
        vocabulary_contents_->own_vocabulary.sections);
  });
  return vocabulary_contents_->own_vocabulary;
}

}  // namespace stackdrag
