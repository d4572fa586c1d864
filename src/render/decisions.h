// What somebody has to decide within the next weeks, for those who do not read findings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "stackdrag/report.h"

namespace stackdrag::report {

/// A decision, in plain words (see `plain_words.h`).
struct Decision {
  std::optional<Date> by{};  ///< empty: now
  std::string what;          ///< a sentence without its full stop: "Retire surveybee and hs-survey"
  double money = 0;          ///< a year, that depends on it; 0 if none does or nobody can tell
  double hours = 0;          ///< of people's work a month, that it frees or that is lost where nobody answers
  bool is_critical = false;
  std::string stake;  ///< "€13,440 a year", "9.5 h a month"
};

/// What is critical, what has its day within five weeks, contracts that renew by then though notice was missed, whether stalled projects go
/// on, and who takes over what nobody or somebody who has left owns, if that is a large part of the debt. By day; of one day what is
/// critical first, then by money and hours.
std::vector<Decision> decisions_of(const Report& report);

}  // namespace stackdrag::report
