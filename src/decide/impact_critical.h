// Which items must not fail unnoticed, and whether somebody has looked at what a change does to them.
#pragma once

#include <string>
#include <vector>

#include "decide/impact_ties.h"
#include "stackdrag/assess.h"

namespace stackdrag {

/// Why the item is critical: "acts by itself, and nobody approves". Empty if it is not.
std::vector<std::string> why_critical(const Assessment& assessment, const Ties& ties, ItemId item);

/// The planned change of the item that says when its impact was assessed; null if none does. `version` is that of an API to which it moves;
/// empty if none does.
const Change* assessed_change(const Assessment& assessment, ItemId item, const std::string& version);

}  // namespace stackdrag
