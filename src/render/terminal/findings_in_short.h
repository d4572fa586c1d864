// The findings of a long report by rule, so that what is to be done does not scroll off the screen.
#pragma once

#include "render/in_short.h"
#include "stackdrag/page.h"

namespace stackdrag::report {

/// A line for each rule: how often, and about what. Of mere remarks, how many there are.
void write_by_rule(Page& page, const Report& report, const Section& section);

}  // namespace stackdrag::report
