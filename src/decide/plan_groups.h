// Groups of actions that have anything to do with each other, and the sets of each that can be chosen.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "decide/plan_gains.h"

namespace stackdrag::decide {

/// A set of actions that can be chosen: what has to come before one of them is in it, and nothing that another of them settles.
struct Choice {
  ActionSet actions{};
  std::int64_t quarters = 0;  ///< of hours of work
  Decimal charge{};           ///< charged hours a month
};

struct Group {
  ActionSet actions{};
  std::vector<Choice> choices{};  ///< the empty set first
  bool is_whole = true;           ///< all sets are there; else only some, and `most` says what none can free more than
  Decimal most{};
};

/// What is known of the actions before anything is chosen.
struct Weighing {
  std::vector<std::int64_t> quarters;                    ///< of work, by action
  std::vector<bool> is_must;                             ///< by action: it cannot wait; set by the caller
  std::vector<std::vector<std::uint32_t>> before;        ///< see `edges_of`
  std::vector<std::optional<std::uint32_t>> settled_by;  ///< an action that settles all that it is for; of several the first
};
/// Whether a set does the action, or something that settles it.
bool is_done(std::uint32_t action, const ActionSet& set, const Weighing& weighing);

Weighing weigh(const Assessment& assessment, std::span<const Action> actions, GainsOfSets& gains);

/// All actions, by group.
struct Grouped {
  std::vector<Group> all{};    ///< by their first actions
  bool is_independent = true;  ///< what sets of different groups take off adds up, as far as can be told
};

Grouped groups_of(const Assessment& assessment, std::span<const Action> actions, const Weighing& weighing, GainsOfSets& gains);

}  // namespace stackdrag::decide
