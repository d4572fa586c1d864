// The sections of the terminal report, in the order in which they are read.
#pragma once

#include "stackdrag/formats.h"
#include "stackdrag/page.h"
#include "stackdrag/report.h"

namespace stackdrag::report {

/// The line that `--quiet` leaves: "DRAG 25–30    grade C    evidence 78 %".
void write_score(Page& page, const Report& report);
/// The score, what it means in hours and in money.
void write_headline(Page& page, const Report& report);
void write_actions(Page& page, const Report& report, const RenderOptions& options);
void write_findings(Page& page, const Report& report, const RenderOptions& options);
/// What runs and is not declared.
void write_shadow(Page& page, const Report& report, const RenderOptions& options);
void write_gaps(Page& page, const Report& report, bool all);

}  // namespace stackdrag::report
