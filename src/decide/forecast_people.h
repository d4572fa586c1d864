// Who can act on what comes: nobody who has left by then.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "stackdrag/facts.h"
#include "stackdrag/units.h"

namespace stackdrag {

/// The owners of the items whose last day is later than that; of an item without such an owner, somebody else who has to do with it.
/// Sorted, each once.
std::vector<std::string> who_acts(const Facts& facts, std::span<const ItemId> items, Date day);
inline std::vector<std::string> who_acts(const Facts& facts, std::initializer_list<ItemId> items, Date day) {
  return who_acts(facts, std::span(items.begin(), items.size()), day);
}

}  // namespace stackdrag
