// What the law of a region requires of trackers.
#pragma once

#include <algorithm>

#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// Whether the packs set `required` for one of the audience's regions; true if the inventory does not say where the audience lives. A list
/// without regions says nothing, nor does a word that the packs do not know, which is also reported as a mistake.
inline bool any_region(const At<bool> Region::*required, const Context& in) {
  const List<Text>& regions = in.inventory.stack.regions;
  if (regions.size() == 0) return true;
  return std::any_of(regions.begin(), regions.end(), [&](const At<Text>& name) {
    const Region* region = in.packs.find<Region>(*name);
    return region == nullptr || (region->*required && *(region->*required));
  });
}
/// Whether trackers must wait for consent there.
inline bool asks_opt_in(const Context& in) { return any_region(&Region::opt_in, in); }
/// Whether a visitor's opt-out signal must be honoured there.
inline bool gives_opt_out(const Context& in) { return any_region(&Region::opt_out, in); }

}  // namespace stackdrag::rules
