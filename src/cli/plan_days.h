// How many days a plan has, as somebody writes it.
#pragma once

#include <optional>
#include <string>

namespace stackdrag::cli {

inline constexpr int longest_plan = 366;

/// Whole days from 1 to `longest_plan`, as `30`, `2w` or `3 months`; nothing if it is none.
std::optional<int> days_in(const std::string& text);

/// "`14 h` is no number of days from 1 to 366, such as 30 or 2w".
std::string no_days(const std::string& text);

}  // namespace stackdrag::cli
