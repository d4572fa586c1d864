// What a ticket says: what marketing gets, what to do, when it is done, what shows it, and what hangs on it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "decide/ticket_groups.h"

namespace stackdrag::decide {

/// The parts of a ticket about planned work.
std::vector<TicketPart> body_of(const TicketGroup& group, const Assessment& assessment, const Report& report, const Ticket& ticket,
                                const WorkPlan& plan);

/// How much work it is, by when, whose, and what has to be done first.
TicketPart effort_part(const Ticket& ticket, const std::vector<std::string>& more);

/// A text that begins with a capital; the same with a full stop.
std::string clause(std::string_view text);
std::string sentence(std::string_view text);

/// The same sentences behind a colon: the first word is small, if it is no name.
std::string behind_colon(std::string_view text);

/// At most so many of the lines, and how many more there are.
void cut_lines(std::vector<TicketLine>& lines, std::size_t most, std::string_view rest);

}  // namespace stackdrag::decide
