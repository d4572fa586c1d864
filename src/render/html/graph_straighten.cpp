// Looks for the longest stretches of dummies that can stand below each other.
#include "render/html/graph_straighten.h"

#include <algorithm>

#include "render/html/graph_crossings.h"

namespace stackdrag {
namespace {

struct Range {
  Length from = 0, to = 0;

  bool is_empty() const { return from > to; }
  bool holds(Length place) const { return from <= place && place <= to; }
  Range shared_with(Range other) const { return {std::max(from, other.from), std::min(to, other.to)}; }
};

class Straightening {
 public:
  Straightening(const LayeredGraph& graph, const std::vector<Spacing>& spacings, const Ports& ports, std::vector<Length>& middles)
      : graph_(graph), spacings_(spacings), ports_(ports), middles_(middles), places_(places_in_rows(graph)) {}

  /// `first` is the dummy below a node. Each stretch begins below the one before it.
  void straighten_from(Vertex first) {
    const std::vector<Vertex> chain = chain_from(first);
    const std::size_t entry = graph_.above[first].front();
    Length start = middles_[graph_.pieces[entry].high] + in_lengths(ports_.high[entry]);
    for (auto at = chain.begin(); at != chain.end();) {
      Range room = room_of(*at);
      auto end = at + 1;
      for (; end != chain.end() && !room.shared_with(room_of(*end)).is_empty(); ++end) room = room.shared_with(room_of(*end));
      const Length place = end == chain.end() ? best_end(chain.back(), room, start) : std::clamp(start, room.from, room.to);
      for (; at != end; ++at) middles_[*at] = place;
      start = place;
    }
  }

 private:
  std::vector<Vertex> chain_from(Vertex dummy) const {
    std::vector<Vertex> chain{dummy};
    for (std::size_t at = 0; at < chain.size(); ++at) {
      // Below a dummy there is at most one other.
      for (const std::size_t piece : graph_.below[chain[at]]) {
        if (graph_.is_dummy(graph_.pieces[piece].low)) chain.push_back(graph_.pieces[piece].low);
      }
    }
    return chain;
  }

  /// Where a vertex may stand if the others in its row do not move.
  Range room_of(Vertex vertex) const {
    const std::size_t row = graph_.row_of[vertex], place = places_[vertex];
    const auto& vertices = graph_.rows[row];
    const auto& offsets = spacings_[row].offsets;
    Range room{in_lengths(LayoutSizes::side), in_lengths(LayoutSizes::width - LayoutSizes::side)};
    if (place > 0) room.from = middles_[vertices[place - 1]] + offsets[place] - offsets[place - 1];
    if (place + 1 < vertices.size()) room.to = middles_[vertices[place + 1]] + offsets[place] - offsets[place + 1];
    return room;
  }

  /// Above a port that the chain leads to, else below where it comes from, else as near to the last port as there is room.
  Length best_end(Vertex last, Range room, Length start) const {
    Length end = start;
    for (const std::size_t piece : graph_.below[last]) {
      end = middles_[graph_.pieces[piece].low] + in_lengths(ports_.low[piece]);
      if (room.holds(end)) return end;
    }
    return room.holds(start) ? start : std::clamp(end, room.from, room.to);
  }

  const LayeredGraph& graph_;
  const std::vector<Spacing>& spacings_;
  const Ports& ports_;
  std::vector<Length>& middles_;
  std::vector<std::size_t> places_;
};

}  // namespace

void straighten(const LayeredGraph& graph, const std::vector<Spacing>& spacings, const Ports& ports, std::vector<Length>& middles) {
  Straightening straightening(graph, spacings, ports, middles);
  for (Vertex dummy = graph.nodes; dummy < graph.row_of.size(); ++dummy) {
    const Vertex high = graph.pieces[graph.above[dummy].front()].high;
    if (!graph.is_dummy(high)) straightening.straighten_from(dummy);
  }
}

}  // namespace stackdrag
