// The parts that a report is assembled from.
#pragma once

#include "stackdrag/assess.h"
#include "stackdrag/owners.h"
#include "stackdrag/report.h"

namespace stackdrag::report {

/// Fills in `items`, `renamed`, `graph`, `people` and `deadlines`.
void set_items(const Facts& facts, Owners& owners, Report& report);
/// Fills in `rules`, `findings` and `unknown`, and adds up what is waived. The waivers must be there.
void set_findings(const Assessment& assessment, Owners& owners, Report& report);
/// Fills in `evidence`.
void set_evidence(const Assessment& assessment, Report& report);
/// Fills in `totals`. The findings must be there.
void set_totals(Report& report);

}  // namespace stackdrag::report
