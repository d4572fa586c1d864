// When something has been unused for too long; for every rule about use.
#pragma once

#include <algorithm>
#include <string>

#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// A new item has had no time to be used.
inline Option new_option() { return days_option("new", 30, "days after an item is added before its use is checked"); }
/// What was seen before it was added is not new. Precondition: the rule has the option `new`.
inline bool is_new(const Common& common, const Context& in, const At<Date>& beat = {}) {
  const At<Date>& added = common.extras().added;
  if (added && beat && *beat < *added) return false;
  return added.misread() || (added && in.as_of - *added <= in.options.days("new"));
}

/// Whether the integration is paused until a date that has not passed.
inline bool is_paused_for_now(const Integration& integration, Date as_of) {
  const bool paused = integration.status && *integration.status == Status::paused;
  return paused && integration.until && as_of <= *integration.until;
}

/// Whether more than `limit` days have passed since a day. For a seasonal item only the days in season count, so it may be idle off season
/// and for `limit` days more once the season starts; but a whole season without it is missed, however short seasons are.
inline bool idle_longer(Days limit, Date since, Date as_of, const List<Month>& season) {
  if (season.misread()) return false;
  if (season.size() == 0) return as_of - since > limit;
  int idle = 0;
  bool has_begun = false;  // a season, on a day after `since`
  for (Date day = since + Days{1}; day <= as_of && idle <= limit.count; day = day + Days{1}) {
    const bool inside = in_season(season, day);
    if (inside && !in_season(season, day - Days{1})) has_begun = true;
    if (!inside && has_begun) return true;
    idle += inside ? 1 : 0;
  }
  return idle > limit.count;
}

/// Follows a limit in days: for a seasonal item only the days in season count.
inline std::string_view season_note(const List<Month>& season) { return season.size() == 0 ? "" : " in season, or a whole season"; }

/// What a beat says: the item was seen in time; it had been silent for too long when somebody last looked; or it may be silent by now, but
/// nobody has looked since.
enum class Pulse : std::uint8_t { fresh, silent, unwatched };

/// How long an item has been silent, as far as somebody has looked.
struct Silence {
  Pulse pulse;
  Days days;    ///< from the beat to the day on which somebody last looked
  Date looked;  ///< that day
};

/// Judges a beat. A note that has grown old is no outage: silence counts only up to the day on which somebody last looked.
inline Silence silence_of(const Common& item, Date beat, Days limit, const Context& in, const List<Month>& season = {}) {
  const Date seen = std::min(beat, in.as_of);
  const Date looked = in.looks.of(item, seen);
  Pulse pulse = Pulse::fresh;
  if (idle_longer(limit, seen, in.as_of, season)) pulse = idle_longer(limit, seen, looked, season) ? Pulse::silent : Pulse::unwatched;
  return {pulse, looked - seen, looked};
}

/// Follows a number of days: until when they were counted, if not until today.
inline std::string look_note(const Silence& silence, const Context& in) {
  return silence.looked == in.as_of ? "" : fmt::format(" as of {}, when somebody last looked", silence.looked);
}

}  // namespace stackdrag::rules
