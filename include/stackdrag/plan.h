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
#include "stackdrag/units.h"

namespace stackdrag {

struct Assessment;
struct Finding;

/// Something to do: a decision that settles one or more findings.
struct Action {
  std::string_view text;                    ///< an imperative: "retire surveybee and hs-survey"
  std::span<const std::uint32_t> findings;  ///< ascending indices into the findings of the report
  double effort_hours = 0;
  double points_gained = 0;                  ///< how far the headline would fall; at least 0
  double money_saved = 0;                    ///< per month; money only, no hours
  double hours_freed = 0;                    ///< per month
  Severity severity = Severity::info;        ///< the worst of its findings
  std::optional<Date> due;                   ///< the day by which to act, if a finding has one
  std::span<const std::string_view> owners;  ///< of what it is about, those who are still here, sorted
  std::string_view imperative;               ///< `text` with `{}` for the names; empty in reports that older versions saved
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
  double hours_per_month = 0;     ///< work that people lose
  double wasted_per_month = 0;    ///< money that is paid for nothing
  double interest_per_month = 0;  ///< both: the hours at the hourly rate, and the money
  bool at_least = false;          ///< some cost is unknown, so the money is a lower bound
  double principal = 0;           ///< to fix everything, once
  double principal_hours = 0;
  std::optional<double> payback_months;  ///< empty if there is no interest
  double hourly_rate = 0;
};

/// The actions, in the order in which a good consultant would take them: what is critical; what has to be begun within a month, by its day
/// and by the money at stake; then what frees most hours and money per hour of work. Findings that the same decision settles share one
/// action; findings that are waived or planned have none. Whom they concern is left to the report. The store owns the texts.
std::vector<Action> actions_of(const Assessment& assessment, Store& store);

/// The day by which to act on a finding of this audit; empty if there is none.
std::optional<Date> due_day(const Finding& finding, Date as_of);

/// The facts to add: first what may be critical, then what the headline may fall by most. Skips questions that fold under a finding:
/// nobody counts the seats of a tool about to be retired. The store owns the texts.
std::vector<Gap> gaps_of(const Assessment& assessment, Store& store);

/// What the findings cost: what they take (see `toll_of`), as money, and what it costs to be rid of them.
MoneyFigures money_of(const Assessment& assessment);

/// The next profile, if the evidence is good enough to ask for more; empty if it is not, or if the profile is already the highest.
std::optional<Profile> next_profile_of(const Assessment& assessment);

}  // namespace stackdrag
