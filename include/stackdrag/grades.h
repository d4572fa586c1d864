// The grades, and the loads at which they end.
#pragma once

#include <array>

namespace stackdrag {

/// A grade holds up to this share of the capacity, itself included.
struct GradeLimit {
  double load;
  char grade;
};
/// From the best on; what is beyond the last has the worst grade.
inline constexpr std::array<GradeLimit, 5> grade_limits{{{0.05, 'A'}, {0.10, 'B'}, {0.20, 'C'}, {0.30, 'D'}, {0.50, 'E'}}};
inline constexpr char worst_grade = 'F';

}  // namespace stackdrag
