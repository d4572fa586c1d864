// What somebody has to decide within the next weeks, for those who do not read findings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/report.h"

namespace stackdrag::report {

/// A decision, in plain words (see `plain_words.h`).
struct Decision {
  std::optional<Date> by{};  ///< the last day for it, if there is one
  std::string what;          ///< a sentence without its full stop: "Retire surveybee and hs-survey"
  double wasted = 0;         ///< money a year that is paid for nothing until then
  double price = 0;          ///< money a year, of the contract that it is about; 0 if it is about none or nobody can tell
  double hours = 0;          ///< of people's work a month, that it frees or that is lost where nobody answers
  double share = 0;          ///< of the drag, of what somebody has to take over; else 0
  bool is_critical = false;
  bool is_overdue = false;  ///< its day has passed
};

/// The decisions of the next weeks: what is critical, what has its day within five weeks, contracts that will renew though notice was
/// missed, what ends a large part of the waste, whether stalled projects go on, and who takes over what nobody or somebody who leaves owns,
/// if that is a large part of the drag. First what cannot wait, then by day, then what has none. Of a report that was saved with a filter
/// only those of its actions.
std::vector<Decision> decisions_of(const Report& report);

/// The most important of them, in the same order: critical, or with most money, or else with most of the drag or most hours.
std::vector<Decision> most_important(std::vector<Decision> decisions, std::size_t most);

/// "now", "16 Dec 2026", "this month".
std::string by_words(const Decision& decision);
/// What depends on it: "€13,440 a year", "9.5 h a month", "12 % of the drag"; empty if nobody can tell.
std::string stake_words(const Decision& decision, std::string_view currency);

}  // namespace stackdrag::report
