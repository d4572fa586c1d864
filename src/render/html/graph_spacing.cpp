// Spaces out the vertices of a row, and moves those that would come too near to each other as one (pool adjacent violators).
#include "render/html/graph_spacing.h"

#include <algorithm>

#include "stackdrag/ensure.h"

namespace stackdrag {
namespace {

Length half_width(const LayeredGraph& graph, Vertex vertex) { return graph.is_dummy(vertex) ? 0 : in_lengths(LayoutSizes::box_width / 2); }

struct Gap {
  Length least = 0, usual = 0;
};

/// Edges that pass may run into each other if there are too many, but not into a box.
Gap gap_between(const LayeredGraph& graph, Vertex left, Vertex right) {
  if (graph.is_dummy(left) && graph.is_dummy(right)) return {0, in_lengths(10)};
  if (graph.is_dummy(left) || graph.is_dummy(right)) return {in_lengths(4), in_lengths(12)};
  return {in_lengths(8), in_lengths(20)};
}

/// Vertices that touch in what is asked for, and move together.
struct Block {
  Pull pull;  ///< of the first vertex of the row, were all as near as they may
  std::size_t size = 1;
};

}  // namespace

Spacing spacing_of(const LayeredGraph& graph, const std::vector<Vertex>& row) {
  Length boxes = 0, least = 0, usual = 0;
  for (std::size_t at = 0; at < row.size(); ++at) {
    boxes += 2 * half_width(graph, row[at]);
    if (at == 0) continue;
    const Gap gap = gap_between(graph, row[at - 1], row[at]);
    least += gap.least;
    usual += gap.usual;
  }
  const Length room = in_lengths(LayoutSizes::width - 2 * LayoutSizes::side) - boxes;
  ensure(least <= room, "a row of a graph is too full");
  Spacing spacing{{0}, in_lengths(LayoutSizes::side) + half_width(graph, row.front()), 0};
  for (std::size_t at = 1; at < row.size(); ++at) {
    const Gap gap = gap_between(graph, row[at - 1], row[at]);
    const Length wide = usual > room ? gap.least + (gap.usual - gap.least) * (room - least) / (usual - least) : gap.usual;
    spacing.offsets.push_back(spacing.offsets.back() + half_width(graph, row[at - 1]) + wide + half_width(graph, row[at]));
  }
  spacing.rightmost = in_lengths(LayoutSizes::width - LayoutSizes::side) - half_width(graph, row.back()) - spacing.offsets.back();
  return spacing;
}

std::vector<Length> spaced(const std::vector<Pull>& pulls, const Spacing& spacing) {
  std::vector<Block> blocks;
  for (std::size_t at = 0; at < pulls.size(); ++at) {
    Block block{{pulls[at].sum - pulls[at].weight * spacing.offsets[at], pulls[at].weight}};
    while (!blocks.empty() && blocks.back().pull.mean() >= block.pull.mean()) {
      block.pull.sum += blocks.back().pull.sum;
      block.pull.weight += blocks.back().pull.weight;
      block.size += blocks.back().size;
      blocks.pop_back();
    }
    blocks.push_back(block);
  }
  std::vector<Length> places;
  for (const Block& block : blocks) {
    const Length first = std::clamp(block.pull.mean(), spacing.leftmost, spacing.rightmost);
    for (std::size_t i = 0; i < block.size; ++i) places.push_back(first + spacing.offsets[places.size()]);
  }
  return places;
}

}  // namespace stackdrag
