// The gate: whether a nightly job should fail, and why.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/report.h"

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

/// Decides on mistakes in the inventory, and on findings that are open, or new where there is a baseline, and not waived. What is folded
/// under a finding that counts is settled with it. Marks what fails.
void decide_gate(Report& report, const GateSettings& settings);

/// Narrows what is shown to rules or families and owners; changes neither the score nor the gate. Empty lists leave everything.
void filter(Report& report, const std::vector<std::string>& select, const std::vector<std::string>& ignore,
            const std::vector<std::string>& owners);

}  // namespace stackdrag
