// The catalogue of rules for other programs.
#pragma once

#include <string>
#include <vector>

#include "stackdrag/catalogue.h"

namespace stackdrag {

/// The metadata of the rules as a JSON array, in their order. `folds` are those of their catalogue.
std::string rules_json(const std::vector<const Rule*>& rules, const std::vector<Fold>& folds);

}  // namespace stackdrag
