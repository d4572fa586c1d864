// Which actions must be begun within a plan.
#pragma once

#include "stackdrag/assess.h"
#include "stackdrag/plan.h"

namespace stackdrag::decide {

/// The last day on which to begin the action so as to be ready by its day, at so many hours a week and with a week in reserve; empty if it
/// has no day, or is not worth one. What is to be handed over always is: its day is somebody's last.
std::optional<Date> latest_start(const Assessment& assessment, const Action& action, double hours_a_week);

/// From when what an action saves is no longer paid: contracts run until they can be ended.
struct Saving {
  std::optional<Date> from{};  ///< empty if nobody can tell
  bool is_missed = false;      ///< notice could have been given for an earlier day, and was not
};
/// If the action is done on that day.
Saving saving_of(const Assessment& assessment, const Action& action, Date done);

/// What is lost if a day passes: the money that a contract which renews by itself goes on wasting for its term.
struct Loss {
  ItemId tool{};  ///< whose contract it is; none if nobody can tell
  double money = 0;
};
/// What is at stake with the day of an action. `saves` is what the action saves a month.
Loss at_stake(const Assessment& assessment, const Action& action, double saves);

}  // namespace stackdrag::decide
