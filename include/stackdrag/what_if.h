// What an audit would say after something has been done.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stackdrag/assess.h"
#include "stackdrag/plan.h"
#include "stackdrag/toll.h"

namespace stackdrag {

/// The items, to be changed, without the texts and lists that they point to: those stay with the original, which must outlive the copy.
Inventory copy_of(const Inventory& original);
/// The names in the inventory that nothing declares, to gather the facts of a copy.
std::vector<Undeclared> undeclared_of(const Facts& facts);

/// Retires an item of a copy on that day, and cancels its contract.
void retire(Inventory& copy, ItemId which, Date today);

/// What somebody has done.
struct Settled {
  std::span<const ItemId> ended;            ///< retired today
  std::span<const std::uint32_t> findings;  ///< put right, with what is folded into them: indices into `Assessment::findings`
};

struct Afterwards {
  Score score;
  Toll toll;
  std::vector<std::uint32_t> gone;  ///< what is found today and would not be found then: indices into `Assessment::findings`, ascending
};

/// The items that the action removes from the stack, ascending.
std::vector<ItemId> ended_by(const Action& action, const Assessment& assessment);

/// What an audit of the same day would say if that were done: the rules are asked again, so it takes about as long as the assessment.
Afterwards what_if(const Assessment& now, const Settled& settled);

}  // namespace stackdrag
