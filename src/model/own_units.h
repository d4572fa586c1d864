// Numbers whose unit the name of their field says, written with the unit.
#pragma once

#include <optional>
#include <string_view>

namespace stackdrag {

/// A number with a unit that leaves one reading: `6 months` of `logs_days` are 183.
std::optional<double> number_in_unit(std::string_view field, std::string_view text);

}  // namespace stackdrag
