// The goals of the stack that work on an item serves.
#pragma once

#include <optional>
#include <string>

#include "decide/ticket_groups.h"

namespace stackdrag::decide {

/// Whether a KPI is that of a goal: it has the goal's name in it, or the goal's text has all of its words, and it is more than one.
bool serves_goal(std::string_view kpi, std::string_view goal, std::string_view text);

/// "For the goal `pipeline` (20 % more by June): `demo-call` stands on `salesforce`." A line for each goal that a touchpoint is measured
/// by, if the item or what stands on it is that touchpoint; for a project, its own KPI counts. No part if there is none.
std::optional<TicketPart> goals_part(const TicketGroup& group, const Assessment& assessment);

}  // namespace stackdrag::decide
