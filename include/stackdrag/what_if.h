// What an audit would say after something has been done.
#pragma once

#include <cstdint>
#include <span>

#include "stackdrag/assess.h"

namespace stackdrag {

/// What somebody has done.
struct Settled {
  std::span<const ItemId> ended;            ///< retired today
  std::span<const std::uint32_t> findings;  ///< put right: indices into `Assessment::findings`
};

/// The hours behind the headline, if that were done: the rules are asked again, so it takes about as long as the assessment.
Decimal high_hours_after(const Assessment& now, const Settled& settled);

}  // namespace stackdrag
