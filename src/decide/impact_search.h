// Finds what is harmed when an item goes, and the way on which the harm comes.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "decide/impact_ties.h"
#include "stackdrag/assess.h"

namespace stackdrag {

struct Reached {
  ItemId item;
  Harm harm;                    ///< the most that reaches it: that of the weakest tie of a way
  bool cut;                     ///< every way leads through something that has been silent for too long
  std::vector<const Tie*> way;  ///< the shortest of these ways; at least one tie
};

struct ImpactSearch {
  const Facts& facts;
  const Ties& ties;
  ItemId start;
  std::function<bool(const Tie&)> begins;  ///< whether a tie from the start counts
  std::function<bool(ItemId)> is_silent;   ///< whether harm no longer comes through the item
};

/// What has been silent for too long, with the last day on which it was not, if that is known.
std::map<ItemId, std::optional<Date>> silent_items(const Assessment& assessment);

/// What is harmed and runs, in order of the inventory.
std::vector<Reached> reached_from(const ImpactSearch& search);

}  // namespace stackdrag
