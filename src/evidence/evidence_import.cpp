// From the bytes of a file to what it says.
#include <algorithm>
#include <string>

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

/// The table that the map is about; no importer if it has none of the columns.
Opened open_mapped(const Sources& sources, std::size_t source, const SheetMap& map) {
  Opened opened;
  opened.document = read_table(sources, source, map.header);
  const Document& document = opened.document;
  if (document.problem || document.tree.empty() || document.tree.root().size() == 0) return opened;
  (*document.tree.root().begin()).entries([&](View name, View) {
    if (map.columns.count(folded_column(name.text())) != 0) opened.importer = &importer_of(ExportKind::sheet);
  });
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

bool begins_table(std::string_view text) {
  // It is read as a table of which it is the only row, too.
  const std::string_view begin = text.substr(0, longest_line_of_names);
  const std::string line(begin.substr(0, begin.find_first_of("\r\n")));
  Sources sources;
  const Document names = read_table(sources, sources.add("names", line + "\n" + line));
  if (names.problem || names.tree.empty() || names.tree.root().size() == 0) return false;
  return sheet_of(*names.tree.root().begin()).has_value();
}

Opened open_export(const Sources& sources, std::size_t source, const SheetMap* map) {
  if (map != nullptr) {
    Opened mapped = open_mapped(sources, source, *map);
    if (mapped.importer != nullptr) return mapped;
  }
  Opened opened;
  opened.document = begins_table(sources.text(source)) ? read_table(sources, source) : read_export(sources, source);
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
