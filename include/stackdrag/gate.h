// The gate: whether a nightly job should fail, and why.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/baseline.h"

namespace stackdrag {

/// What to do about a new finding.
enum class Reaction : std::uint8_t { fail, warn, ignore };
std::optional<Reaction> reaction_named(std::string_view name);

struct GateSettings {
  /// Fails on findings of this severity or above; if empty, on `high`, or on `low` with a baseline.
  std::optional<Severity> fail_on;
  bool never = false;  ///< no finding fails the gate, nor does a recorded one that is gone; mistakes in the inventory still do
  std::array<Reaction, cause_count> on_new{};  ///< by cause
  bool strict_baseline = false;                ///< recorded findings that are gone fail as well
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
