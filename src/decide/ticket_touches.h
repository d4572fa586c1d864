// What a ticket touches, and the way back from it.
#pragma once

#include <vector>

#include "decide/ticket_groups.h"

namespace stackdrag::decide {

/// Adds what stands on what the work changes, and how to undo it. Who only gets an owner, an answer or a decision touches nothing.
void add_impact(const TicketGroup& group, const Assessment& assessment, std::vector<TicketPart>& parts);

}  // namespace stackdrag::decide
