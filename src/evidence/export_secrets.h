// Secrets that stand in exports: they are told with their places, and go nowhere themselves.
#pragma once

#include <string>
#include <vector>

#include "stackdrag/evidence.h"

namespace stackdrag::evidence {

/// Marks the secrets in a part of an export, whose JSON pointer is given. Keys that vendors mean to be seen in browsers are none.
void find_secrets(View part, const std::string& pointer, std::vector<Mark>& into);

}  // namespace stackdrag::evidence
