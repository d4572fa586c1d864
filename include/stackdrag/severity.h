// How bad a finding is, and how much evidence an audit asks for.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace stackdrag {

/// In rising order. `info` charges nothing and never fails the gate.
enum class Severity : std::uint8_t { info, low, medium, high, critical };

std::string_view name_of(Severity severity);
std::optional<Severity> severity_named(std::string_view name);

/// In rising order: a profile also asks the rules of every profile below it.
enum class Profile : std::uint8_t { starter, standard, full };

std::string_view name_of(Profile profile);
std::optional<Profile> profile_named(std::string_view name);

}  // namespace stackdrag
