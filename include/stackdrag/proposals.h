// What has to be known of a proposal before anything is let in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/facts.h"
#include "stackdrag/inventory.h"

namespace stackdrag {

/// A fact that a proposal does not give.
struct MissingFact {
  std::string_view field;  ///< the one to fill in
  std::string words;       ///< "who would own it (`owner`)"
  bool keeps_out = false;  ///< nobody may let it in before that is known
};

/// Those that it lacks, in the order in which people ask. What could not be read is not missing.
std::vector<MissingFact> missing_facts(const Proposal& proposal, const Inventory& inventory);

/// The tool in use, one of the team's own, that it would replace; null if it names none.
const Tool* replaced_tool(const Proposal& proposal, const Facts& facts);

}  // namespace stackdrag
