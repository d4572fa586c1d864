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

/// The tickets in an export, in its order: a table with a line of names as Jira and Linear write it, the JSON of `gh issue list`, or any
/// text that holds our line. What is not ours is passed over. A failure says why nobody can tell what the file holds.
Result<std::vector<KnownTicket>> known_tickets_in(std::string name, std::string text);

/// The last line of a ticket's body.
std::string ticket_mark(std::string_view id, const std::vector<std::uint64_t>& findings);

}  // namespace stackdrag
