// Looks into the mappings of an export. What has another form than expected is not there.
#pragma once

#include <string_view>
#include <vector>

#include "stackdrag/tree.h"

namespace stackdrag::evidence {

/// The value of a scalar entry; empty if there is none.
std::string_view text_at(View element, std::string_view key);
/// The elements of a list; none if there is no list under the key.
std::vector<View> elements_of(View element, std::string_view key);

}  // namespace stackdrag::evidence
