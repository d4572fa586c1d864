// Spreads the lines that meet a side of a box.
#include "render/html/graph_ports.h"

#include <algorithm>

#include "render/html/graph_crossings.h"

namespace stackdrag {
namespace {

constexpr int usual_distance = 16;
/// Ports stay where a rounded or a pointed box still has its straight side.
constexpr int widest = 80;

/// Several pieces between two vertices keep their order at both ends.
template <typename PlaceOf>
void spread(std::vector<std::size_t> pieces, std::vector<int>& ports, const PlaceOf& place_of) {
  std::stable_sort(pieces.begin(), pieces.end(), [&](std::size_t a, std::size_t b) { return place_of(a) < place_of(b); });
  const int steps = static_cast<int>(pieces.size()) - 1, width = std::min(widest, usual_distance * steps);
  for (int step = 0; step <= steps && steps > 0; ++step) ports[pieces[static_cast<std::size_t>(step)]] = width * step / steps - width / 2;
}

}  // namespace

Ports ports_of(const LayeredGraph& graph) {
  const auto places = places_in_rows(graph);
  Ports ports{std::vector<int>(graph.pieces.size()), std::vector<int>(graph.pieces.size())};
  for (Vertex node = 0; node < graph.nodes; ++node) {
    spread(graph.below[node], ports.high, [&](std::size_t piece) { return places[graph.pieces[piece].low]; });
    spread(graph.above[node], ports.low, [&](std::size_t piece) { return places[graph.pieces[piece].high]; });
  }
  return ports;
}

}  // namespace stackdrag
