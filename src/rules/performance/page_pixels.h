// The pixels that a page loads; for the rules of this family.
#pragma once

#include <vector>

#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// First the page's own pixels, then those that run on all pages.
inline std::vector<const Pixel*> pixels_of(const Page& page, const Facts& facts) {
  const auto own = facts.pixels_on(page);
  std::vector<const Pixel*> pixels(own.begin(), own.end());
  pixels.insert(pixels.end(), facts.pixels_everywhere.begin(), facts.pixels_everywhere.end());
  return pixels;
}

}  // namespace stackdrag::rules
