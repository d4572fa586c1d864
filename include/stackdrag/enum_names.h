// The names of enumerations. Each has one list, beside the enumeration; names, counts and look-ups follow from it.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace stackdrag {

/// The names of an enumeration's values, in their order. An enumeration that has names specialises it.
template <class Enum>
inline constexpr std::array<std::string_view, 0> names_of{};

template <class Enum>
concept NamedEnum = !names_of<Enum>.empty();

template <NamedEnum Enum>
std::string_view name_of(Enum value) {
  return names_of<Enum>.at(static_cast<std::size_t>(value));
}

/// The value of this name; empty if none has it.
template <NamedEnum Enum>
std::optional<Enum> enum_named(std::string_view name) {
  for (std::size_t at = 0; at < names_of<Enum>.size(); ++at) {
    if (names_of<Enum>[at] == name) return static_cast<Enum>(at);
  }
  return std::nullopt;
}

}  // namespace stackdrag
