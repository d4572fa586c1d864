// The parts that a report is assembled from.
#pragma once

#include "stackdrag/assess.h"
#include "stackdrag/report.h"

namespace stackdrag::report {

/// Fills in `rules`, `findings` and `unknown`, and adds up what is waived. The waivers must be there.
void set_findings(const Assessment& assessment, Report& report);
/// Fills in `totals`. The findings must be there.
void set_totals(Report& report);

}  // namespace stackdrag::report
