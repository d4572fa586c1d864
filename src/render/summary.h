// What a report comes to, in sentences for those who decide. They are in plain words (see `plain_words.h`), with names in backticks where
// these are more than words; whoever shows them escapes them.
#pragma once

#include <string>
#include <vector>

#include "stackdrag/report.h"

namespace stackdrag::report {

struct Summary {
  std::string grade;                    ///< "Grade F", "Not graded: only 37 % is known", "Not scored"
  std::vector<std::string> verdict;     ///< what the drag is, and what it takes
  std::string trend{};                  ///< what the drag was on an earlier day; empty without a history
  std::vector<std::string> cost;        ///< what would end the waste, and how much work all of it is
  std::vector<std::string> risk;        ///< what is critical or high
  std::vector<std::string> purchase{};  ///< what the next 30 days of work bring; empty without an outlook
  std::vector<std::string> gains{};     ///< what marketing gets from them
  std::vector<std::string> certainty;   ///< how much is known, and about what more should be
};

Summary summary_of(const Report& report);

/// "28 hours", "4.5 hours", "1 hour".
std::string hours_words(double hours);

}  // namespace stackdrag::report
