// From the bytes of a file to what it says.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "evidence/redact.h"
#include "evidence/sheet_columns.h"
#include "stackdrag/ensure.h"
#include "stackdrag/evidence.h"
#include "stackdrag/export_document.h"
#include "stackdrag/identify.h"
#include "stackdrag/sha256.h"
#include "stackdrag/sheet_map.h"
#include "stackdrag/text.h"
#include "stackdrag/unrecognised.h"

namespace stackdrag::evidence {
namespace {

constexpr std::size_t longest_line_of_names = 65536;

/// The line of names, read as a table of which it is the only row, too.
Document read_names(std::string_view text, std::size_t header, Sources& sources) {
  for (std::size_t line = 1; line < header; ++line) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  const std::string_view begin = text.substr(0, longest_line_of_names);
  const std::string names(begin.substr(0, begin.find_first_of("\r\n")));
  return read_table(sources, sources.add("names", names + "\n" + names));
}

/// The first row of a table; empty if it has none.
std::optional<View> first_row(const Document& table) {
  if (table.problem || table.tree.empty() || table.tree.root().size() == 0) return std::nullopt;
  return *table.tree.root().begin();
}

/// What a table is about whose first line names columns that we know.
std::optional<Sheet> known_sheet(std::string_view text) {
  Sources names_alone;
  const Document names = read_names(text, 1, names_alone);
  const std::optional<View> row = first_row(names);
  return row ? sheet_of(*row) : std::nullopt;
}

/// The table whose first line names columns that we know; empty if it does not.
std::optional<Document> read_known_table(const Sources& sources, std::size_t source) {
  const std::optional<Sheet> sheet = known_sheet(sources.text(source));
  if (!sheet) return std::nullopt;
  Document table = read_table(sources, source);
  if (table.problem) table.problem->secret = *sheet == Sheet::people;
  return table;
}

/// The table that the map is about; empty if this is another one.
std::optional<Opened> open_mapped(const Sources& sources, std::size_t source, const SheetMap& map) {
  if (sources.text(source).empty()) return std::nullopt;
  Opened opened;
  opened.document = read_table(sources, source, map.header);
  if (const auto row = first_row(opened.document); row && is_mapped(*row, map)) {
    opened.importer = &importer_of(ExportKind::sheet);
    return opened;
  }
  if (!opened.document.problem) return std::nullopt;
  // What the names promise, and the rows do not keep, is to be told.
  Sources names_alone;
  const Document names = read_names(sources.text(source), map.header, names_alone);
  const auto row = first_row(names);
  if (!row || !is_mapped(*row, map)) return std::nullopt;
  opened.document.problem->secret = sheet_of(*row, map) == Sheet::people;
  return opened;
}

std::optional<Date> day_in_name(std::string_view file) {
  constexpr std::size_t digits = 10;
  for (std::size_t at = 0; at + digits <= file.size(); ++at) {
    const bool is_part = (at > 0 && is_digit(file[at - 1])) || (at + digits < file.size() && is_digit(file[at + digits]));
    if (const auto day = parse_date(file.substr(at, digits)); day && !is_part) return day;
  }
  return std::nullopt;
}

}  // namespace

bool begins_table(std::string_view text) { return known_sheet(text).has_value(); }

std::string lacking_in_table(const Sources& sources, std::size_t source, const SheetMap& map) {
  if (sources.text(source).empty()) return {};
  Sources names_alone;
  const Document names = read_names(sources.text(source), map.header, names_alone);
  const std::optional<View> row = first_row(names);
  const Document table = read_table(sources, source, map.header);
  const bool has_rows = table.problem || first_row(table);
  if (!row) return {};
  if (!has_rows && sheet_of(*row, map)) return "has no rows";
  const std::set<std::string> found = mapped_in(*row, map).columns;
  if (found.empty() || is_mapped(*row, map)) return {};
  std::vector<std::string_view> others;  // the columns that the map does not name
  row->entries([&](View name, View) {
    if (map.columns.count(folded_column(name.text())) == 0) others.push_back(name.text());
  });
  std::vector<std::string> lacking;
  for (const auto& [folded, column] : map.columns) {
    if (found.count(folded) > 0) continue;
    const auto near = nearest(column.name, others);
    lacking.push_back(fmt::format("`{}`{}", visible(column.name), near ? fmt::format(" (is it `{}`?)", visible(*near)) : ""));
  }
  const std::string_view of = map.sheet == Sheet::people ? "people" : map.sheet == Sheet::campaigns ? "campaigns" : "tools";
  if (lacking.empty()) return fmt::format("has no more of a list of {} than names; let the map name a column with a fact about them", of);
  return fmt::format("lacks what the map names, {}; the rest does not tell that it is a list of {}", join_words(lacking), of);
}

Opened open_export(const Sources& sources, std::size_t source, const SheetMap* map) {
  if (map != nullptr) {
    if (auto mapped = open_mapped(sources, source, *map)) return std::move(*mapped);
  }
  Opened opened;
  auto table = read_known_table(sources, source);
  opened.document = table ? std::move(*table) : read_export(sources, source);
  const Document& document = opened.document;
  if (!document.problem && !document.tree.empty()) opened.importer = recognise(document.tree.root());
  return opened;
}

Imported import_export(const Opened& opened, const Identify& identify, const Circumstances& given, std::string_view file,
                       std::string_view bytes) {
  const Importer& importer = *opened.importer;
  ensure(importer.read != nullptr, "an export was imported that cannot be read");
  Imported imported{.source = {.kind = importer.kind, .grade = importer.grade}};
  imported.source.day = given.day ? given.day : day_in_name(file);
  imported.source.file = redacted_name(file);
  imported.source.sha256 = sha256(bytes);
  if (importer.grade == Grade::seen) imported.source.choice = given.choice;
  importer.read({opened.document.tree.root(), identify, identify.packs(), given}, imported);
  std::vector<Mark>& marks = imported.source.marks;
  std::sort(marks.begin(), marks.end());
  marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
  if (imported.observations.size() > most_observations)
    imported.problems.push_back({fmt::format("this export says more than {} things", most_observations), opened.document.tree.root().at()});
  return imported;
}

}  // namespace stackdrag::evidence
