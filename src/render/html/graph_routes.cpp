// Draws each edge piece by piece.
#include "render/html/graph_routes.h"

#include <algorithm>
#include <cstdlib>

namespace stackdrag {
namespace {

/// Lines that are shifted by no more than this are drawn straight.
constexpr int unseen_shift = 4;

/// A curve that leaves one point and reaches the other upright.
void add_curve(std::vector<LayoutPoint>& points, LayoutPoint end) {
  const LayoutPoint start = points.back();
  const int reach = (end.y - start.y) * 11 / 20;
  points.insert(points.end(), {{start.x, start.y + reach}, {end.x, end.y - reach}, end});
}

/// A loop that hangs under the right corner of a box, beside all ports.
std::vector<LayoutPoint> loop_under(int middle, int bottom) {
  const int right = middle + LayoutSizes::box_width / 2 - 2, left = right - 10, low = bottom + LayoutSizes::margin;
  return {{left, bottom}, {left, low}, {right, low}, {right, bottom}};
}

std::vector<LayoutPoint> points_along(const LayeredGraph& graph, const Places& places, const std::vector<std::size_t>& way) {
  std::vector<LayoutPoint> points;
  for (const std::size_t at : way) {
    const Piece& piece = graph.pieces[at];
    int start = places.middles[piece.high] + places.ports.high[at], end = places.middles[piece.low] + places.ports.low[at];
    // A port may give way, a dummy may not: other pieces meet there.
    if (std::abs(start - end) <= unseen_shift && !graph.is_dummy(piece.low)) end = start;
    if (std::abs(start - end) <= unseen_shift && !graph.is_dummy(piece.high)) start = end;
    const LayoutPoint below{start, top_of_row(graph.row_of[piece.high]) + LayoutSizes::box_height};
    if (points.empty())
      points.push_back(below);
    else
      add_curve(points, below);
    add_curve(points, {end, top_of_row(graph.row_of[piece.low])});
  }
  return points;
}

}  // namespace

int top_of_row(std::size_t row) { return LayoutSizes::margin + static_cast<int>(row) * LayoutSizes::row_height; }

std::vector<LayoutWay> routes_of(const LayeredGraph& graph, const Places& places, const std::vector<bool>& turned,
                                 const std::vector<LayoutEdge>& edges) {
  std::vector<LayoutWay> ways;
  for (std::size_t at = 0; at < edges.size(); ++at) {
    const Vertex node = edges[at].from;
    LayoutWay& way = ways.emplace_back();
    way.upwards = turned[at];
    if (graph.ways[at].empty())
      way.points = loop_under(places.middles[node], top_of_row(graph.row_of[node]) + LayoutSizes::box_height);
    else
      way.points = points_along(graph, places, graph.ways[at]);
    if (way.upwards) std::reverse(way.points.begin(), way.points.end());
  }
  return ways;
}

}  // namespace stackdrag
