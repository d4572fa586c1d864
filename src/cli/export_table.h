// What exports are and hold, for people to look at.
#pragma once

#include <cstddef>
#include <string>

#include "cli/exports.h"

namespace stackdrag::cli {

/// "12 pixels and 3 tools".
std::string counts_of(const evidence::Observed& observed);

/// "57 files, 1.2 GB: 231 observations of 87 items".
std::string sum_of(const ExportFiles& found, Days keep);

/// The exports by kind, in lines of at most `columns`. Of many of one kind the first are shown, and what the others hold together.
std::string table_of(const ExportFiles& found, Days keep, std::size_t columns);

}  // namespace stackdrag::cli
