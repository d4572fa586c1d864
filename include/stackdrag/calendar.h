// A calendar of days on which to act, in the format that calendars import and subscribe to (RFC 5545).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/output.h"
#include "stackdrag/units.h"

namespace stackdrag {

/// One day. What it is about may be any text.
struct CalendarEntry {
  Date day;
  /// They identify the entry: a day that moves keeps its identity, so that a calendar moves the entry, too. No two entries share both.
  std::string kind, subject;
  std::string summary;
  std::string description{};     ///< may have several lines; empty if there is no more to say
  std::vector<int> reminders{};  ///< how many days before
};

struct Calendar {
  std::string name;
  Date as_of;  ///< stands in for the time at which it was made: the same days give the same bytes
  std::vector<CalendarEntry> entries;
};

/// Sixteen hexadecimal digits and `@stackdrag`.
std::string calendar_uid(std::string_view kind, std::string_view subject);

void write_calendar(const Calendar& calendar, Output& out);

}  // namespace stackdrag
