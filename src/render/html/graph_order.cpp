// Orders rows by the medians of their neighbours, from several starts; then moves single vertices while that takes crossings away.
#include "render/html/graph_order.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "render/html/graph_crossings.h"

namespace stackdrag {
namespace {

using Neighbours = std::vector<std::vector<Vertex>>;

/// After that many sweeps orders hardly change any more; other starts find more.
constexpr int sweeps = 12;
constexpr int starts = 60;

/// How many pairs of pieces may be compared to try starts, and again to improve the best of them: some milliseconds. Small graphs do not
/// need as many, of large ones fewer starts are tried.
constexpr std::size_t most_comparisons = 1'000'000;
/// What sorting by medians and counting crossings costs for each piece, in comparisons.
constexpr std::size_t cost_of_sorting = 10;

class Ordering {
 public:
  explicit Ordering(LayeredGraph& graph)
      : graph_(graph), places_(places_in_rows(graph)), above_(graph.row_of.size()), below_(graph.row_of.size()) {
    for (const Piece& piece : graph.pieces) {
      below_[piece.high].push_back(piece.low);
      above_[piece.low].push_back(piece.high);
    }
  }

  void take(const std::vector<std::vector<Vertex>>& rows) {
    graph_.rows = rows;
    places_ = places_in_rows(graph_);
  }

  bool has_time() const { return comparisons_ < most_comparisons; }
  void grant_time() { comparisons_ = 0; }

  void sweep(bool downwards) {
    comparisons_ += cost_of_sorting * graph_.pieces.size();
    const std::size_t count = graph_.rows.size();
    for (std::size_t row = 1; row < count; ++row) {
      if (downwards)
        sort_by_medians(graph_.rows[row], above_);
      else
        sort_by_medians(graph_.rows[count - 1 - row], below_);
    }
  }

  /// Takes single vertices to better places.
  void move_vertices() {
    for (bool better = true; better && has_time();) {
      better = false;
      for (auto& row : graph_.rows) {
        for (const Vertex vertex : std::vector(row)) better = (has_time() && move_in(row, vertex)) || better;
      }
    }
  }

 private:
  void number(const std::vector<Vertex>& row) {
    for (std::size_t at = 0; at < row.size(); ++at) places_[row[at]] = at;
  }

  /// Twice the median of the places, so that it is a whole number.
  std::size_t median(const std::vector<Vertex>& vertices) const {
    std::vector<std::size_t> places;
    for (const Vertex vertex : vertices) places.push_back(places_[vertex]);
    std::sort(places.begin(), places.end());
    return places[places.size() / 2] + places[(places.size() - 1) / 2];
  }

  /// Vertices without neighbours keep their places.
  void sort_by_medians(std::vector<Vertex>& row, const Neighbours& neighbours) {
    std::vector<std::pair<std::size_t, Vertex>> sorted;
    for (const Vertex vertex : row) {
      if (!neighbours[vertex].empty()) sorted.emplace_back(median(neighbours[vertex]), vertex);
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    auto next = sorted.begin();
    for (Vertex& vertex : row) {
      if (!neighbours[vertex].empty()) vertex = (next++)->second;
    }
    number(row);
  }

  /// How many crossings it takes away to swap two vertices of a row.
  std::ptrdiff_t gain(Vertex left, Vertex right) { return gain(left, right, above_) + gain(left, right, below_); }
  std::ptrdiff_t gain(Vertex left, Vertex right, const Neighbours& neighbours) {
    comparisons_ += 1 + neighbours[left].size() * neighbours[right].size();
    std::ptrdiff_t gain = 0;
    for (const Vertex a : neighbours[left]) {
      for (const Vertex b : neighbours[right]) gain += (places_[a] > places_[b]) - (places_[a] < places_[b]);
    }
    return gain;
  }

  /// Takes the vertex to the best place in its row.
  bool move_in(std::vector<Vertex>& row, Vertex vertex) {
    const std::size_t from = places_[vertex];
    std::size_t to = from;
    std::ptrdiff_t most = 0, sum = 0;
    for (std::size_t at = from + 1; at < row.size(); ++at) {
      sum += gain(vertex, row[at]);
      if (sum > most) most = sum, to = at;
    }
    sum = 0;
    for (std::size_t at = from; at-- > 0;) {
      sum += gain(row[at], vertex);
      if (sum > most) most = sum, to = at;
    }
    if (to == from) return false;
    const auto begin = row.begin();
    const auto old = begin + static_cast<std::ptrdiff_t>(from), now = begin + static_cast<std::ptrdiff_t>(to);
    if (from < to)
      std::rotate(old, old + 1, now + 1);
    else
      std::rotate(now, old, old + 1);
    number(row);
    return true;
  }

  LayeredGraph& graph_;
  std::vector<std::size_t> places_;  ///< of each vertex in its row
  Neighbours above_, below_;
  std::size_t comparisons_ = 0;
};

/// Shuffles the same way every time (Knuth's linear congruential generator): the standard distributions differ between libraries.
void shuffle(std::vector<std::vector<Vertex>>& rows, std::uint64_t& state) {
  for (auto& row : rows) {
    for (std::size_t left = row.size(); left > 1; --left) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      std::swap(row[left - 1], row[(state >> 33U) % left]);
    }
  }
}

}  // namespace

void order_rows(LayeredGraph& graph) {
  Ordering ordering(graph);
  std::vector<std::vector<Vertex>> start = graph.rows, best = graph.rows;
  std::size_t fewest = crossings_in(graph);
  std::uint64_t state = 1;
  for (int left = starts; left > 0 && fewest > 0 && ordering.has_time(); --left) {
    for (int sweep = 0; sweep < sweeps && fewest > 0; ++sweep) {
      ordering.sweep(sweep % 2 == 0);
      const std::size_t crossings = crossings_in(graph);
      if (crossings >= fewest) continue;
      fewest = crossings;
      best = graph.rows;
    }
    shuffle(start, state);
    ordering.take(start);
  }
  ordering.take(best);
  ordering.grant_time();
  ordering.move_vertices();
}

}  // namespace stackdrag
