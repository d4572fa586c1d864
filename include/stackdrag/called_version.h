// The version of an API as people write it: with its name, its season or its address.
#pragma once

#include <optional>
#include <string_view>

#include "stackdrag/pack_rows.h"

namespace stackdrag::rules {

struct CalledVersion {
  Version version;
  std::string_view text;  ///< as written
};

/// The version that a text names: `v60.0`, `Graph API v12.0`, `30.0 (Spring '14)`, `/services/data/v30.0`, `v10_1`. Empty if it names none,
/// or several.
std::optional<CalledVersion> called_version(std::string_view text);

}  // namespace stackdrag::rules
