// Which tickets are written, in which order, and what they say of each other.
#pragma once

#include "stackdrag/tickets.h"

namespace stackdrag::decide {

/// Puts each ticket behind those that block it, and leaves out new ones beyond the most: the last first, and never one that blocks another
/// which is written.
void order_and_cut(Tickets& tickets, std::size_t most);

/// Says in the body of each ticket which others come before it, as the tracker calls them.
void name_blockers(Tickets& tickets);

}  // namespace stackdrag::decide
