// The findings of a long report in Markdown, in as few lines as can be.
#pragma once

#include <string>

#include "render/outline.h"
#include "stackdrag/report.h"

namespace stackdrag::report {

/// What is critical or high one by one, the most urgent first; the rest by rule.
std::string findings_in_short(const Report& report, const Outline& outline);

}  // namespace stackdrag::report
