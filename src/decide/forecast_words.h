// The wording of a forecast that every format for people shares.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "stackdrag/forecast.h"

namespace stackdrag::report {

/// Events of one day that differ in nothing but their subjects.
struct ForecastRow {
  const ForecastEvent* first;
  std::vector<const ForecastEvent*> all;
};
/// The events that are debt, or those that leave and ease by themselves, in their order. What is told with a contract is left out, and
/// what is low unless `all` is wanted.
std::vector<ForecastRow> rows_of(const Forecast& forecast, bool debt, bool all);

/// What happens, with names in backticks: the message of the first event, and the names of the others.
std::string row_text(const ForecastRow& row);
/// The same of what leaves or eases by itself.
std::string leaving_text(const ForecastRow& row);
/// "high (was medium)", "medium, waived".
std::string severity_text(const ForecastEvent& event);
/// The finding that a contract has been missed with, which is told with it; null if there is none.
const ForecastEvent* missed_with(const Forecast& forecast, const LockedIn& locked);
/// What low findings come, in one sentence; empty if none does.
std::string low_phrase(const Forecast& forecast, bool all);
/// "ana and raj", "owner to be named".
std::string owners_text(const std::vector<std::string>& owners);
/// The owners of all events of the row.
std::string owners_text(const ForecastRow& row);
/// "`hubspot` is bound for another year from 2027-01-15: €42,000, €13,440 of it for nothing".
std::string locked_text(const LockedIn& locked, const Forecast& forecast);
/// "`last_used` of `hubspot` and `salesforce`".
std::string look_text(const LookAgain& look);
/// "Check whether `hubspot` and `salesforce` are still used".
std::string look_title(const LookAgain& look);
/// A title with a small letter first, unless it begins with an abbreviation.
std::string in_sentence(const std::string& title);

/// The sentences of the headline, without the line of steps.
std::vector<std::string> headline_phrases(const Forecast& forecast);
/// "today", "28 h a month (9 % of 320 h)", "at least €1,620 a month wasted": as an audit of the day says it.
std::vector<std::string> burden_phrases(const Forecast& forecast, const ForecastStep& step);
/// The first day, and the last.
std::array<std::pair<std::string, const ForecastStep*>, 2> ends_of(const Forecast& forecast);
/// The load as it goes on, between its least and its most, and what that is.
struct Steps {
  std::string blocks;   ///< one for each week, month or quarter, as fits
  std::string caption;  ///< "81 to 92 h a month, week by week"
};
Steps steps_of(const Forecast& forecast, std::size_t most_blocks);
/// How far a day is from the day before: "+1 h a month", "+€65 a month wasted"; empty if it is the same.
std::string day_change(const Forecast& forecast, Date day);
/// "no finding of high or above will appear", with whether it fails.
std::pair<bool, std::string> outcome(const Forecast& forecast);
/// "DECEMBER 2026".
std::string month_heading(Date day);
/// What is said if nothing happens.
std::string nothing_phrase(const Forecast& forecast);

}  // namespace stackdrag::report
