// A graph in rows, with edges cut into pieces from one row to the next.
#pragma once

#include <cstddef>
#include <vector>

#include "render/html/graph_layers.h"

namespace stackdrag {

/// The number of a node, or of a dummy: a place where edges pass a row.
using Vertex = std::size_t;

/// A line from a row to the next.
struct Piece {
  Vertex high = 0, low = 0;
};

struct LayeredGraph {
  std::size_t nodes = 0;                        ///< the vertices below this number are nodes, the others are dummies
  std::vector<std::vector<Vertex>> rows;        ///< each from left to right
  std::vector<std::size_t> row_of;              ///< of each vertex
  std::vector<Piece> pieces;                    ///< a piece of several edges stands here once
  std::vector<std::vector<std::size_t>> above;  ///< of each vertex, the pieces that lead upwards from it; a dummy has one
  std::vector<std::vector<std::size_t>> below;  ///< of each vertex, the pieces that lead downwards from it; a dummy has at least one
  std::vector<std::vector<std::size_t>> ways;   ///< of each edge, its pieces from top to bottom; none if it leads to its own node

  bool is_dummy(Vertex vertex) const { return vertex >= nodes; }
};

/// Edges share pieces as long as they leave the same upper node, look the same, are turned or not, and lead to different nodes: fewer
/// lines cross, and each bundle still tells where it comes from.
LayeredGraph layered(const Layers& layers, const std::vector<LayoutEdge>& edges);

}  // namespace stackdrag
