// Rectangles whose areas are like given values.
#pragma once

#include <cstddef>
#include <vector>

namespace stackdrag::html {

struct Rectangle {
  double x = 0, y = 0, width = 0, height = 0;
};

/// Divides a rectangle among values, which are positive and descend, so that the parts are as square as can be (squarified treemap: Bruls,
/// Huizing and van Wijk, 2000). One part for each value, in their order; none if the rectangle has no area.
std::vector<Rectangle> squarified(const std::vector<double>& values, Rectangle within);

}  // namespace stackdrag::html
