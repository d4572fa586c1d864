// Reads how many days a plan has.
#include "cli/plan_days.h"

#include <cmath>

#include <fmt/format.h>

#include "stackdrag/units.h"

namespace stackdrag::cli {

std::optional<int> days_in(const std::string& text) {
  constexpr int minutes_a_day = 1440;
  const auto number = parse_number(text);
  if (number && *number == std::floor(*number) && *number >= 1 && *number <= longest_plan) return static_cast<int>(*number);
  const auto duration = number ? std::nullopt : parse_duration(text);
  if (!duration || duration->minutes % minutes_a_day != 0 || duration->days().count < 1 || duration->days().count > longest_plan)
    return std::nullopt;
  return duration->days().count;
}

std::string no_days(const std::string& text) {
  return fmt::format("`{}` is no number of days from 1 to {}, such as 30 or 2w", text, longest_plan);
}

}  // namespace stackdrag::cli
