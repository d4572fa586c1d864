// Triage: the marks on each finding. Is it waived, was it there before, why is it new, does it make the gate fail?
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stackdrag/identity.h"
#include "stackdrag/marks.h"
#include "stackdrag/score.h"

namespace stackdrag {

/// A finding and its marks. The tally that has the finding, and that tally's store, must outlive it.
struct TriagedFinding {
  const Finding* finding = nullptr;  ///< never null
  std::uint32_t node = 0;            ///< in the folding; excused findings do not fold: their index in their own tally
  std::string_view subject;          ///< `kind/id`
  Identity identity;
  std::optional<std::uint32_t> folded_into;  ///< index among the triaged findings

  std::optional<std::uint32_t> waiver;  ///< index of the waiver in force that waives it, in the list of outcomes
  bool waiver_lapsed = false;           ///< a lapsed waiver names it
  bool excused = false;                 ///< waived as not applicable: listed, but charges nothing and is in no total
  Novelty novelty = Novelty::open;
  std::optional<Cause> cause;  ///< empty unless it is new
  bool fails = false;          ///< it makes the gate fail
};

/// All findings in the order of the report: most severe first, then by place in the files, then by rule and key; the excused ones last, in
/// the same order. Only the identities are filled in. The store owns the texts that are not in the tallies.
std::vector<TriagedFinding> triaged(const Inventory& inventory, const Tally& tally, const Folding& folding, const Tally& excused,
                                    Store& store);

}  // namespace stackdrag
