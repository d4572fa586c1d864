// How far away a day is, in words.
#pragma once

#include <string>

#include <fmt/format.h>

#include "stackdrag/units.h"

namespace stackdrag::rules {

/// "in 3 days", or "today".
inline std::string in_days(Days left) { return left.count == 0 ? "today" : fmt::format("in {}", left); }

}  // namespace stackdrag::rules
