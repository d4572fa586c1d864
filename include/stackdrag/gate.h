// The gate: whether a nightly job should fail, and why.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/enum_names.h"
#include "stackdrag/marks.h"
#include "stackdrag/severity.h"
#include "stackdrag/units.h"

namespace stackdrag {

struct Comparison;
struct TriagedFinding;

/// What to do about a new finding.
enum class Reaction : std::uint8_t { fail, warn, ignore };
template <>
inline constexpr auto names_of<Reaction> = std::to_array<std::string_view>({"fail", "warn", "ignore"});

/// What `fail_on` may be: a severity, or `never`, which stands in the place of `info`, as that fails nothing.
inline constexpr auto fail_on_names = [] {
  auto names = names_of<Severity>;
  names[static_cast<std::size_t>(Severity::info)] = "never";
  return names;
}();

/// A new finding fails the gate, unless only a newer export has brought it to light: nobody's change has made it.
constexpr auto usual_reactions() {
  std::array<Reaction, names_of<Cause>.size()> reactions{};
  reactions[static_cast<std::size_t>(Cause::evidence)] = Reaction::warn;
  return reactions;
}

struct GateSettings {
  /// Fails on findings of this severity or above; if empty, on `high`, or on `low` with a baseline.
  std::optional<Severity> fail_on;
  bool never = false;  ///< no finding fails the gate, nor does a recorded one that is gone; mistakes in the inventory still do
  std::array<Reaction, names_of<Cause>.size()> on_new = usual_reactions();  ///< by cause
  bool strict_baseline = false;                                             ///< recorded findings that are gone fail as well
  std::optional<Date> freeze_until;  ///< up to this day `stackdrag gate` lets in only what replaces something
};

struct Gate {
  bool passed = true;
  std::string fail_on;                ///< "high", or "never"
  std::vector<std::string> reasons;   ///< why it failed: "1 critical", "6 high"
  std::vector<std::string> warnings;  ///< what it was configured only to warn about
};

/// Fails on mistakes in the inventory and on findings that are neither waived nor planned for a day: all of them, or only the new ones if
/// there is a baseline. A finding folded under one that fails is settled with it. Marks the findings that fail. `comparison` is null
/// without a baseline.
Gate decide_gate(std::vector<TriagedFinding>& findings, const Comparison* comparison, std::size_t mistakes, const GateSettings& settings);

}  // namespace stackdrag
