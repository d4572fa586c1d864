// When something has rested too long; for every rule that asks about use.
#pragma once

#include <algorithm>

#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// What is new has had no time to be used.
inline Option new_option() { return days_option("new", 30, "days after it was added in which nothing is asked about its use"); }
/// Precondition: the rule has the option `new`.
inline bool is_new(const Common& common, const Context& in) {
  return common.extras().added && in.as_of - *common.extras().added <= in.options.days("new");
}

/// What is paused until a day that is still to come is being worked on.
inline bool rests_for_now(const Integration& integration, Date as_of) {
  const bool paused = integration.status && *integration.status == Status::paused;
  return paused && integration.until && as_of <= *integration.until;
}

/// Whether more than `limit` days have passed since a day. Of what has a season only the days in season count, so it may rest outside of
/// it, and for as long again once it begins.
inline bool rested_longer(Days limit, Date since, Date as_of, const List<Month>& season) {
  if (season.size() == 0) return as_of - since > limit;
  int rested = 0;
  for (Date day = as_of; day > since && rested <= limit.count; day = day - Days{1}) {
    const auto month = static_cast<Month>(month_of(day) - 1);
    if (std::any_of(season.begin(), season.end(), [&](const At<Month>& m) { return *m == month; })) ++rested;
  }
  return rested > limit.count;
}

/// Behind a limit in days: of what has a season only the days in season count.
inline std::string_view of_season(const List<Month>& season) { return season.size() == 0 ? "" : " in season"; }

}  // namespace stackdrag::rules
