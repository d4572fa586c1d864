// Where pixels run, for the rules that compare them.
#pragma once

#include <algorithm>
#include <string>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

/// Who is behind a pixel, whatever name it goes by.
inline std::string vendor_of(const Pixel& pixel, const Packs& packs) {
  const Vendor* vendor = packs.vendor(*pixel.vendor);
  return vendor != nullptr ? std::string(*vendor->id) : folded_name(*pixel.vendor);
}

inline bool is_server_side(const Pixel& pixel) { return pixel.via && *pixel.via == Placement::server; }

/// What does not say where it runs may run anywhere.
inline bool runs_everywhere(const Pixel& pixel) {
  return pixel.on.size() == 0 || std::any_of(pixel.on.begin(), pixel.on.end(), [](const auto& page) { return page->text == Text("all"); });
}

/// Whether there is a page that loads both.
inline bool share_a_page(const Pixel& a, const Pixel& b) {
  if (runs_everywhere(a) || runs_everywhere(b)) return true;
  return std::any_of(a.on.begin(), a.on.end(), [&](const auto& page) {
    return std::any_of(b.on.begin(), b.on.end(), [&](const auto& other) { return page->text == other->text; });
  });
}

}  // namespace stackdrag::rules
