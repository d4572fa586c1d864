// What a pixel is for, by its own words.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/inventory.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

/// Whether the purpose of the pixel is advertising. No reason excuses that: advertising needs consent, and takes note of an opt-out.
inline bool is_for_ads(const Pixel& pixel) {
  constexpr std::array<std::string_view, 6> words{"ads", "advertising", "retargeting", "remarketing", "audience", "audiences"};
  if (!pixel.purpose) return false;
  const std::vector<std::string> purpose = words_of(*pixel.purpose);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return has_word(purpose, word); });
}

}  // namespace stackdrag::rules
