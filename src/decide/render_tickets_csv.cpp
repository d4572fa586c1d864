// Tickets as tables: as the importers of Jira and Linear take them, and for any other tracker.
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "decide/ticket_text.h"
#include "stackdrag/csv_cells.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace decide {
namespace {

using report::csv_cell;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr int seconds_an_hour = 3600;

void put_row(const std::vector<std::string>& cells, Output& out) { out.put(fmt::format("{}\r\n", fmt::join(cells, ","))); }

std::string day_cell(const std::optional<Date>& day) { return csv_cell(day ? fmt::format("{}", *day) : ""); }

/// Only new tickets are written.
template <class Visit>
void each_new(const Tickets& tickets, Visit visit) {
  for (const Ticket& ticket : tickets.all) {
    if (ticket.state == TicketState::fresh) visit(ticket);
  }
}

/// The epic that the tickets belong to; its number in the table, or the key of the one that is there.
constexpr std::string_view parent_number = "1";

void put_parent(const Tickets& tickets, Output& out) {
  const std::string title = fmt::format("Marketing stack of {}: work from {} to {}", tickets.stack, tickets.from, tickets.to);
  const std::string body = fmt::format("{}\n\n{}", wiki_text("What `stackdrag plan` puts first, a ticket for each thing to do."),
                                       ticket_mark(tickets.parent_id, {}));
  put_row({csv_cell(shorten(title, 120)), csv_cell("Epic"), std::string(parent_number), "", csv_cell("Medium"), cell_of_lines(body), "", "",
           "", csv_cell("stackdrag"), ""},
          out);
}

}  // namespace
}  // namespace decide

void render_tickets_jira(const Tickets& tickets, const RenderOptions&, Output& out) {
  using namespace decide;
  out.put(byte_order_mark);
  out.put("Summary,Issue Type,Issue ID,Parent,Priority,Description,Due Date,Original Estimate,Assignee,Labels,Labels\r\n");
  if (tickets.count(TicketState::fresh) == 0) return;
  if (tickets.parent_key.empty()) put_parent(tickets, out);
  std::size_t number = 1;
  each_new(tickets, [&](const Ticket& ticket) {
    const std::vector<std::string> labels = labels_of(ticket);
    put_row({csv_cell(ticket.title), csv_cell("Task"), std::to_string(++number),
             csv_cell(tickets.parent_key.empty() ? std::string(parent_number) : tickets.parent_key),
             csv_cell(priority_of(ticket.severity, {"Highest", "High", "Medium", "Low"})), cell_of_lines(wiki_body(ticket)),
             day_cell(ticket.due), fmt::format("{}", std::llround(ticket.hours * seconds_an_hour)), csv_cell(ticket.accounts.jira),
             csv_cell(labels[0]), csv_cell(labels[1])},
            out);
  });
}

void render_tickets_linear(const Tickets& tickets, const RenderOptions&, Output& out) {
  using namespace decide;
  out.put("Title,Description,Priority,Status,Assignee,Estimate,Labels\r\n");
  each_new(tickets, [&](const Ticket& ticket) {
    put_row(
        {csv_cell(ticket.title), cell_of_lines(markdown_body(ticket)),
         csv_cell(priority_of(ticket.severity, {"Urgent", "High", "Medium", "Low"})), csv_cell("Backlog"), csv_cell(ticket.accounts.linear),
         fmt::format("{}", std::llround(std::ceil(ticket.hours))), csv_cell(fmt::format("{}", fmt::join(labels_of(ticket), ", ")))},
        out);
  });
}

void render_tickets_csv(const Tickets& tickets, const RenderOptions&, Output& out) {
  using namespace decide;
  out.put("ID,Title,Description,Owner,Hours,Due,Severity,Kind,Item,Blocked by,Labels\r\n");
  each_new(tickets, [&](const Ticket& ticket) {
    put_row(
        {csv_cell(ticket.id), csv_cell(ticket.title), cell_of_lines(plain_body(ticket)), csv_cell(ticket.owner), csv_cell(ticket.hours),
         day_cell(ticket.due), csv_cell(name_of(ticket.severity)), csv_cell(names_of<TicketKind>[static_cast<std::size_t>(ticket.kind)]),
         csv_cell(ticket.anchor), csv_cell(fmt::format("{}", fmt::join(ticket.blocked_by, ", "))),
         csv_cell(fmt::format("{}", fmt::join(labels_of(ticket), ", ")))},
        out);
  });
}

}  // namespace stackdrag
