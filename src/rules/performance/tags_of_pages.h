// What the tags of a page take together, and which tags belong to pages; for the rules of this family.
#pragma once

#include <span>
#include <unordered_set>

#include "stackdrag/pixel_vendor.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// The sum of one figure (`kb`, `block_ms`) over the tags that load in the browser, as far as it is known.
template <At<double> Pixel::*figure>
struct Load {
  double sum = 0;
  const Pixel* heaviest = nullptr;  ///< null if nothing is known of any
  bool has_tags = false;

  void add(std::span<const Pixel* const> pixels) {
    for (const Pixel* pixel : pixels) {
      if (is_server_side(*pixel)) continue;
      has_tags |= pixel->*figure || (pixel->*figure).unknown();
      if (!(pixel->*figure)) continue;
      sum += *(pixel->*figure);
      if (heaviest == nullptr || *(pixel->*figure) > *(heaviest->*figure)) heaviest = pixel;  // no mutant: what is quoted
    }
  }
};

/// What the tags that run on all pages take together.
template <At<double> Pixel::*figure>
Load<figure> load_of_all_pages(const Context& in) {
  Load<figure> load;
  load.add(in.facts.pixels_everywhere);
  return load;
}

/// The tags of declared pages: there the page is what is reported.
inline std::unordered_set<const Pixel*> tags_of_declared_pages(const Context& in) {
  std::unordered_set<const Pixel*> tags;
  for (const Page& page : in.inventory.pages) {
    const std::span<const Pixel* const> pixels = in.facts.pixels_on(page);
    tags.insert(pixels.begin(), pixels.end());
  }
  return tags;
}

}  // namespace stackdrag::rules
