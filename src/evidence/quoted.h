// Texts in quotes.
#pragma once

#include <string_view>
#include <vector>

namespace stackdrag::evidence {

/// The stretches of a script that stand in quotes; none goes beyond its line.
std::vector<std::string_view> quoted_in(std::string_view script);

}  // namespace stackdrag::evidence
