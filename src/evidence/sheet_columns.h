// What a table is about, by the names of its columns.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "stackdrag/sheet_map.h"
#include "stackdrag/tree.h"

namespace stackdrag::evidence {

/// A name of a column as it is compared: in lower case, words parted by one space, without what stands in brackets.
/// "Annual_Spend (EUR)" is "annual spend".
std::string folded_column(std::string_view name);

/// The field that a column of such a sheet holds: `id`, `cost per year`, `renews`. Empty if the name of the column does not tell.
std::string_view sheet_field(Sheet sheet, std::string_view folded);
/// All fields that a map may name.
std::span<const std::string_view> sheet_fields(Sheet sheet);

/// What the rows are, of which this is one; empty unless the columns leave no doubt.
std::optional<Sheet> sheet_of(View row);
/// The same with the help of a map.
std::optional<Sheet> sheet_of(View row, const SheetMap& map);
/// What a table has of what a map is about.
struct Mapped {
  std::set<std::string> columns{};          ///< that the map names, as they are compared
  bool has_name = false, has_fact = false;  ///< about what or whom a row is, and something about it
};
Mapped mapped_in(View row, const SheetMap& map);

/// Whether the map is about the table of this row, and not about another one: names alone may be of anything.
bool is_mapped(View row, const SheetMap& map);

}  // namespace stackdrag::evidence
