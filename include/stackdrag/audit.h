// The audit: from the bytes of an inventory to the report.
#pragma once

#include <optional>
#include <vector>

#include "stackdrag/assess.h"
#include "stackdrag/report.h"
#include "stackdrag/source.h"

namespace stackdrag {

/// What came of it; the sources must outlive it. An unreadable document has problems and no report; mistakes in fields are in the report.
struct Outcome {
  std::optional<Report> report;
  std::vector<ReportedProblem> problems;
};

/// Audits the sources as one inventory. The same sources and settings give the same outcome.
Outcome audit(const Sources& sources, const Settings& settings);

}  // namespace stackdrag
