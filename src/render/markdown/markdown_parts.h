// Parts of a report in Markdown: the decisions, and the findings of a long report in as few lines as can be.
#pragma once

#include <string>

#include "render/outline.h"
#include "stackdrag/report.h"

namespace stackdrag::report {

/// The decisions of the month as a table of so many rows; empty if there are none.
std::string decisions_table(const Report& report, std::size_t most);

/// What is critical or high one by one, the most urgent first; the rest by rule.
std::string findings_in_short(const Report& report, const Outline& outline);

}  // namespace stackdrag::report
