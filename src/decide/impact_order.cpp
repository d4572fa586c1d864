// Cycles items that feed each other (Tarjan's strongly connected components), and takes the groups one by one.
#include "decide/impact_order.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace stackdrag {
namespace {

/// The items as numbers, with the numbers of those that need each of them.
struct Graph {
  std::vector<std::vector<std::size_t>> needed_by;

  /// What the start needs itself does not matter: it goes.
  Graph(const Ties& ties, ItemId start, const std::vector<ItemId>& items) : needed_by(items.size()) {
    std::map<ItemId, std::size_t> numbers;
    for (std::size_t at = 0; at < items.size(); ++at) {
      if (items[at] != start) numbers.emplace(items[at], at);
    }
    for (std::size_t at = 0; at < items.size(); ++at) {
      for (const Tie& tie : ties.from(items[at])) {
        if (const auto found = numbers.find(tie.hit); found != numbers.end()) needed_by[at].push_back(found->second);
      }
    }
  }
};

/// The groups of items that feed each other. Without recursion, as a way may be long.
class Cycles {
 public:
  std::vector<std::size_t> of;  ///< the group of each item, from 1
  std::size_t count = 0;

  explicit Cycles(const Graph& graph) : of(graph.needed_by.size()), graph_(graph), index_(of.size()), low_(of.size()) {
    for (std::size_t at = 0; at < index_.size(); ++at) {
      if (index_[at] == 0) visit(at);
    }
  }

 private:
  struct Frame {
    std::size_t at, next;
  };

  void enter(std::size_t at, std::vector<Frame>& frames) {
    index_[at] = low_[at] = ++last_;
    stack_.push_back(at);
    frames.push_back({at, 0});
  }
  void visit(std::size_t root) {
    std::vector<Frame> frames;
    enter(root, frames);
    while (!frames.empty()) {
      Frame& frame = frames.back();
      const std::size_t at = frame.at;
      if (frame.next < graph_.needed_by[at].size()) {
        const std::size_t to = graph_.needed_by[at][frame.next++];
        if (index_[to] == 0)
          enter(to, frames);
        else if (of[to] == 0)
          low_[at] = std::min(low_[at], index_[to]);
        continue;
      }
      frames.pop_back();
      if (!frames.empty()) low_[frames.back().at] = std::min(low_[frames.back().at], low_[at]);
      if (low_[at] == index_[at]) close(at);
    }
  }
  void close(std::size_t root) {
    ++count;
    for (std::size_t at = root + 1; at != root;) {
      at = stack_.back();
      stack_.pop_back();
      of[at] = count;
    }
  }

  const Graph& graph_;
  std::vector<std::size_t> index_, low_, stack_;
  std::size_t last_ = 0;
};

/// The groups, and which of them still wait for others.
struct Waiting {
  std::vector<std::vector<std::size_t>> members;  ///< of each group, which are counted from 1
  std::vector<std::size_t> open;                  ///< how many ties still lead to a group that has not been taken
  std::vector<std::vector<std::size_t>> needs;    ///< the groups that may come once this one is taken

  Waiting(const Graph& graph, const Cycles& groups) : members(groups.count + 1), open(groups.count + 1), needs(groups.count + 1) {
    for (std::size_t at = 0; at < graph.needed_by.size(); ++at) {
      members[groups.of[at]].push_back(at);
      for (const std::size_t to : graph.needed_by[at]) {
        if (groups.of[to] == groups.of[at]) continue;
        ++open[groups.of[at]];
        needs[groups.of[to]].push_back(groups.of[at]);
      }
    }
  }
};

}  // namespace

std::vector<std::vector<ItemId>> order_out(const Ties& ties, ItemId start, const std::vector<ItemId>& items,
                                           const std::vector<std::size_t>& steps) {
  const Graph graph(ties, start, items);
  const Cycles groups(graph);
  Waiting waiting(graph, groups);
  const auto rank = [&](std::size_t group) {
    std::size_t farthest = 0, kind = 0;
    for (const std::size_t at : waiting.members[group]) {
      farthest = std::max(farthest, steps[at]);
      kind = std::max<std::size_t>(kind, static_cast<std::size_t>(items[at].kind));
    }
    return std::tuple(-static_cast<long>(farthest), -static_cast<long>(kind), waiting.members[group].front(), group);
  };
  std::set<decltype(rank(1))> ready;
  for (std::size_t group = 1; group <= groups.count; ++group) {
    if (waiting.open[group] == 0) ready.insert(rank(group));
  }
  std::vector<std::vector<ItemId>> order;
  while (!ready.empty()) {
    const std::size_t group = std::get<3>(*ready.begin());
    ready.erase(ready.begin());
    std::vector<ItemId>& step = order.emplace_back();
    for (const std::size_t at : waiting.members[group]) step.push_back(items[at]);
    for (const std::size_t need : waiting.needs[group]) {
      if (--waiting.open[need] == 0) ready.insert(rank(need));
    }
  }
  return order;
}

}  // namespace stackdrag
