// Looks into the members of an export. What has another form than expected is not there.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "stackdrag/tree.h"
#include "stackdrag/units.h"

namespace stackdrag::evidence {

/// The value of a scalar entry; empty if there is none.
std::string_view text_at(View element, std::string_view key);
/// The elements of a list; none if there is no list under the key.
std::vector<View> elements_of(View element, std::string_view key);
/// The day with which a time begins, as in `2026-11-20T08:00:00Z`; nothing if it does not begin with one.
std::optional<Date> day_of(std::string_view time);

}  // namespace stackdrag::evidence
