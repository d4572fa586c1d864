// Reads a spreadsheet: says whether it has what a map promises, and hands it to whoever knows what its rows are.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "evidence/export_secrets.h"
#include "evidence/importers.h"
#include "evidence/redact.h"
#include "evidence/sheet_cells.h"
#include "evidence/sheet_columns.h"
#include "evidence/sheets.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// The names of the columns as people see them.
std::vector<std::string> names_of_columns(View row) {
  std::vector<std::string> names;
  row.entries([&](View column, View) { names.push_back(visible(redacted_name(column.text()))); });
  return names;
}

/// Notes the columns that the map names and the sheet lacks: all of them, or those that only a slip keeps apart.
void check_columns(View row, const SheetMap& map, bool all, Imported& out) {
  const std::vector<std::string> names = names_of_columns(row);
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const Span header = (*row.begin()).at();
  for (const auto& [folded, column] : map.columns) {
    const bool is_there =
        std::any_of(names.begin(), names.end(), [&, &wanted = folded](const std::string& name) { return folded_column(name) == wanted; });
    const std::string near = did_you_mean(column.name, candidates);
    if (is_there || (!all && near.empty())) continue;
    out.problems.push_back(
        {fmt::format("the map names a column `{}`, and this line of names has none{}", visible(column.name), near), header});
  }
}

}  // namespace

void read_sheet(const Export& in, Imported& out) {
  if (!in.root.is_sequence() || in.root.size() == 0 || !(*in.root.begin()).is_mapping()) return;
  const View first = *in.root.begin();
  const SheetMap& map = map_of(in);
  const std::optional<Sheet> sheet = sheet_of(first, map);
  const bool is_about_it = is_mapped(first, map);
  if (is_about_it || sheet == map.sheet) check_columns(first, map, is_about_it, out);
  if (!is_about_it && !map.columns.empty() && sheet == map.sheet)
    out.notes.emplace_back("the map names none of its columns; it is read without them");
  find_secrets(in.root, "", Asks::servers, out.source.marks);
  if (sheet == Sheet::tools) read_tools(in, out);
  if (sheet == Sheet::campaigns) read_campaigns(in, out);
  if (sheet == Sheet::people) read_people(in, out);
}

}  // namespace stackdrag::evidence
