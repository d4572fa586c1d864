// Where pixels run, for the rules that compare them.
#pragma once

#include <algorithm>

#include "rules/vendors.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// A pixel that does not say where it runs is assumed to run on all pages.
inline bool runs_everywhere(const Pixel& pixel) { return pixel.on.size() == 0 || on_all_pages(pixel) != nullptr; }

/// Whether there is a page that loads both.
inline bool share_a_page(const Pixel& a, const Pixel& b) {
  if (runs_everywhere(a) || runs_everywhere(b)) return true;
  return std::any_of(a.on.begin(), a.on.end(), [&](const auto& page) {
    return std::any_of(b.on.begin(), b.on.end(), [&](const auto& other) { return page->text == other->text; });
  });
}

}  // namespace stackdrag::rules
