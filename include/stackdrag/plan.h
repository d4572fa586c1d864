// What follows from an assessment: what to do first, which facts would tell the most, and what it all costs.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stackdrag/assess.h"
#include "stackdrag/source.h"
#include "stackdrag/store.h"

namespace stackdrag {

/// Something to do: one or more findings that one decision settles.
struct Action {
  std::string_view text;                    ///< an imperative: "retire surveybee and hs-survey"
  std::span<const std::uint32_t> findings;  ///< places among the findings as they are reported, rising
  double effort_hours = 0;
  double points_gained = 0;  ///< fall of the headline, at least 0
  double money_saved = 0;    ///< per month, the carried money alone
};

/// Facts that are missing on one item, or the same facts on several items of a kind.
struct Gap {
  std::span<const std::string_view> items;  ///< `kind/id`, sorted
  std::span<const std::string_view> fields;
  std::span<const std::string_view> lines;  ///< the YAML to add to each of the items, with a placeholder: `seats: <number>`
  Location location;                        ///< of the first item
  double points = 0;                        ///< by how much the headline would fall at best
};

/// What the findings cost. Money is in the stack's currency.
struct MoneyFigures {
  double interest_per_month = 0;
  bool at_least = false;  ///< a cost is not known
  double principal = 0;   ///< to put everything right, once
  double principal_hours = 0;
  std::optional<double> payback_months;  ///< empty if there is no interest
  double hourly_rate = 0;
};

/// One action for all findings that the same decision settles, most points gained per hour first. What is waived is nothing to do. The
/// store keeps the texts.
std::vector<Action> actions_of(const Assessment& assessment, Store& store);

/// The facts to add, worth most first. What folds under a finding is not asked for: nobody counts the seats of a tool that goes.
std::vector<Gap> gaps_of(const Assessment& assessment, Store& store);

/// Interest and principal. What folds is counted once: a group carries what its parent or what its children carry, whichever is more.
MoneyFigures money_of(const Assessment& assessment);

/// The next profile, if the evidence is good enough to ask for more; empty if it is not, or if all is asked already.
std::optional<Profile> next_profile_of(const Assessment& assessment);

}  // namespace stackdrag
