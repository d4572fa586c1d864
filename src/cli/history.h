// The earlier reports that a report is compared with.
#pragma once

#include <string>
#include <vector>

#include "stackdrag/report.h"
#include "stackdrag/result.h"

namespace stackdrag::cli {

/// Fills in the history of a report from saved JSON reports and from folders of them. Notes say how many reports cannot be compared with
/// this one, and how many files are none; one of the same day is taken for this report, from a run before. Returns the files that were
/// taken, which must not be written over. A failure names the file.
Result<std::vector<std::string>> add_history(Report& report, const std::vector<std::string>& paths);

}  // namespace stackdrag::cli
