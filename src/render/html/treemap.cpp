// Fills the shorter side with a row of values as long as that makes the worst of them squarer, then goes on with what is left.
#include "render/html/treemap.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace stackdrag::html {
namespace {

/// The worst ratio of the sides in a row of areas, the largest and smallest of which are given.
double worst_ratio(double sum, double largest, double smallest, double side) {
  return std::max(side * side * largest / (sum * sum), sum * sum / (side * side * smallest));
}

/// How many of the areas from `begin` on make the best row along the side.
std::size_t row_length(const std::vector<double>& areas, std::size_t begin, double side) {
  double best = std::numeric_limits<double>::infinity(), sum = 0;
  std::size_t end = begin;
  for (; end < areas.size(); ++end) {
    sum += areas[end];
    const double ratio = worst_ratio(sum, areas[begin], areas[end], side);
    if (ratio > best) break;
    best = ratio;
  }
  return end - begin;
}

}  // namespace

std::vector<Rectangle> squarified(const std::vector<double>& values, Rectangle within) {
  const double total = std::accumulate(values.begin(), values.end(), 0.0);
  if (values.empty() || within.width <= 0 || within.height <= 0 || total <= 0) return {};
  std::vector<double> areas;
  for (const double value : values) areas.push_back(value / total * within.width * within.height);
  std::vector<Rectangle> parts;
  for (std::size_t begin = 0; begin < areas.size();) {
    const bool is_wide = within.width >= within.height;
    const double side = is_wide ? within.height : within.width;
    const std::size_t count = row_length(areas, begin, side);
    const double thick = std::accumulate(areas.begin() + static_cast<std::ptrdiff_t>(begin),
                                         areas.begin() + static_cast<std::ptrdiff_t>(begin + count), 0.0) /
                         side;
    double at = 0;
    for (std::size_t i = begin; i < begin + count; ++i) {
      const double length = areas[i] / thick;
      parts.push_back(is_wide ? Rectangle{within.x, within.y + at, thick, length} : Rectangle{within.x + at, within.y, length, thick});
      at += length;
    }
    if (is_wide) within.x += thick, within.width = std::max(0.0, within.width - thick);
    if (!is_wide) within.y += thick, within.height = std::max(0.0, within.height - thick);
    begin += count;
  }
  return parts;
}

}  // namespace stackdrag::html
