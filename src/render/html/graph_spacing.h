// How near the vertices of a row may come to each other and to the sides.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "render/html/layered_graph.h"

namespace stackdrag {

/// In 256ths of a pixel: whole numbers are rounded alike on every machine.
using Length = std::int64_t;
constexpr Length in_lengths(int pixels) { return Length{pixels} * 256; }
constexpr int in_pixels(Length length) { return static_cast<int>((length + 128) / 256); }

/// The middles of the vertices of a row, from left to right.
struct Spacing {
  std::vector<Length> offsets;         ///< how far right of the first vertex each one stands at least
  Length leftmost = 0, rightmost = 0;  ///< for the first vertex, if the others stand as near as they may
};

/// If the usual gaps do not fit, all become smaller.
Spacing spacing_of(const LayeredGraph& graph, const std::vector<Vertex>& row);

/// Where a vertex should stand: the mean of some places, which may count several times.
struct Pull {
  Length sum = 0, weight = 0;

  void add(Length place, Length times) { sum += place * times, weight += times; }
  Length mean() const { return sum / weight; }
};

/// Places for the vertices of a row, as near to their pulls as the spacing allows (least squares).
std::vector<Length> spaced(const std::vector<Pull>& pulls, const Spacing& spacing);

}  // namespace stackdrag
