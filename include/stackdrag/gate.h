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
  /// Findings of this severity or above; empty: `high`, or `low` where there is a baseline.
  std::optional<Severity> fail_on;
  bool never = false;                          ///< reports only
  std::array<Reaction, cause_count> on_new{};  ///< by cause
  bool strict_baseline = false;                ///< a baseline with findings that are gone fails, too
};

struct Gate {
  bool passed = true;
  std::string fail_on;                ///< "high", or "never"
  std::vector<std::string> reasons;   ///< why it failed: "1 critical", "6 high"
  std::vector<std::string> warnings;  ///< what it might have failed for, but was told to pass
};

/// Decides on mistakes in the inventory, and on findings that are open, or new where there is a baseline, and not waived. What is folded
/// under a finding that counts is settled with it. Marks what fails. `comparison` is null where there is no baseline.
Gate decide_gate(std::vector<TriagedFinding>& findings, const Comparison* comparison, std::size_t mistakes, const GateSettings& settings);

}  // namespace stackdrag
