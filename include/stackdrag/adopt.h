// A stack in which a proposal has become real.
#pragma once

#include <vector>

#include "stackdrag/workspace.h"

namespace stackdrag {

struct Adopted {
  Workspace workspace;
  ItemId tool;                       ///< what was proposed
  std::vector<ItemId> integrations;  ///< one for each tool that it must work with; their ids are made up
  std::vector<ItemId> retired;       ///< the tool that it replaces, with that tool's integrations

  /// Whether the item came in with the proposal.
  bool is_new(ItemId item) const;
};

/// The stack as it would be if the proposal were let in today and did what it promises: a tool in use, with an integration that works to
/// each tool that it must work with. What it replaces is retired. What the proposal does not say, nobody knows. The proposal itself is an
/// empty one then, so that items keep their places. The workspace, of which it is one, must outlive the result.
Adopted adopted(const Workspace& workspace, const Proposal& proposal, Date today);

}  // namespace stackdrag
