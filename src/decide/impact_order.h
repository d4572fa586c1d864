// The order in which items can be settled: whoever needs something comes before it.
#pragma once

#include <vector>

#include "decide/impact_ties.h"

namespace stackdrag {

/// The items in groups; the items of a group feed each other. Of groups that could come next, the one that is farthest from `start` does,
/// then what customers meet. `start` is among the items and comes last, as all the others are reached from it. `steps` is the distance of
/// each item.
std::vector<std::vector<ItemId>> order_out(const Ties& ties, ItemId start, const std::vector<ItemId>& items,
                                           const std::vector<std::size_t>& steps);

}  // namespace stackdrag
