// Where words belong that people write into another field.
#pragma once

#include <string_view>

#include "stackdrag/fields.h"

namespace stackdrag {

/// How to write what the text says although the field cannot hold it: "; write `licence: flat` if there is no limit". Empty if nothing
/// is known of it.
std::string_view hint_for_field(const Field& field, Text text);

}  // namespace stackdrag
