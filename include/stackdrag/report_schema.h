// The JSON Schema of the JSON report.
#pragma once

#include <string>

namespace stackdrag {

/// The JSON Schema (2020-12) of the JSON report.
std::string report_schema();

}  // namespace stackdrag
