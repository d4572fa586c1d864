// Counts crossings between two rows from left to right: a piece crosses all earlier ones that end farther right.
#include "render/html/graph_crossings.h"

namespace stackdrag {
namespace {

/// How many numbers were added so far, by size (a Fenwick tree).
class Counts {
 public:
  explicit Counts(std::size_t numbers) : sums_(numbers + 1) {}

  void add(std::size_t number) {
    ++total_;
    for (std::size_t at = number + 1; at < sums_.size(); at += lowest_bit(at)) ++sums_[at];
  }
  std::size_t greater_than(std::size_t number) const {
    std::size_t others = 0;
    for (std::size_t at = number + 1; at > 0; at -= lowest_bit(at)) others += sums_[at];
    return total_ - others;
  }

 private:
  static std::size_t lowest_bit(std::size_t number) { return number & (~number + 1); }

  std::vector<std::size_t> sums_;
  std::size_t total_ = 0;
};

}  // namespace

std::vector<std::size_t> places_in_rows(const LayeredGraph& graph) {
  std::vector<std::size_t> places(graph.row_of.size());
  for (const auto& row : graph.rows) {
    for (std::size_t at = 0; at < row.size(); ++at) places[row[at]] = at;
  }
  return places;
}

std::size_t crossings_in(const LayeredGraph& graph) {
  const auto places = places_in_rows(graph);
  std::size_t crossings = 0;
  for (std::size_t row = 0; row + 1 < graph.rows.size(); ++row) {
    Counts ends(graph.rows[row + 1].size());
    for (const Vertex vertex : graph.rows[row]) {
      for (const std::size_t piece : graph.below[vertex]) crossings += ends.greater_than(places[graph.pieces[piece].low]);
      for (const std::size_t piece : graph.below[vertex]) ends.add(places[graph.pieces[piece].low]);
    }
  }
  return crossings;
}

}  // namespace stackdrag
