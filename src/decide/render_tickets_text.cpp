// Tickets for a terminal: what would be filed, and what to do with what is filed already.
#include <fmt/format.h>

#include "stackdrag/page.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"
#include "stackdrag/tickets.h"

namespace stackdrag {
namespace {

using report::Ink;

std::vector<std::string> details_of(const Ticket& ticket, Date today) {
  std::vector<std::string> parts{ticket.key.empty() ? ticket.id : ticket.key, report::hours_phrase(ticket.hours)};
  if (ticket.severity >= Severity::high) parts.emplace_back(name_of(ticket.severity));
  if (ticket.due) parts.push_back(*ticket.due <= today ? "due now" : fmt::format("by {}", *ticket.due));
  parts.push_back(ticket.owner.empty() ? "owner to be named" : ticket.owner);
  if (!ticket.blocked_by.empty()) parts.push_back("after " + join_words(ticket.blocked_by));
  return parts;
}

void write_tickets(report::Page& page, const Tickets& tickets, bool is_new, std::string_view heading) {
  bool has_heading = false;
  for (const Ticket& ticket : tickets.all) {
    if ((ticket.state == TicketState::fresh) != is_new) continue;
    if (!has_heading) page.heading(Ink::strong, heading);
    has_heading = true;
    page.paragraph(Ink::plain, ticket.title, 2, 4);
    page.phrases(Ink::faint, details_of(ticket, tickets.from), 4, 4);
  }
}

}  // namespace

void render_tickets_text(const Tickets& tickets, const RenderOptions& options, Output& out) {
  report::Page page(options, out);
  page.phrases(Ink::strong, {tickets.stack, fmt::format("work from {} to {}", tickets.from, tickets.to)}, 0, 2);
  page.blank();
  const std::vector<std::string> account = ticket_account(tickets);
  if (tickets.all.empty() && tickets.waiting == 0)
    page.paragraph(Ink::good, "There is nothing to file.", 2, 4);
  else
    page.paragraph(Ink::strong, account.front(), 2, 4);
  write_tickets(page, tickets, true, tickets.is_compared ? "NEW" : "TICKETS");
  write_tickets(page, tickets, false, "FILED");
  if (account.size() > 1) page.heading(Ink::strong, "WHAT HAS BECOME OF THEM");
  for (std::size_t i = 1; i < account.size(); ++i) page.paragraph(Ink::plain, account[i], 2, 4);
}

}  // namespace stackdrag
