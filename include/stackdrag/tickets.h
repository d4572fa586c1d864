// Tickets for an issue tracker: the work that is planned, and the questions that are open, gathered so that one person can close one of
// them.
//
// A ticket is recognised by what it is about and by the kind of work, not by its words, so that the same ticket is not filed twice.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/assess.h"
#include "stackdrag/enum_names.h"
#include "stackdrag/formats.h"
#include "stackdrag/known_tickets.h"
#include "stackdrag/report.h"
#include "stackdrag/work_plan.h"

namespace stackdrag {

/// The kind of work that a ticket asks for.
enum class TicketKind : std::uint8_t {
  retire,
  repair,
  decide,
  own,       ///< somebody has to answer for it
  find_out,  ///< questions to be answered
  small,     ///< small repairs of one person, of different items
};
template <>
inline constexpr auto names_of<TicketKind> = std::to_array<std::string_view>({"retire", "repair", "decide", "own", "find-out", "small"});

/// How a ticket stands beside those that the tracker has.
enum class TicketState : std::uint8_t {
  fresh,    ///< the tracker has none about any of its findings
  filed,    ///< it has one, about the same findings
  changed,  ///< findings have come or gone since
  reopen,   ///< it is closed, and something of it is still found
  resolved  ///< nothing of it is found any more
};
template <>
inline constexpr auto names_of<TicketState> = std::to_array<std::string_view>({"new", "filed", "changed", "reopen", "resolved"});

/// What somebody is called in the trackers; empty where nobody has written it down.
struct TrackerAccounts {
  std::string github, jira, linear;
};

/// Something that a ticket says: what may come from the inventory, with names in backticks, and then a sentence of ours.
struct TicketLine {
  std::string text, ours;
};

/// How the lines of a part are laid out.
enum class TicketLayout : std::uint8_t { sentences, steps, boxes, bullets };

struct TicketPart {
  std::string_view heading;  ///< empty for what a body begins with
  TicketLayout layout = TicketLayout::sentences;
  std::vector<TicketLine> lines{};
};

struct Ticket {
  std::string id;      ///< `SD-60eb3b8d`
  std::string anchor;  ///< what it is about: kind/id, or a rule, or whose questions and small repairs they are
  TicketKind kind = TicketKind::repair;
  std::string title;  ///< an imperative of at most 120 characters, fit for one line
  std::vector<TicketPart> parts{};
  std::vector<std::uint64_t> findings{};  ///< fingerprints, of open questions as well; ascending
  double hours = 0;
  int week = 0;  ///< of the plan, in which it begins, from 0; of questions, 0
  std::optional<Date> due{};
  Severity severity = Severity::low;
  std::string owner{};  ///< who is still here; empty if nobody is
  TrackerAccounts accounts{};
  std::vector<std::string> blocked_by{};  ///< ids of the tickets that have to be done first; all of them are there

  TicketState state = TicketState::fresh;
  std::string key{};  ///< of the ticket that the tracker has; empty if it is new
};

/// What became of a ticket that the tracker has, where there is something to do.
struct TicketNews {
  KnownTicket known;
  TicketState state = TicketState::filed;
  std::vector<std::string> came{};  ///< what is found besides: messages with names in backticks
  std::size_t went = 0;             ///< how many of its findings are gone
  bool is_ours = true;              ///< it is about something that the inventory has; else it may be of another stack
};

struct Tickets {
  std::string stack;
  Date from{}, to{};  ///< of the plan
  std::string currency{};
  std::string parent_id{};         ///< of the ticket that holds all others, where a tracker has such a thing
  std::string parent_key{};        ///< of the one that the tracker has; empty if there is none that is open
  std::vector<Ticket> all{};       ///< in the order of the plan, each behind those that block it; then the questions
  std::size_t waiting = 0;         ///< new ones that were left out, as there would be too many
  std::vector<TicketNews> news{};  ///< of what the tracker has: what is resolved first, else in its order
  bool is_compared = false;        ///< with what the tracker has

  std::vector<UnknownState> unknown_states{};  ///< see `KnownTickets`
  bool has_states = true;                      ///< likewise
  std::size_t alike = 0;                       ///< new ones whose titles the tracker has on issues without our line

  std::size_t count(TicketState state) const;
};

/// Gathers the plan's actions and the open questions into tickets, at most `most` new ones. `known` is what the tracker has; null if nobody
/// has said.
Tickets tickets_of(const Assessment& assessment, const Report& report, const WorkPlan& plan, std::size_t most, const KnownTickets* known);

/// "SD-60eb3b8d".
std::string ticket_id(std::string_view anchor, TicketKind kind, std::size_t number = 1);

void render_tickets_text(const Tickets& tickets, const RenderOptions& options, Output& out);
void render_tickets_json(const Tickets& tickets, const RenderOptions& options, Output& out);
/// The following write new tickets only.
void render_tickets_github(const Tickets& tickets, const RenderOptions& options, Output& out);
void render_tickets_jira(const Tickets& tickets, const RenderOptions& options, Output& out);
void render_tickets_linear(const Tickets& tickets, const RenderOptions& options, Output& out);
void render_tickets_csv(const Tickets& tickets, const RenderOptions& options, Output& out);
void render_tickets_markdown(const Tickets& tickets, const RenderOptions& options, Output& out);

/// What is new, and what to do with what the tracker has: sentences for people.
std::vector<std::string> ticket_account(const Tickets& tickets);

/// The JSON Schema of their JSON.
std::string tickets_schema();

}  // namespace stackdrag
