// How a stack stood before: the figures of earlier reports, for a report that tells how they have moved.
#pragma once

#include <optional>
#include <vector>

#include "stackdrag/report.h"

namespace stackdrag {

/// The figures of an earlier report. Empty if they cannot be compared with those of `now`: another stack, model or profile, no score, or
/// not an earlier day.
std::optional<PastAudit> past_audit_of(const Report& past, const Report& now);

/// At most sixty audits, by day: the last that is given for each day; of more days than that, the last of each week (Monday to Sunday);
/// and of more weeks the newest.
std::vector<PastAudit> history_of(std::vector<PastAudit> audits);

}  // namespace stackdrag
