// The findings of a report by owner, by item or by family.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "stackdrag/formats.h"
#include "stackdrag/report.h"

namespace stackdrag::report {

/// The findings that have an owner, an item or a family in common.
struct Group {
  std::string title;                  ///< "ana", "tool hubspot (HubSpot)", "zombies": as it was written, not made visible
  std::vector<std::size_t> findings;  ///< ascending indices in `Report::findings`
  std::size_t count = 0;              ///< those that stand for themselves and charge something, as the totals count them
  double points = 0;                  ///< owners share those of a finding equally
};

/// The groups of the findings `shown`, ascending indices, that with the most points first. A finding with several owners is in the group of
/// each; one without is in that of nobody, `unowned`.
std::vector<Group> groups_of(const Report& report, std::span<const std::size_t> shown, Grouping by);

/// How many findings that stand for themselves the groups have together: one that is in several counts once.
std::size_t count_together(const Report& report, std::span<const Group> groups);

/// "12 findings, 9.4 points".
std::string figures_of(const Group& group);

}  // namespace stackdrag::report
