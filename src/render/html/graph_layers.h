// In which row each node stands, and which edges have to be turned so that all lead downwards.
#pragma once

#include <cstddef>
#include <vector>

#include "render/html/graph_layout.h"

namespace stackdrag {

struct Layers {
  std::vector<std::size_t> row_of;  ///< of each node
  std::vector<Band> bands;          ///< of each row
  std::vector<bool> turned;         ///< of each edge: it leads from a lower row to a higher one
};

/// Only an edge from a node to itself stays within a row, no row is empty, and none has more than `LayoutSizes::fullest` nodes. Where
/// nothing else decides, smaller numbers come first.
Layers layers_of(const std::vector<LayoutNode>& nodes, const std::vector<LayoutEdge>& edges);

}  // namespace stackdrag
