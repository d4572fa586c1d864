// Chooses the sets of actions that a plan consists of.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "decide/plan_dates.h"
#include "decide/plan_groups.h"
#include "decide/plan_order.h"
#include "decide/plan_people.h"

namespace stackdrag::decide {

/// What is chosen from.
struct SetsToChoose {
  std::span<const Action> actions;
  const Weighing& weighing;
  const Urgency& urgency;
  const std::vector<Loss>& stakes;  ///< by action
  const LimitedOwners& owners;
  std::span<const Group> groups;
};

struct SetChoice {
  std::vector<ActionSet> sets{};  ///< by group
  bool does_musts = false;        ///< all that cannot wait is done
  bool is_possible = true;        ///< it can be done, as far as the search went
  bool is_best = true;            ///< no other choice takes off more
  double charge = 0;              ///< charged hours a month that it takes off
  double most = 0;                ///< that no choice can exceed
};

/// With all that cannot wait, if that is possible; else with what counts most of it.
SetChoice choose_sets(const SetsToChoose& all, std::int64_t budget, GainsOfSets& gains);

}  // namespace stackdrag::decide
