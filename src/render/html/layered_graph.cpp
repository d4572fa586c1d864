// Puts dummies where edges pass a row.
#include "render/html/layered_graph.h"

#include <map>
#include <tuple>
#include <utility>

namespace stackdrag {
namespace {

Vertex add_dummy(LayeredGraph& graph, std::size_t row) {
  const Vertex dummy = graph.row_of.size();
  graph.row_of.push_back(row);
  graph.rows[row].push_back(dummy);
  graph.above.emplace_back();
  graph.below.emplace_back();
  return dummy;
}

std::size_t add_piece(LayeredGraph& graph, Vertex high, Vertex low) {
  const std::size_t piece = graph.pieces.size();
  graph.pieces.push_back({high, low});
  graph.below[high].push_back(piece);
  graph.above[low].push_back(piece);
  return piece;
}

/// The pieces of an edge: those of the trunk, which grows where it is too short, and one from there to the lower node.
std::vector<std::size_t> way_along(LayeredGraph& graph, std::vector<std::size_t>& trunk, Vertex high, Vertex low) {
  const std::size_t passed = graph.row_of[low] - graph.row_of[high] - 1;
  while (trunk.size() < passed) {
    const Vertex end = trunk.empty() ? high : graph.pieces[trunk.back()].low;
    trunk.push_back(add_piece(graph, end, add_dummy(graph, graph.row_of[end] + 1)));
  }
  std::vector<std::size_t> way(trunk.begin(), trunk.begin() + static_cast<std::ptrdiff_t>(passed));
  way.push_back(add_piece(graph, way.empty() ? high : graph.pieces[way.back()].low, low));
  return way;
}

}  // namespace

LayeredGraph layered(const Layers& layers, const std::vector<LayoutEdge>& edges) {
  const std::size_t nodes = layers.row_of.size();
  LayeredGraph graph;
  graph.nodes = nodes;
  graph.rows.resize(layers.bands.size());
  graph.row_of = layers.row_of;
  graph.above.resize(nodes);
  graph.below.resize(nodes);
  for (Vertex node = 0; node < nodes; ++node) graph.rows[layers.row_of[node]].push_back(node);
  // Of several edges between two nodes the first belongs to the first trunk, the second to the second, and so on.
  std::map<std::pair<Vertex, Vertex>, std::size_t> so_far;
  std::map<std::tuple<Vertex, bool, int, std::size_t>, std::vector<std::size_t>> trunks;
  for (std::size_t at = 0; at < edges.size(); ++at) {
    const LayoutEdge& edge = edges[at];
    std::vector<std::size_t>& way = graph.ways.emplace_back();
    if (edge.from == edge.to) continue;
    const bool turned = layers.turned[at];
    const auto [high, low] = turned ? std::pair(edge.to, edge.from) : std::pair(edge.from, edge.to);
    way = way_along(graph, trunks[{high, turned, edge.look, so_far[{high, low}]++}], high, low);
  }
  return graph;
}

}  // namespace stackdrag
