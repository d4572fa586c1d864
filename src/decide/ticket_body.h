// What a ticket says: what marketing gets, what to do, when it is done, what shows it, and what hangs on it.
#pragma once

#include <vector>

#include "decide/ticket_groups.h"

namespace stackdrag::decide {

/// The parts of a ticket about planned work.
std::vector<TicketPart> body_of(const TicketGroup& group, const Assessment& assessment, const Report& report, const Ticket& ticket,
                                const WorkPlan& plan);

/// How much work it is, by when, whose, and what has to be done first.
TicketPart effort_part(const Ticket& ticket, const std::vector<std::string>& more);

/// At most so many of the lines, and how many more there are.
void cut_lines(std::vector<TicketLine>& lines, std::size_t most, std::string_view rest);

}  // namespace stackdrag::decide
