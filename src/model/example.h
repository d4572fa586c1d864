// The examples of the field table as JSON, for the schema.
#pragma once

#include <nlohmann/json.hpp>

#include "stackdrag/fields.h"

namespace stackdrag {

/// The field's example as an editor sees it: `[crm]` is a list of one text, `25` a number, `2026-11-20` a text.
nlohmann::ordered_json example_of(const Field& field);

}  // namespace stackdrag
