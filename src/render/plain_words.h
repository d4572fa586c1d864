// Words for people who know the stack by its names and not by its ids.
#pragma once

#include <string>
#include <string_view>

#include "stackdrag/report.h"
#include "stackdrag/units.h"

namespace stackdrag::report {

/// "21 November 2026".
std::string long_day(Date day);
/// "21 Nov 2026".
std::string short_day(Date day);

/// What people call an item, or a person who owns something: the name, else the id.
std::string_view called(const Report& report, std::string_view label);
std::string_view person_called(const Report& report, std::string_view id);

/// A sentence of ours as one would say it: days in words, and of the ids in backticks those of items as they are called. What else stands
/// in backticks stays so, and so do names that are more than words.
std::string in_plain_words(const Report& report, std::string_view sentence);
/// The same of an action, whose text has ids without backticks: those of its findings are looked for.
std::string action_in_plain_words(const Report& report, const Action& action);

}  // namespace stackdrag::report
