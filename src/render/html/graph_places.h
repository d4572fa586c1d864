// How far from the left each vertex stands.
#pragma once

#include <vector>

#include "render/html/graph_ports.h"

namespace stackdrag {

struct Places {
  std::vector<int> middles;  ///< of each vertex, in pixels from the left
  Ports ports;
};

/// Keeps the order of each row. Boxes do not overlap, dummies stand between them, and all are inside the drawing.
Places places_of(const LayeredGraph& graph);

}  // namespace stackdrag
