// Which actions of a plan make one ticket.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stackdrag/tickets.h"

namespace stackdrag::decide {

/// An action of the plan, and what decides on its ticket.
struct TicketStep {
  const PlannedAction* planned = nullptr;
  const Action* action = nullptr;
  std::string anchor;  ///< the item that it belongs to, kind/id; of what is about the whole stack, its rule
  ItemId item{};       ///< what is worked on: the same, or if that is a campaign or the like, what is found wrong; none of what is no item
  TicketKind kind = TicketKind::repair;
  std::vector<std::uint32_t> findings{};  ///< of the action, those that nobody has accepted
  std::vector<std::uint32_t> leading{};   ///< those of its findings that it was made for, not those that it settles besides
};

/// Actions of one owner about one item, up to two days of work; or small repairs of one owner. In the order of the plan.
struct TicketGroup {
  std::string owner;  ///< empty if nobody is there
  bool is_small = false;
  std::vector<TicketStep> steps{};

  double hours() const;
};

/// Whether an item of the kind can be taken out, or stop.
bool is_removable(Kind kind);

std::vector<TicketGroup> ticket_groups_of(const Assessment& assessment, const Report& report, const WorkPlan& plan);

}  // namespace stackdrag::decide
