// The lines of a drawing: curves between rows, straight lines where they pass a row.
#pragma once

#include <cstddef>
#include <vector>

#include "render/html/graph_places.h"

namespace stackdrag {

/// The upper side of the boxes in a row.
int top_of_row(std::size_t row);

/// The ways of all edges; those that are turned run upwards.
std::vector<LayoutWay> routes_of(const LayeredGraph& graph, const Places& places, const std::vector<bool>& turned,
                                 const std::vector<LayoutEdge>& edges);

}  // namespace stackdrag
