// Triage: the marks on each finding. Is it waived, was it there before, why is it new, does it make the gate fail?
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/extent.h"
#include "stackdrag/identity.h"
#include "stackdrag/marks.h"
#include "stackdrag/score.h"

namespace stackdrag {

/// How a finding of the baseline has worsened.
struct Worsening {
  Extent was;
  std::string_view rule;      ///< the recorded one: another than the finding's if it warned of what has come about; the baseline owns it
  bool by_the_clock = false;  ///< time alone made it worse
};

/// A finding and its marks. The tally that has the finding, that tally's store, and the baseline if there is one, must outlive it.
struct TriagedFinding {
  const Finding* finding = nullptr;  ///< never null
  std::uint32_t node = 0;            ///< in the folding; excused findings do not fold: their index in their own tally
  std::string_view subject;          ///< `kind/id`
  Identity identity;
  Extent extent;
  std::optional<std::uint32_t> folded_into;  ///< index among the triaged findings

  std::optional<std::uint32_t> waiver;  ///< index of the waiver in force that waives it, in the list of outcomes
  bool waiver_lapsed = false;           ///< a lapsed waiver names it
  bool excused = false;                 ///< waived as not applicable: listed, but charges nothing and is in no total
  Novelty novelty = Novelty::open;
  std::optional<Cause> cause;          ///< empty unless it is new
  std::optional<Worsening> worsening;  ///< empty unless it has worsened
  bool fails = false;                  ///< it makes the gate fail
};

/// All findings in the order of the report: most severe first, then by place in the files, then by rule and key; the excused ones last, in
/// the same order. Only the identities are filled in. The store owns the texts that are not in the tallies.
std::vector<TriagedFinding> triaged(const Inventory& inventory, const Tally& tally, const Folding& folding, const Tally& excused,
                                    Store& store);

/// How bad a finding is. `cost_open`: what it costs is an open question.
Extent extent_of(const Finding& finding, bool cost_open);
/// For each finding of the tally, whether what it costs is an open question.
std::vector<bool> open_costs(const Tally& tally);

/// The items that had other ids (`was:`): the present `kind/id` by the former one.
std::map<std::string, std::string> renamed_items(const Inventory& inventory);

}  // namespace stackdrag
