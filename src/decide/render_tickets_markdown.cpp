// Tickets as a list of boxes to tick, for a wiki or an issue.
#include <fmt/format.h>

#include "decide/ticket_text.h"
#include "stackdrag/markdown_escape.h"
#include "stackdrag/phrases.h"

namespace stackdrag {

void render_tickets_markdown(const Tickets& tickets, const RenderOptions&, Output& out) {
  for (const Ticket& ticket : tickets.all) {
    if (ticket.state != TicketState::fresh) continue;
    const std::string due = !ticket.due ? "" : *ticket.due <= tickets.from ? ", due now" : fmt::format(", by {}", *ticket.due);
    const std::string owner = ticket.owner.empty() ? "owner to be named" : report::code_span(ticket.owner);
    out.put(fmt::format("- [ ] {}: {}, {}{}\n\n{}\n\n", report::prose(ticket.title), report::hours_phrase(ticket.hours), owner, due,
                        decide::markdown_body(ticket, "  ")));
  }
  if (tickets.waiting > 0) out.put(fmt::format("{} more {}.\n", tickets.waiting, tickets.waiting == 1 ? "waits" : "wait"));
}

}  // namespace stackdrag
