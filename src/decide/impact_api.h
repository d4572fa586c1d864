// What calls the API of a tool, and in which version.
#pragma once

#include <string>
#include <vector>

#include "stackdrag/impact.h"

namespace stackdrag {

struct Consumer {
  ItemId item;
  ImpactConsumer shown;
  std::string way_back;  ///< "v38.0 until about summer 2027"; empty if there is none
};

/// Whether anything is known of the versions of the tool's API.
bool knows_versions(const Assessment& assessment, const Tool& tool);
/// Why a version cannot be moved to: it is none, is not known of an API that is, or has been switched off. Empty if it can.
std::string wrong_version(const Assessment& assessment, const Tool& tool, const std::string& version);
/// The running integrations at the tool that call an API, and the agents that use it. In order of the inventory.
std::vector<Consumer> consumers_of(const Assessment& assessment, const Tool& tool, const std::string& version);

}  // namespace stackdrag
