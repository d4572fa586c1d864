// The findings of a saved report, with all that points from one part of the report to another.
#pragma once

#include "schema/saved_fields.h"

namespace stackdrag::report {

/// Reads the rules, waivers, findings, questions, actions and gaps into the report.
void read_findings(SavedReader& in, SavedObject& root, Report& report);

}  // namespace stackdrag::report
