// The earlier reports that a report is compared with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "stackdrag/report.h"
#include "stackdrag/result.h"

namespace stackdrag::cli {

/// Fills in the history of a report from saved JSON reports and from folders of them, in which other files are passed over. A note says how
/// many reports cannot be compared with this one. A failure names the file.
std::optional<Failure> add_history(Report& report, const std::vector<std::string>& paths);

}  // namespace stackdrag::cli
