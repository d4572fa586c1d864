// What an issue tracker has of our tickets already, read from what it exports.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/result.h"

namespace stackdrag {

/// A ticket as a tracker has it. We know it by the last line of its body: `stackdrag: SD-60eb3b8d 0123456789abcdef …`.
struct KnownTicket {
  std::string key;  ///< what the tracker calls it: `MKT-12`, `#12`; empty if the export does not say
  std::string title{};
  std::string id;                       ///< `SD-60eb3b8d`
  std::vector<std::uint64_t> findings;  ///< the fingerprints of what it is about, ascending
  bool is_closed = false;
};

/// A word for the state of tickets of which nobody can tell whether it means that they are closed.
struct UnknownState {
  std::string word;
  std::size_t count = 0;  ///< of our tickets
};

/// What an export holds.
struct KnownTickets {
  std::vector<KnownTicket> all{};  ///< in its order
  /// Those tickets are taken for open, as one that is open is neither filed again nor reopened.
  std::vector<UnknownState> unknown_states{};
  std::vector<std::string> unmarked_titles{};  ///< of the issues without our line
  bool has_states = true;                      ///< it says something of the state of one of our tickets at least, or has none of them
};

/// The tickets in an export: a table with a line of names as Jira and Linear write it; JSON, as a list of issues or in what `gh`, Jira and
/// Linear answer with, one value or several; or any text that holds our line. What is not ours is passed over. A failure says at which
/// place it is that nobody can tell what the file holds.
Result<KnownTickets> known_tickets_in(const std::string& name, std::string text);

/// The last line of a ticket's body.
std::string ticket_mark(std::string_view id, const std::vector<std::uint64_t>& findings);

}  // namespace stackdrag
