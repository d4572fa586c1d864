// Mistakes in the user's files, for a person at a terminal.
#pragma once

#include <string>
#include <vector>

#include "stackdrag/report.h"

namespace stackdrag {

/// Mistakes as a compiler prints them: `file:line:column: message`, the line and a caret under the guilty text.
std::string render_problems(const std::vector<ReportedProblem>& problems, bool color);

}  // namespace stackdrag
