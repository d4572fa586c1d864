// The catalogue of rules for other programs.
#pragma once

#include <string>
#include <vector>

#include "stackdrag/rule.h"

namespace stackdrag {

/// The metadata of the rules as a JSON array, in their order.
std::string rules_json(const std::vector<const Rule*>& rules);

}  // namespace stackdrag
