// What an audit marks on findings and waivers.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "stackdrag/enum_names.h"

namespace stackdrag {

/// Whether a finding was there before.
enum class Novelty : std::uint8_t {
  open,   ///< nothing was compared
  known,  ///< the baseline has it
  fresh
};
template <>
inline constexpr auto names_of<Novelty> = std::to_array<std::string_view>({"open", "known", "new"});

/// Why a finding is new.
enum class Cause : std::uint8_t {
  inventory,  ///< the files changed
  clock,      ///< time passed
  rules,      ///< a rule, one of its options or a pack changed
  evidence,   ///< an export says so that is newer than the baseline
  waiver,     ///< a waiver lapsed
  worsened    ///< the baseline has it, or what warned of it, but it was not as bad
};
template <>
inline constexpr auto names_of<Cause> = std::to_array<std::string_view>({"inventory", "clock", "rules", "evidence", "waiver", "worsened"});

enum class WaiverState : std::uint8_t {
  active,
  ending,   ///< active, and near its end
  lapsed,   ///< its last day is over or cannot be read
  unused,   ///< it matches no finding
  refused,  ///< it has no effect; its note says why
};
template <>
inline constexpr auto names_of<WaiverState> = std::to_array<std::string_view>({"active", "ending", "lapsed", "unused", "refused"});

}  // namespace stackdrag
