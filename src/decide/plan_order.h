// In which order the chosen actions are done.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "decide/plan_groups.h"
#include "stackdrag/work_plan.h"

namespace stackdrag::decide {

/// An action in its turn.
struct Turn {
  std::uint32_t action = 0;
  Gains gains{};  ///< beyond what the actions before it have brought
  Phase phase = Phase::now;
};

/// What urges an action on.
struct Urgency {
  std::vector<bool> is_critical;                  ///< by action
  std::vector<std::optional<Date>> latest_start;  ///< by action; empty if it is no must
  std::vector<std::optional<Date>> due;           ///< by action
  std::vector<double> at_stake;                   ///< by action: money that is lost if its day passes
  Date from;
  double quarters_a_week = 0;        ///< at the pace of the plan
  double most_quarters_a_week = 0;   ///< if everybody drops everything else, as for what would miss its day otherwise
  std::vector<Phase> phase{};        ///< by action; empty if phases do not matter
  std::int64_t asking_quarters = 0;  ///< of work before the first phase
};

/// The day on which work is ready that is begun once so much other work is done. What `presses` is done as fast as can be, and so is what
/// comes before it.
Date ready_by(const Urgency& urgency, double quarters_before, double quarters, bool presses);
/// How many days after the first it is begun.
int begun_after(const Urgency& urgency, double quarters_before, bool presses);

/// What is critical first, then what has to be begun by then, by its day; else, phase by phase, what frees most for its hours, with what
/// has to come before it. Whatever would miss its day behind something else goes before it. `chosen` has one set for each group.
std::vector<Turn> in_order(std::span<const ActionSet> chosen, const Weighing& weighing, const Urgency& urgency, GainsOfSets& gains);

}  // namespace stackdrag::decide
