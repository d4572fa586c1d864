// Which ids an item may have.
#pragma once

#include <optional>
#include <string>

#include "stackdrag/inventory.h"

namespace stackdrag {

/// Why an item of the kind cannot be called `id`, in words for people, with what would do; nothing if it can.
std::optional<std::string> refusal_of(Kind kind, Text id);

}  // namespace stackdrag
