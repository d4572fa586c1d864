// Writes a way as a path of curves and vertical lines.
#include "render/html/path_data.h"

#include <fmt/format.h>

namespace stackdrag {

std::string path_data(const LayoutWay& way) {
  const auto& points = way.points;
  std::string data = fmt::format("M{} {}", points.front().x, points.front().y);
  for (std::size_t at = 1; at + 2 < points.size(); at += 3) {
    const LayoutPoint start = points[at - 1], first = points[at], second = points[at + 1], end = points[at + 2];
    const bool is_straight = start.x == first.x && first.x == second.x && second.x == end.x;
    // Straight lines one after the other are one line.
    const bool goes_on = at + 5 < points.size() && points[at + 5].x == end.x && points[at + 3].x == end.x && points[at + 4].x == end.x;
    if (is_straight && !goes_on) data += fmt::format("V{}", end.y);
    if (!is_straight) data += fmt::format("C{} {} {} {} {} {}", first.x, first.y, second.x, second.y, end.x, end.y);
  }
  return data;
}

}  // namespace stackdrag
