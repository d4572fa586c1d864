// Prints mistakes in the user's files at a terminal.
#pragma once

#include <string>
#include <vector>

#include "stackdrag/report.h"

namespace stackdrag {

/// The mistakes as a compiler prints them: `file:line:column: message`, then the line with carets under the guilty text.
std::string render_problems(const std::vector<ReportedProblem>& problems, bool color);

}  // namespace stackdrag
