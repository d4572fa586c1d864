// What follows from an assessment: what to do first, which missing facts matter most, and what the debt costs.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stackdrag/severity.h"
#include "stackdrag/source.h"
#include "stackdrag/store.h"

namespace stackdrag {

struct Assessment;

/// Something to do: a decision that settles one or more findings.
struct Action {
  std::string_view text;                    ///< an imperative: "retire surveybee and hs-survey"
  std::span<const std::uint32_t> findings;  ///< ascending indices into the findings of the report
  double effort_hours = 0;
  double points_gained = 0;  ///< how far the headline would fall; at least 0
  double money_saved = 0;    ///< per month; money only, no hours
};

/// Facts missing from one item, or the same facts missing from several items of one kind.
struct Gap {
  std::span<const std::string_view> items;  ///< `kind/id`, sorted
  std::span<const std::string_view> fields;
  std::span<const std::string_view> lines;  ///< the YAML to add to each of the items, with a placeholder: `seats: <number>`
  Location location;                        ///< of the first item
  double points = 0;                        ///< how far the headline would fall at best
};

/// What the findings cost. Money is in the stack's currency.
struct MoneyFigures {
  double interest_per_month = 0;
  bool at_least = false;  ///< some cost is unknown, so the figures are lower bounds
  double principal = 0;   ///< to fix everything, once
  double principal_hours = 0;
  std::optional<double> payback_months;  ///< empty if there is no interest
  double hourly_rate = 0;
};

/// The actions, most points gained per hour first. Findings that the same decision settles share one action; waived findings have none.
/// The store owns the texts.
std::vector<Action> actions_of(const Assessment& assessment, Store& store);

/// The facts to add: first what may be critical, then what the headline may fall by most. Skips questions that fold under a finding:
/// nobody counts the seats of a tool about to be retired. The store owns the texts.
std::vector<Gap> gaps_of(const Assessment& assessment, Store& store);

/// Interest and principal. Folded debt is counted once: the interest of a group is its parent's or the sum of its children's, whichever is
/// larger.
MoneyFigures money_of(const Assessment& assessment);

/// The next profile, if the evidence is good enough to ask for more; empty if it is not, or if the profile is already the highest.
std::optional<Profile> next_profile_of(const Assessment& assessment);

}  // namespace stackdrag
