// How many lines cross in a graph of rows.
#pragma once

#include <cstddef>

#include "render/html/layered_graph.h"

namespace stackdrag {

/// The place of each vertex in its row, from 0.
std::vector<std::size_t> places_in_rows(const LayeredGraph& graph);

/// How many pairs of pieces cross. Pieces that meet at a vertex do not.
std::size_t crossings_in(const LayeredGraph& graph);

}  // namespace stackdrag
