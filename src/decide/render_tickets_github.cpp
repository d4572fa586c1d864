// Tickets for GitHub: on each line what `gh api repos/{owner}/{repo}/issues --input -` takes.
#include "decide/ticket_text.h"
#include "stackdrag/json_writer.h"

namespace stackdrag {

void render_tickets_github(const Tickets& tickets, const RenderOptions&, Output& output) {
  for (const Ticket& ticket : tickets.all) {
    if (ticket.state != TicketState::fresh) continue;
    report::JsonWriter out(output);
    out.open_row('{');
    out.key("title").text(ticket.title);
    out.key("body").text(decide::markdown_body(ticket));
    out.key("labels").open_row('[');
    for (const std::string& label : decide::labels_of(ticket)) out.text(label);
    out.close(']');
    out.key("assignees").open_row('[');
    if (!ticket.accounts.github.empty()) out.text(ticket.accounts.github);
    out.close(']');
    out.close('}');
  }
}

}  // namespace stackdrag
