// The shape of the JSON of tickets, described once: its writer and its JSON Schema follow from it. It is never read back.
#pragma once

#include "decide/ticket_text.h"
#include "stackdrag/report_shape.h"
#include "stackdrag/tickets.h"

namespace stackdrag::report {

template <class Io>
void describe(Io& io, Of<Io, Ticket>& ticket) {
  io.field("id", ticket.id, form::name, "The last line of the body has it, too.");
  io.field(
      "state", ticket.state, form::Word<TicketState>{},
      "new: the tracker has none about any of its findings. filed: it has one. changed: findings have come or gone since. reopen: it is "
      "closed, and something of it is still found.");
  io.field("key", ticket.key, form::TextOrNull{}, "What the tracker calls it; null if it is new, or if the export does not say.");
  io.field("kind", ticket.kind, form::Word<TicketKind>{}, "The kind of work; find-out asks for facts.");
  io.field("item", ticket.anchor, form::text, "What it is about: kind/id, rule/id of what is about the whole stack, or owner/id.");
  io.field("title", ticket.title, form::name, "An imperative of at most 120 characters.");
  io.field("owner", ticket.owner, form::TextOrNull{}, "Who does it; null if nobody is there.");
  io.group("accounts", "What the owner is called in the trackers.", [&](auto& accounts) {
    accounts.field("github", ticket.accounts.github, form::TextOrNull{});
    accounts.field("jira", ticket.accounts.jira, form::TextOrNull{});
    accounts.field("linear", ticket.accounts.linear, form::TextOrNull{});
  });
  io.field("severity", ticket.severity, form::severity, "The worst of its findings; low for questions.");
  io.field("hours", ticket.hours, form::amount, "Of work.");
  io.computed(
      "week", [&] { return ticket.week + 1; }, form::count, "Of the plan, in which it begins, from 1.");
  io.field("due", ticket.due, form::Nullable{form::date.form}, "The day by which it has to be done, or null.");
  io.field("blocked_by", ticket.blocked_by, form::texts, "The ids of those that have to be done first; each of them is in this list.");
  io.computed(
      "labels", [&] { return decide::labels_of(ticket); }, form::texts, "For the tracker.");
  io.field("findings", ticket.findings, form::fingerprints, "What it is about; of questions, one for each fact that is missing.");
  io.computed(
      "body", [&] { return decide::markdown_body(ticket); }, form::text, "In Markdown.");
}

template <class Io>
void describe(Io& io, Of<Io, TicketNews>& news) {
  io.field("id", news.known.id, form::name);
  io.field("key", news.known.key, form::TextOrNull{}, "What the tracker calls it; null if the export does not say.");
  io.field("title", news.known.title, form::TextOrNull{});
  io.field("state", news.state, form::Word<TicketState>{}, "changed, reopen, or resolved: nothing of it is found any more.");
  io.field("came", news.came, form::texts, "What is found besides, in words.");
  io.field("went", news.went, form::count, "How many of its findings are gone.");
  io.field("ours", news.is_ours, form::truth, "The inventory has something that it may be about. If not, it may be of another stack.");
}

template <class Io>
void describe(Io& io, Of<Io, UnknownState>& state) {
  io.field("state", state.word, form::text, "As the tracker has it.");
  io.field("tickets", state.count, form::count, "How many of ours are in it.");
}

template <class Io>
void describe(Io& io, Of<Io, Tickets>& tickets) {
  io.version("schema_version", 1, "The version of this format.");
  io.group("tool", "What made the tickets.", [](auto& tool) {
    tool.constant("name", "stackdrag", "Always stackdrag.");
    tool.field("version", std::string_view(STACKDRAG_VERSION), form::text, "The version of the tool.");
  });
  io.field("model", drag_model, form::text, "Of the score, as in the report.");
  io.field("as_of", tickets.from, form::date.form, "The day of the audit.");
  io.field("until", tickets.to, form::date.form, "The last day of the plan.");
  io.group("stack", "What they are about.", [&](auto& stack) {
    stack.field("name", tickets.stack, form::text, "As written in the inventory.");
    stack.field("currency", tickets.currency, form::text, "The currency of all money.");
  });
  io.field("tickets", tickets.all, form::List{form::object<Ticket>}, "In the order of the plan, then the questions.");
  io.field("waiting", tickets.waiting, form::count, "How many new ones were left out, as there would be too many.");
  io.field("compared", tickets.is_compared, form::truth, "With what the tracker has.");
  io.field("known", tickets.news, form::List{form::object<TicketNews>}, "What the tracker has and where there is something to do.");
  io.field("unknown_states", tickets.unknown_states, form::List{form::object<UnknownState>},
           "Words for states of which nobody can tell whether they mean closed: those tickets are taken for open.");
  io.field("has_states", tickets.has_states, form::truth,
           "The export says of one of our tickets at least in which state it is, or has none of them. If not, all are taken for open.");
  io.field("alike", tickets.alike, form::count, "New ones whose titles the export has on issues without our last line: perhaps cut off.");
}

}  // namespace stackdrag::report
