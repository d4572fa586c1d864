// Finds out which observed item is which declared one.
#pragma once

#include <vector>

#include "stackdrag/overlay.h"

namespace stackdrag::evidence {

/// Links every sighting to the declared items that it is or may be.
void reconcile(const Inventory& inventory, const Packs& packs, std::vector<Sighting>& sightings);

}  // namespace stackdrag::evidence
