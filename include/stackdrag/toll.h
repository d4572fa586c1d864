// What findings take a month.
#pragma once

#include "stackdrag/score.h"

namespace stackdrag {

/// In hours, and in the stack's currency.
struct Toll {
  double hours = 0;   ///< work that people lose
  double wasted = 0;  ///< money that is paid for nothing
};

/// What the findings take. Folded debt is counted once: the hours of a group are its parent's or the sum of its children's, whichever is
/// larger. Of one tool, never more is wasted than it costs.
Toll toll_of(const Tally& tally, const Charges& charges);

}  // namespace stackdrag
