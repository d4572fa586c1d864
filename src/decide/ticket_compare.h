// Compares tickets with those that a tracker has.
#pragma once

#include <vector>

#include "stackdrag/tickets.h"

namespace stackdrag::decide {

/// Says of each ticket whether it is filed, and of what the tracker has what became of it. A finding that a ticket of the tracker is about
/// is never filed again, even if it would be in another ticket today.
void compare_with(const std::vector<KnownTicket>& known, const Report& report, Tickets& tickets);

}  // namespace stackdrag::decide
