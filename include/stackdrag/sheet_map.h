// What somebody says about spreadsheets that do not speak for themselves: which column is what, and how money and dates are written; and
// whom the inventory declares.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/tree.h"

namespace stackdrag::evidence {

/// What the rows of a table are.
enum class Sheet : std::uint8_t { tools, people, campaigns, cookies };

/// A column that a map names.
struct MappedColumn {
  std::string name;   ///< as the map writes it
  std::string field;  ///< what it holds: `renews`, `cost per year`
};

/// What tells a person of the inventory; empty where it says nothing.
struct DeclaredPerson {
  std::string id, name, email;
};

struct SheetMap {
  Sheet sheet = Sheet::tools;
  std::size_t header = 1;                                      ///< the line with the names of the columns
  std::map<std::string, MappedColumn, std::less<>> columns{};  ///< by their names as they are compared
  std::set<std::string, std::less<>> ignored{};                ///< names of columns, as they are compared
  std::string money{};                                         ///< how 1234.56 is written: "1.234,56"
  std::string dates{};                                         ///< "DD.MM.YYYY"
  std::string currency{};                                      ///< of amounts that name none: "EUR"
  /// Those whom the inventory declares: of the people who left, all others stay in the spreadsheet. While nobody knows them, all do.
  std::optional<std::vector<DeclaredPerson>> people{};
};

/// Reads a map. Mistakes go to `problems`, each with its place.
SheetMap read_sheet_map(View root, std::vector<Problem>& problems);

}  // namespace stackdrag::evidence
