// Pulls each vertex towards its neighbours in the rows above and below.
#include "render/html/graph_places.h"

#include "render/html/graph_spacing.h"
#include "render/html/graph_straighten.h"

namespace stackdrag {
namespace {

/// Each brings the sum of the squares of all shifts nearer to its least; after so many, hardly anything moves by a pixel.
constexpr int relaxations = 100;
/// What has been straightened leaves room to others.
constexpr int straightenings = 4;

/// A bend in a long edge looks worse than a box that stands aside.
Length weight_of(const LayeredGraph& graph, const Piece& piece) {
  const int dummies = (graph.is_dummy(piece.high) ? 1 : 0) + (graph.is_dummy(piece.low) ? 1 : 0);
  return dummies == 2 ? 8 : dummies == 1 ? 2 : 1;
}

Pull pull_of(const LayeredGraph& graph, const Ports& ports, const std::vector<Length>& middles, Vertex vertex) {
  Pull pull;
  for (const std::size_t at : graph.above[vertex]) {
    const Piece& piece = graph.pieces[at];
    pull.add(middles[piece.high] + in_lengths(ports.high[at] - ports.low[at]), weight_of(graph, piece));
  }
  for (const std::size_t at : graph.below[vertex]) {
    const Piece& piece = graph.pieces[at];
    pull.add(middles[piece.low] + in_lengths(ports.low[at] - ports.high[at]), weight_of(graph, piece));
  }
  if (pull.weight == 0) pull.add(middles[vertex], 1);
  return pull;
}

}  // namespace

Places places_of(const LayeredGraph& graph) {
  const Ports ports = ports_of(graph);
  std::vector<Spacing> spacings;
  std::vector<Length> middles(graph.row_of.size());
  for (const auto& row : graph.rows) {
    const Spacing& spacing = spacings.emplace_back(spacing_of(graph, row));
    const Length first = (spacing.leftmost + spacing.rightmost) / 2;
    for (std::size_t at = 0; at < row.size(); ++at) middles[row[at]] = first + spacing.offsets[at];
  }
  const std::size_t rows = graph.rows.size();
  for (int round = 0; round < relaxations; ++round) {
    for (std::size_t i = 0; i < rows; ++i) {
      const std::size_t number = round % 2 == 0 ? i : rows - 1 - i;
      const auto& row = graph.rows[number];
      std::vector<Pull> pulls;
      for (const Vertex vertex : row) pulls.push_back(pull_of(graph, ports, middles, vertex));
      const std::vector<Length> places = spaced(pulls, spacings[number]);
      for (std::size_t at = 0; at < row.size(); ++at) middles[row[at]] = places[at];
    }
  }
  for (int round = 0; round < straightenings; ++round) straighten(graph, spacings, ports, middles);
  Places places{{}, ports};
  for (const Length middle : middles) places.middles.push_back(in_pixels(middle));
  return places;
}

}  // namespace stackdrag
