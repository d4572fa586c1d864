// Looks up enumerators by name, for enumerations with an array of names in the order of the enumerators.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace stackdrag {

/// The enumerator of this name; empty if no enumerator has it.
template <class Enum, std::size_t count>
std::optional<Enum> enumerator_named(const std::array<std::string_view, count>& names, std::string_view name) {
  for (std::size_t at = 0; at < count; ++at) {
    if (names[at] == name) return static_cast<Enum>(at);
  }
  return std::nullopt;
}

}  // namespace stackdrag
