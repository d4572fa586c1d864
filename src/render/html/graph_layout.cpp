// The steps of a layout, one after the other.
#include "render/html/graph_layout.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "render/html/graph_crossings.h"
#include "render/html/graph_order.h"
#include "render/html/graph_routes.h"
#include "stackdrag/ensure.h"

namespace stackdrag {
namespace {

/// A graph that does not depend on the order in which it was given: nodes by band and id, edges by their nodes and look.
struct SortedGraph {
  std::vector<std::size_t> node_at, edge_at;  ///< the numbers that nodes and edges were given
  std::vector<LayoutNode> nodes;
  std::vector<LayoutEdge> edges;
};

template <typename Key>
std::vector<std::size_t> sorted_by(std::size_t count, const Key& key) {
  std::vector<std::size_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  std::stable_sort(numbers.begin(), numbers.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  return numbers;
}

SortedGraph sorted(const std::vector<LayoutNode>& nodes, const std::vector<LayoutEdge>& edges) {
  SortedGraph graph;
  graph.node_at = sorted_by(nodes.size(), [&](std::size_t at) { return std::tuple(nodes[at].band, nodes[at].id); });
  std::vector<std::size_t> number(nodes.size());
  for (const std::size_t at : graph.node_at) {
    number[at] = graph.nodes.size();
    graph.nodes.push_back(nodes[at]);
  }
  graph.edge_at = sorted_by(edges.size(), [&](std::size_t at) {
    const LayoutEdge& edge = edges[at];
    ensure(edge.from < nodes.size() && edge.to < nodes.size(), "an edge of a graph leads to no node");
    return std::tuple(number[edge.from], number[edge.to], edge.look);
  });
  for (const std::size_t at : graph.edge_at) graph.edges.push_back({number[edges[at].from], number[edges[at].to], edges[at].look});
  return graph;
}

}  // namespace

GraphLayout layout_of(const std::vector<LayoutNode>& nodes, const std::vector<LayoutEdge>& edges) {
  const SortedGraph given = sorted(nodes, edges);
  const Layers layers = layers_of(given.nodes, given.edges);
  LayeredGraph graph = layered(layers, given.edges);
  order_rows(graph);
  const Places places = places_of(graph);
  std::vector<LayoutWay> ways = routes_of(graph, places, layers.turned, given.edges);

  GraphLayout layout{0, std::vector<LayoutBox>(nodes.size()), std::vector<LayoutWay>(edges.size()), {}, crossings_in(graph)};
  for (const Band band : layers.bands) layout.rows.push_back({top_of_row(layout.rows.size()), band, 0});
  for (Vertex node = 0; node < nodes.size(); ++node) {
    const std::size_t row = layers.row_of[node];
    ++layout.rows[row].boxes;
    layout.boxes[given.node_at[node]] = {{places.middles[node] - LayoutSizes::box_width / 2, top_of_row(row)}, row};
  }
  for (std::size_t edge = 0; edge < edges.size(); ++edge) layout.ways[given.edge_at[edge]] = std::move(ways[edge]);
  if (!layout.rows.empty()) layout.height = layout.rows.back().top + LayoutSizes::box_height + LayoutSizes::margin;
  return layout;
}

}  // namespace stackdrag
