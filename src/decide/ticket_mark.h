// The last line of a ticket's body, by which it is known again.
#pragma once

#include <optional>
#include <string_view>

#include "stackdrag/known_tickets.h"

namespace stackdrag::decide {

/// What the last of our lines in a text says: id and findings. Nothing if there is none.
std::optional<KnownTicket> mark_in(std::string_view text);

}  // namespace stackdrag::decide
