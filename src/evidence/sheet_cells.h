// Reads the cells of a spreadsheet for those who know what its rows are, and keeps account of what is left out.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/blanks.h"
#include "evidence/sheet_columns.h"
#include "stackdrag/evidence.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {

/// What the user says about spreadsheets; nothing if there is no map.
const SheetMap& map_of(const Export& in);

/// What may be told of a name: in one line, empty if it holds an e-mail address, a secret or a formula, or says nothing.
std::string name_in(std::string_view cell);

/// The name of an item as its key is made of it. Names that differ in letters have different keys.
std::string key_from(std::string_view name);

/// Tells a list from others and stays the same from one export to the next, whatever its rows are: its columns, and the words in the name
/// of its file that are no dates or numbers.
std::string sheet_name(Sheet sheet, View rows, std::string_view file);

class SheetCells {
 public:
  SheetCells(const Export& in, Sheet sheet, Imported& out);

  const SheetMap& map() const { return map_; }

  /// The field that a column holds. Empty for one that is left out, which is noted.
  std::string field_of(View column);

  /// Calls `visit(field, column, cell)` for each cell of a row that says something.
  template <class Visit>
  void each(View row, Visit visit) {
    row.entries([&](View column, View cell) {
      if (!cell.is_scalar() || says_nothing(trimmed(cell.text()))) return;
      const std::string field = field_of(column);
      if (!field.empty()) visit(std::string_view(field), column, cell);
    });
  }

  /// A date as an inventory writes it. What may be several is refused; words for a day are left out. `of` is whom the row is about.
  std::optional<std::string> date(View column, View cell, std::string_view of);

  /// Notes a cell that may be read in several ways, or in none.
  void refuse(View column, View cell, std::string_view expected);
  /// Notes a cell without which the rest can be told.
  void leave_out(View column, std::string_view of);
  /// Tells what was left out.
  void tell();

 private:
  const SheetMap& map_;
  Sheet sheet_;
  bool is_mapped_;  ///< the map is about this sheet
  Imported& out_;
  std::set<std::string> columns_{};   ///< those that are left out
  std::vector<std::string> cells_{};  ///< those that are left out, the first few
  std::size_t left_out_ = 0;          ///< how many cells
};

}  // namespace stackdrag::evidence
