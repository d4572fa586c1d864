// The JSON Schema of the JSON difference.
#pragma once

#include <string>

namespace stackdrag {

/// The JSON Schema (2020-12) of the JSON difference.
std::string diff_schema();

}  // namespace stackdrag
