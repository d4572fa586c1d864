// The findings and open questions of an audit, as the report has them.
#pragma once

#include <cstdint>
#include <vector>

#include "stackdrag/assemble.h"

namespace stackdrag {

/// The order of the report: worst first, then as written, then by rule and key. Indices in `Tally::findings`.
std::vector<std::uint32_t> order_of(const std::vector<Finding>& findings);

/// Fills in `rules`, `findings` and `unknown`. The score must be there: the points are shares of it.
void set_findings(const AuditResult& result, const std::vector<std::uint32_t>& order, Report& report);

/// Adds what is waived as not applicable, at the end and without a charge. Call it when the totals are there.
void add_excused(const AuditResult& result, Report& report);

}  // namespace stackdrag
