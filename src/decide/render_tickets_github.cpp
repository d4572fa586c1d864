// Tickets for GitHub: on each line what `gh api repos/{owner}/{repo}/issues --input -` takes.
#include <algorithm>

#include "decide/ticket_text.h"
#include "stackdrag/json_writer.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// Whether GitHub can have an account of this name; it refuses an issue for one that it cannot have.
bool is_login(std::string_view name) {
  constexpr std::size_t longest = 39;
  const auto may_stand = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; };
  return !name.empty() && name.size() <= longest && name.front() != '-' && std::all_of(name.begin(), name.end(), may_stand);
}

}  // namespace

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
    if (is_login(ticket.accounts.github)) out.text(ticket.accounts.github);
    out.close(']');
    out.close('}');
  }
}

}  // namespace stackdrag
