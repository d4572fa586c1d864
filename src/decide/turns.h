// What happens to findings from one day to the next.
#pragma once

#include <memory>
#include <vector>

#include "stackdrag/forecast.h"

namespace stackdrag {

struct FindingOfDay {
  const TriagedFinding* triaged;
  Decimal hours;  ///< its share of the load, a month

  std::uint64_t fingerprint() const { return triaged->identity.fingerprint; }
  const Finding& finding() const { return *triaged->finding; }
};

/// The audit of one day. Its workspace may go on to other days; the findings stay as they are.
struct AuditedDay {
  std::unique_ptr<const Assessment> assessment;
  std::vector<FindingOfDay> findings;  ///< ordered by fingerprint
};
AuditedDay audited_day(Assessment assessment);

/// What has happened from one day to the next: the most severe first, then what eases or leaves.
std::vector<ForecastEvent> turns(const AuditedDay& before, const AuditedDay& after);

}  // namespace stackdrag
