// One name for every person and team, however it is spelled.
#pragma once

#include <vector>

#include "stackdrag/reader.h"

namespace stackdrag {

/// Gives every person and team one name, wherever it is written: the declared id, else the most used spelling, of several the first by the
/// alphabet.
/// The other spellings go to the inventory.
void unify_owners(const std::vector<NamedOwner>& owners, Inventory& inventory);

}  // namespace stackdrag
