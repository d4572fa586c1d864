// Disjoint sets (union-find) of the numbers below a count.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace stackdrag {

/// A forest: each number points to a smaller one in its set; the smallest represents the set and points to itself.
class DisjointSets {
 public:
  /// At first, every number below `count` is a set of its own.
  explicit DisjointSets(std::size_t count) : parents_(count) { std::iota(parents_.begin(), parents_.end(), 0U); }

  /// The smallest number of the set.
  std::uint32_t find(std::uint32_t number) {
    while (parents_[number] != number) number = parents_[number] = parents_[parents_[number]];
    return number;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = find(a), b = find(b);
    parents_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parents_;
};

}  // namespace stackdrag
