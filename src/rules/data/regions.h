// What the law of a region asks of trackers.
#pragma once

#include <algorithm>

#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// Whether a law applies to the audience: `asks` is what the packs must say of one of its regions. If nobody says where it lives, it does.
inline bool any_region(const At<bool> Region::*asks, const Context& in) {
  const List<Text>& regions = in.inventory.stack.regions;
  if (regions.unknown()) return true;
  return std::any_of(regions.begin(), regions.end(), [&](const At<Text>& name) {
    const Region* region = in.packs.find<Region>(*name);
    return region != nullptr && region->*asks && *(region->*asks);
  });
}
/// Whether trackers wait for a yes there.
inline bool asks_opt_in(const Context& in) { return any_region(&Region::opt_in, in); }
/// Whether a visitor's signal to opt out must be honoured there.
inline bool gives_opt_out(const Context& in) { return any_region(&Region::opt_out, in); }

}  // namespace stackdrag::rules
