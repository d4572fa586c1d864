// A plan of work: which of the actions to take within so many hours, in which week, and what that frees.
//
// What a set of actions frees is found by asking the rules again (what_if.h), not by adding up: one action may settle what another is for.
// Actions that have anything to do with each other form a group; of each group one set of actions is chosen, so that all groups together
// free most hours within the budget (a multiple-choice knapsack). That is exact where all sets of a group are few enough to be weighed and
// the search ends; where it is not, the plan says how far it may be from the best, or nothing.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stackdrag/assess.h"
#include "stackdrag/enum_names.h"
#include "stackdrag/plan.h"
#include "stackdrag/toll.h"

namespace stackdrag {

/// The parts of the first 90 days with a stack.
enum class Phase : std::uint8_t {
  now,     ///< what cannot wait, whatever the part
  look,    ///< find out what there is, and whose it is
  stop,    ///< contracts, projects, and what nobody uses
  repair,  ///< what stays
  keep,    ///< names, journeys, and what lets new debt in
};
template <>
inline constexpr auto names_of<Phase> = std::to_array<std::string_view>({"now", "look", "stop", "repair", "keep"});

struct PlanSettings {
  Days days{30};
  std::optional<double> share{};  ///< of the capacity; if empty, the stack's `debt_share`, else `repair_share`
  std::optional<double> hours{};  ///< the budget itself, whatever share and slack are
  double slack = 0.10;            ///< of the share, kept free for what comes up
  bool by_phase = false;          ///< one phase after the other, as long as nothing else cannot wait
  std::span<const Gap> gaps{};    ///< by phase: what to find out first, as far as one week's hours go
};

/// Why an action is not planned.
enum class LeftOutBecause : std::uint8_t {
  settled,     ///< another action of the plan settles it as well
  no_room,     ///< it does not fit into the budget, or others free more in its hours
  owner_busy,  ///< its owner has no hours left
  no_gain,     ///< it frees nothing that is proved
  waits,       ///< what has to be done before it is not planned
};

/// How an action stands in the calendar, and with people.
struct PlannedCourse {
  Date ready{};                          ///< by when it is done, if nothing else is done meanwhile
  bool is_late = false;                  ///< it has a day, and is ready only after that
  bool is_bound = false;                 ///< what it saves is paid for another term, as notice was missed, unless the vendor agrees
  std::vector<std::string_view> who{};   ///< of its owners, those who are still here then and have not handed it over
  std::vector<std::string_view> gone{};  ///< the others
};

/// An action of the plan. Hours of work are in quarters, rounded up.
struct PlannedAction {
  std::uint32_t action = 0;  ///< index into the actions
  double hours = 0;
  int week = 0;                      ///< in which it begins, from 0
  double charge = 0;                 ///< charged hours a month that it takes off, beyond the actions before it
  double frees = 0;                  ///< hours of work a month that people lose no longer, likewise
  double saves = 0;                  ///< money a month that is no longer paid for nothing once the contract has ended, likewise
  std::optional<Date> saves_from{};  ///< the day from which that is so; empty if nobody can tell
  bool is_must = false;              ///< critical, or to be begun within the plan so as to be ready by its day
  double at_stake = 0;               ///< money that is lost if its day passes, told at the first action of a contract; 0 if nobody can tell
  PlannedCourse course{};
  Phase phase = Phase::now;  ///< if the plan goes by phase
};

/// Facts to find out, by asking around: a quarter of an hour for each.
struct PlannedQuestions {
  std::uint32_t gap = 0;  ///< index into `PlanSettings::gaps`
  double hours = 0;
  int week = 0;  ///< in which that begins, from 0
};

struct UnplannedAction {
  std::uint32_t action = 0;
  double hours = 0;
  LeftOutBecause because = LeftOutBecause::no_room;
  std::optional<std::uint32_t> through{};  ///< the action that settles it, or has to come first
  double charge = 0;                       ///< charged hours a month that it would take off if it were added to the plan
  bool is_must = false;
};

/// How the stack stands at the end of a week, if the plan is kept.
struct WeekOfPlan {
  Date ends{};
  double hours = 0;  ///< of work done by then
  Score score{};
  Toll toll{};  ///< the hours as an audit would have them; the money that is still paid
};

/// Somebody whose last day is within the plan.
struct PlannedLeaver {
  std::string_view who;
  Date left{};
};

struct WorkPlan {
  Date from{}, to{};    ///< the first day, and the last
  double budget = 0;    ///< hours of work
  double planned = 0;   ///< of these
  double velocity = 0;  ///< hours of work a week
  double share = 0, slack = 0;
  bool is_given = false;                        ///< the budget was given in hours, whatever the share
  bool by_phase = false;                        ///< see `PlanSettings`
  Score score{};                                ///< today
  Toll toll{};                                  ///< today
  double charge = 0;                            ///< charged hours a month that it takes off
  std::vector<PlannedAction> actions{};         ///< in the order of work
  std::vector<PlannedQuestions> questions{};    ///< by phase only; in the phase `look`, before its actions
  std::vector<UnplannedAction> left_out{};      ///< in the order of the actions
  std::vector<WeekOfPlan> weeks{};              ///< up to the end of the plan
  std::vector<PlannedLeaver> leavers{};         ///< those whom something names, by their last days
  bool is_best = true;                          ///< no other choice that does what cannot wait takes off more
  std::optional<double> most{};                 ///< charged hours a month that no choice can exceed; empty if nobody can tell
  std::size_t weighed = 0, actions_in_all = 0;  ///< how many of the actions were weighed, the most urgent first
  bool is_possible = true;                      ///< what cannot wait may be done within the hours, as far as the search went

  /// How many actions that cannot wait are neither planned nor settled.
  std::size_t late() const;
  /// How many actions of the plan are ready only after their day.
  std::size_t behind() const;
};

/// Plans the actions of an assessment. Those that are waived or planned already are none of them. Each action and each set of actions that
/// have to do with each other takes about as long as the assessment: from some hundred up to 20,000 of them, the fewer the larger the
/// stack. The same input gives the same plan.
WorkPlan plan_work(const Assessment& assessment, std::span<const Action> actions, const PlanSettings& settings);

}  // namespace stackdrag
