// Cells of tables for spreadsheets, as RFC 4180 has them.
#pragma once

#include <string>
#include <string_view>

namespace stackdrag::report {

/// A text in quotation marks, which no spreadsheet takes for a formula.
std::string csv_cell(std::string_view raw);
/// At most four places, as in the JSON report; empty for what is not finite.
std::string csv_cell(double number);

}  // namespace stackdrag::report
