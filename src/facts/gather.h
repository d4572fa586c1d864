// The steps of gathering the facts.
#pragma once

#include <map>
#include <numeric>
#include <utility>

#include "stackdrag/facts.h"

namespace stackdrag {

/// Distributes values over numbered lists. A value added to a list twice in a row is kept once.
template <class T>
class Sorting {
 public:
  /// Precondition: the value is not `T{}`.
  void add(std::size_t list, T value) {
    if (latest_.size() <= list) latest_.resize(list + 1);
    if (std::exchange(latest_[list], value) != value) entries_.push_back({static_cast<std::uint32_t>(list), value});
  }
  /// Precondition: `count` is larger than every list number added to.
  Lists<T> lists(std::size_t count) const {
    Lists<T> lists{std::vector<std::uint32_t>(count + 2), std::vector<T>(entries_.size())};
    for (const Entry& entry : entries_) ++lists.begins[entry.list + 2];
    std::partial_sum(lists.begins.begin(), lists.begins.end(), lists.begins.begin());
    // While a list is being filled, the next free place is stored one entry further on; at the end that entry is the begin of the next
    // list.
    for (const Entry& entry : entries_) lists.all[lists.begins[entry.list + 1]++] = entry.value;
    return lists;
  }

 private:
  struct Entry {
    std::uint32_t list;
    T value;
  };
  std::vector<T> latest_;  // of each list
  std::vector<Entry> entries_;
};

/// The most used of some spellings, each with how often it is used; of several the first by the alphabet. Precondition: there is one.
Text most_used(const std::map<Text, std::size_t>& spellings);

/// The dependencies: the edges, the adjacency lists, integrations by tool, pixels by page, connected tools. Needs `items`.
void gather_graph(Facts& facts);
/// Names that mean the same, near names, events, and the kinds of names in use. Needs `items` and `utm_values`.
void gather_names(Facts& facts, const Packs& packs);
/// Events, under all their spellings.
void gather_events(Facts& facts, const Packs& packs);

}  // namespace stackdrag
