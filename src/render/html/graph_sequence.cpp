// Cuts cycles: puts nodes in an order in which few edges lead backwards (after Eades, Lin and Smyth, 1993).
#include "render/html/graph_sequence.h"

#include <algorithm>
#include <utility>

namespace stackdrag {
namespace {

/// A node that has no place yet.
struct Waiting {
  std::size_t node = 0;
  std::ptrdiff_t lead = 0;         ///< how much more it sends than it receives in its band
  std::ptrdiff_t in = 0, out = 0;  ///< edges from and to others that have no place yet
};

struct Choice {
  std::size_t at = 0;
  bool goes_to_end = false;
};

/// Who receives nothing goes to the front, and who sends nothing to the end. If all do both, there is a cycle: the one that sends most
/// beyond what it receives goes to the front, and what it receives leads backwards.
Choice choose(const std::vector<Waiting>& waiting) {
  std::size_t best = 0;
  for (std::size_t at = 0; at < waiting.size(); ++at) {
    const Waiting &it = waiting[at], &other = waiting[best];
    if (it.in == 0) return {at, false};
    if (std::pair(it.out - it.in, it.lead) > std::pair(other.out - other.in, other.lead)) best = at;
  }
  const auto sink = std::find_if(waiting.begin(), waiting.end(), [](const Waiting& it) { return it.out == 0; });
  return sink == waiting.end() ? Choice{best, false} : Choice{static_cast<std::size_t>(sink - waiting.begin()), true};
}

void count_edges(std::vector<Waiting>& waiting, const std::vector<LayoutEdge>& edges, std::size_t nodes) {
  std::vector<Waiting*> found(nodes);
  for (Waiting& it : waiting) it.in = it.out = 0, found[it.node] = &it;
  for (const LayoutEdge& edge : edges) {
    Waiting *const from = found[edge.from], *const to = found[edge.to];
    if (from == nullptr || to == nullptr || from == to) continue;
    ++from->out;
    ++to->in;
  }
}

}  // namespace

std::vector<std::size_t> sequence_of(const std::vector<LayoutNode>& nodes, const std::vector<LayoutEdge>& edges) {
  std::vector<std::size_t> sequence;
  for (const Band band : {Band::tools, Band::data, Band::agents}) {
    std::vector<Waiting> waiting;
    for (std::size_t node = 0; node < nodes.size(); ++node) {
      if (nodes[node].band == band) waiting.push_back({node});
    }
    count_edges(waiting, edges, nodes.size());
    for (Waiting& it : waiting) it.lead = it.out - it.in;
    std::vector<std::size_t> end;
    while (!waiting.empty()) {
      count_edges(waiting, edges, nodes.size());
      const Choice choice = choose(waiting);
      (choice.goes_to_end ? end : sequence).push_back(waiting[choice.at].node);
      waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(choice.at));
    }
    sequence.insert(sequence.end(), end.rbegin(), end.rend());
  }
  return sequence;
}

}  // namespace stackdrag
