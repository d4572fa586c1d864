// The examples of the field table as JSON, for the schema.
#pragma once

#include <nlohmann/json.hpp>

#include "stackdrag/fields.h"

namespace stackdrag {

/// The field's example as JSON: `[crm]` becomes a list of one string, `25` a number, `2026-11-20` a string.
nlohmann::ordered_json example_of(const Field& field);

}  // namespace stackdrag
