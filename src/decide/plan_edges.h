// Which action has to come before which.
#pragma once

#include <optional>
#include <vector>

#include "stackdrag/assess.h"
#include "stackdrag/plan.h"

namespace stackdrag::decide {

/// For each action, those that have to be done before it, ascending. There are no cycles.
std::vector<std::vector<std::uint32_t>> edges_of(const Assessment& assessment, std::span<const Action> actions);

}  // namespace stackdrag::decide
