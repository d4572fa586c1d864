// Which actions must be begun within a plan.
#pragma once

#include "stackdrag/assess.h"
#include "stackdrag/plan.h"

namespace stackdrag::decide {

/// The last day on which to begin the action so as to be ready by its day, at so many hours a week and with a week in reserve; empty if it
/// has no day, or is not worth one.
std::optional<Date> latest_start(const Action& action, double hours_a_week);

/// The money that is lost if the day of an action passes: what a contract that renews by itself goes on wasting for its term. 0 if nobody
/// can tell. `saves` is what the action saves a month.
double at_stake(const Assessment& assessment, const Action& action, double saves);

}  // namespace stackdrag::decide
