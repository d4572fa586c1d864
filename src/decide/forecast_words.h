// The wording of a forecast that every format for people shares.
#pragma once

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
/// The events that are debt, or those that leave and ease by themselves, in their order.
std::vector<ForecastRow> rows_of(const Forecast& forecast, bool debt);

/// What happens, with names in backticks: the message of the first event, and the names of the others.
std::string row_text(const ForecastRow& row);
/// The same of what leaves or eases by itself.
std::string leaving_text(const ForecastRow& row);
/// "high (was medium)", "medium, waived".
std::string severity_text(const ForecastEvent& event);
/// "ana and raj", "nobody".
std::string owners_text(const std::vector<std::string>& owners);
/// The owners of all events of the row.
std::string owners_text(const ForecastRow& row);
/// "`hubspot` is bound for another year from 2027-01-15: €42,000, €13,440 of it for nothing".
std::string locked_text(const LockedIn& locked, const Forecast& forecast);
/// "`last_used` of `hubspot` and `salesforce`".
std::string look_text(const LookAgain& look);

/// The sentences of the headline, without the line of steps.
std::vector<std::string> headline_phrases(const Forecast& forecast);
/// "81.05 → 90.2 h a month".
std::string burden_phrase(const Forecast& forecast);
/// The load as it goes on, between its least and its most, and what that is.
struct Steps {
  std::string blocks;   ///< one for each week, month or quarter, as fits
  std::string caption;  ///< "81 to 92 h a month, week by week"
};
Steps steps_of(const Forecast& forecast, std::size_t most_blocks);
/// How far the load of a day is from that of the day before: "+1 h a month"; empty if it is the same.
std::string day_change(const Forecast& forecast, Date day);
/// "no finding of high or above will appear", with whether it fails.
std::pair<bool, std::string> outcome(const Forecast& forecast);
/// "DECEMBER 2026".
std::string month_heading(Date day);
/// What is said if nothing happens.
std::string nothing_phrase(const Forecast& forecast);

}  // namespace stackdrag::report
