// Secrets that stand in exports: they are told with their places, and go nowhere themselves.
#pragma once

#include <string>
#include <vector>

#include "stackdrag/evidence.h"

namespace stackdrag::evidence {

/// Adds what a part of an export, whose JSON pointer is given, holds of secrets. Keys that vendors mean to be seen in browsers are none.
void find_secrets(View part, const std::string& pointer, std::vector<FoundSecret>& into);

}  // namespace stackdrag::evidence
