// The nodes of a graph in an order in which nearly all edges lead forwards.
#pragma once

#include <cstddef>
#include <vector>

#include "render/html/graph_layout.h"

namespace stackdrag {

/// The numbers of all nodes, band by band. Within a band few edges lead backwards; where there is no cycle, none does.
std::vector<std::size_t> sequence_of(const std::vector<LayoutNode>& nodes, const std::vector<LayoutEdge>& edges);

}  // namespace stackdrag
