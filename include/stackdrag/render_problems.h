// Prints mistakes in the user's files at a terminal.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/report.h"

namespace stackdrag {

/// More columns than any message takes: what is printed for another program stays on one line.
inline constexpr std::size_t unbroken = std::numeric_limits<std::size_t>::max() / 2;

/// The mistakes as a compiler prints them: `file:line:column: message`, in lines of at most `columns`, then the line of the source with
/// carets under the guilty text.
std::string render_problems(const std::vector<ReportedProblem>& problems, bool color, std::size_t columns = unbroken);

/// A sentence from anywhere, behind what it begins with, in lines of at most `columns`. A name in backticks stays whole if it is short.
std::string message_lines(std::string_view begin, std::string_view sentence, std::size_t columns);

}  // namespace stackdrag
