// How a stack stood before: the figures of earlier reports, for a report that tells how they have moved.
#pragma once

#include <vector>

#include "stackdrag/report.h"

namespace stackdrag {

/// Whether a report has a score of the same stack by the same model and profile, so that its figures can be compared.
bool is_comparable(const Report& past, const Report& now);
/// The figures of a report.
PastAudit past_audit_of(const Report& past);

/// At most sixty audits, by day: the last that is given for each day; of more days than that, the last of each week (Monday to Sunday);
/// and of more weeks the newest.
std::vector<PastAudit> history_of(std::vector<PastAudit> audits);

/// The history of a report as it can be told, whoever has written it: what `history_of` makes of the days before that of the report.
std::vector<PastAudit> earlier_audits(const Report& report);

}  // namespace stackdrag
