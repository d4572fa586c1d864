// Ways of a layout in the words of SVG.
#pragma once

#include <string>

#include "render/html/graph_layout.h"

namespace stackdrag {

/// What the attribute `d` of a `path` holds: nothing but digits and the letters M, C and V.
std::string path_data(const LayoutWay& way);

}  // namespace stackdrag
