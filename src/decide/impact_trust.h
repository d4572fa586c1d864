// How far the answer can be trusted: which facts about the items on the way are known.
#pragma once

#include <vector>

#include "stackdrag/impact.h"

namespace stackdrag {

/// Counts the facts of the items: owner, a sign of life of the last 30 days, and what they need. `start` is the first of them.
ImpactTrust trust_in(const Assessment& assessment, const std::vector<ItemId>& items);

}  // namespace stackdrag
