// What somebody says about a spreadsheet that does not speak for itself: which column is what, and how money and dates are written.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/tree.h"

namespace stackdrag::evidence {

struct SheetMap {
  std::size_t header = 1;                                     ///< the line with the names of the columns
  std::map<std::string, std::string, std::less<>> columns{};  ///< from a name as it is compared to a field
  std::set<std::string, std::less<>> ignored{};               ///< names of columns, as they are compared
  std::string money{};                                        ///< how 1234.56 is written: "1.234,56"
  std::string dates{};                                        ///< "DD.MM.YYYY"
  std::string currency{};                                     ///< of amounts that name none: "EUR"
};

/// Reads a map. Mistakes go to `problems`, each with its place.
SheetMap read_sheet_map(View root, std::vector<Problem>& problems);

}  // namespace stackdrag::evidence
