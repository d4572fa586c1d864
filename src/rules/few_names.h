// The first few of many names, and how many there are.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag::rules {

/// "`a`, `b`, `c` and 7 more": the names of `count` things, of which the first few are given.
inline std::string few_of(std::vector<std::string> first, std::size_t count) {
  if (count > first.size()) first.push_back(fmt::format("{} more", count - first.size()));
  return join_words(first);
}

}  // namespace stackdrag::rules
