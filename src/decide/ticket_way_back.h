// What work changes in what runs, and how to undo it.
#pragma once

#include <optional>
#include <string>

#include "decide/ticket_groups.h"

namespace stackdrag::decide {

/// What a step changes in what runs.
struct Change {
  std::string way_back{};  ///< in sentences with names in backticks; empty if it cannot be undone, or need not be
  bool may_break = true;   ///< what stands on the item may notice
  bool is_off = false;     ///< the item gives nothing any more
};

/// Nothing for a step that changes nothing that runs: a decision, an owner, a fact that is written down. `retired` is the way back of what
/// is taken out.
std::optional<Change> change_of(const TicketStep& step, const Assessment& assessment, const std::string& retired);

}  // namespace stackdrag::decide
