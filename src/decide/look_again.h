// By when somebody has to look again, so that what was seen still tells.
#pragma once

#include <vector>

#include "stackdrag/forecast.h"

namespace stackdrag {

/// Of what is taken to go on, the last day on which the written evidence answers. `moving`: the items whose beats are taken to go on.
std::vector<LookAgain> look_again_days(const Assessment& now, const std::vector<ItemId>& moving, Date until);

}  // namespace stackdrag
