// When something has been unused for too long; for every rule about use.
#pragma once

#include <algorithm>

#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// A new item has had no time to be used.
inline Option new_option() { return days_option("new", 30, "days after an item is added before its use is checked"); }
/// Precondition: the rule has the option `new`.
inline bool is_new(const Common& common, const Context& in) {
  return common.extras().added && in.as_of - *common.extras().added <= in.options.days("new");
}

/// Whether the integration is paused until a date that has not passed.
inline bool is_paused_for_now(const Integration& integration, Date as_of) {
  const bool paused = integration.status && *integration.status == Status::paused;
  return paused && integration.until && as_of <= *integration.until;
}

/// Whether more than `limit` days have passed since a day. For a seasonal item only the days in season count, so it may be idle off season
/// and for `limit` days more once the season starts.
inline bool idle_longer(Days limit, Date since, Date as_of, const List<Month>& season) {
  if (season.size() == 0) return as_of - since > limit;
  int idle = 0;
  for (Date day = as_of; day > since && idle <= limit.count; day = day - Days{1}) {
    const auto month = static_cast<Month>(month_of(day) - 1);
    if (std::any_of(season.begin(), season.end(), [&](const At<Month>& m) { return *m == month; })) ++idle;
  }
  return idle > limit.count;
}

/// Follows a limit in days: for a seasonal item only the days in season count.
inline std::string_view in_season(const List<Month>& season) { return season.size() == 0 ? "" : " in season"; }

}  // namespace stackdrag::rules
