// The hours that a finding takes, with what is shown under it.
#pragma once

#include <algorithm>
#include <cstddef>

#include "stackdrag/assess.h"

namespace stackdrag {

/// Uncapped: the finding's own hours or the sum of those shown under it, whichever is more. Hours that an item states itself are in a pool
/// and count for nothing here. Precondition: the finding is shown by itself.
inline double hours_with_shown(const Tally& tally, const Folding& folding, std::size_t finding) {
  const std::vector<Finding>& findings = tally.findings();
  const auto own = [&](std::size_t at) { return findings[at].shares_carry ? 0 : findings[at].carry; };
  double below = 0;
  for (const std::size_t node : folding.with_shown(finding)) {
    if (node != finding && node < findings.size()) below += own(node);
  }
  return std::max(own(finding), below);
}

/// The hours, once, to put a finding right; of one that only tells what others have in common, theirs. Precondition: the finding is shown
/// by itself.
inline double effort_with_told(const Assessment& assessment, std::size_t node) {
  const std::vector<Finding>& findings = assessment.tally.findings();
  double effort = findings[node].effort;
  for (const std::uint32_t member : assessment.charges.folding().with_shown(node)) {
    if (member < findings.size() && findings[member].told_with == node) effort += findings[member].effort;
  }
  return effort;
}

}  // namespace stackdrag
