// The parts that the facts are gathered from.
#pragma once

#include <numeric>
#include <utility>

#include "stackdrag/facts.h"

namespace stackdrag {

/// Sorts items into numbered lists. What is added to a list twice in a row stands in it once.
template <class T>
class Sorting {
 public:
  void add(std::uint32_t list, const T& item) {
    if (latest_.size() <= list) latest_.resize(list + 1);
    if (std::exchange(latest_[list], &item) != &item) entries_.push_back({list, &item});
  }
  /// Precondition: there are at least as many lists as were added to.
  Lists<const T*> lists(std::size_t count) const {
    Lists<const T*> lists{std::vector<std::uint32_t>(count + 2), std::vector<const T*>(entries_.size())};
    for (const Entry& entry : entries_) ++lists.begins[entry.list + 2];
    std::partial_sum(lists.begins.begin(), lists.begins.end(), lists.begins.begin());
    // Until a list is full, its begin stands one place further on, and moves.
    for (const Entry& entry : entries_) lists.all[lists.begins[entry.list + 1]++] = entry.item;
    return lists;
  }

 private:
  struct Entry {
    std::uint32_t list;
    const T* item;
  };
  std::vector<const T*> latest_;  // of each list
  std::vector<Entry> entries_;
};

/// What stands on what: integrations by tool and data, dependents, pixels by page, connected tools. Needs `items`.
void gather_graph(Facts& facts);
/// Names that say the same, names that nearly do, events, and the kinds of names there are. Needs `items` and `utm_values`.
void gather_names(Facts& facts, const Packs& packs);

}  // namespace stackdrag
