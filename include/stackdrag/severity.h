// How bad a finding is, and how much evidence an audit asks for.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "stackdrag/enum_names.h"

namespace stackdrag {

/// In rising order. `info` charges nothing and never fails the gate.
enum class Severity : std::uint8_t { info, low, medium, high, critical };
template <>
inline constexpr auto names_of<Severity> = std::to_array<std::string_view>({"info", "low", "medium", "high", "critical"});

/// In rising order: a profile also asks the rules of every profile below it.
enum class Profile : std::uint8_t { starter, standard, full };
template <>
inline constexpr auto names_of<Profile> = std::to_array<std::string_view>({"starter", "standard", "full"});

/// The grade where there is none: nothing could be audited, or too little is known.
constexpr char no_grade = 0;

/// Why a grade is worse than that of its load.
enum class GradeCap : std::uint8_t {
  none,
  critical,  ///< something is critical, or may be
  waste      ///< much money is paid for nothing
};
template <>
inline constexpr auto names_of<GradeCap> = std::to_array<std::string_view>({"none", "critical", "waste"});

}  // namespace stackdrag
