// Tickets that ask somebody for the facts that are missing.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "stackdrag/tickets.h"

namespace stackdrag::decide {

/// By it an open question is recognised from one audit to the next.
std::uint64_t fingerprint_of_question(std::string_view item, std::string_view field);

/// One for each owner who is still here, and one for what has none: those questions first on which most depends.
std::vector<Ticket> question_tickets(const Report& report);

}  // namespace stackdrag::decide
