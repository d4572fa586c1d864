// How an observed item gets into the inventory.
#pragma once

#include <map>
#include <set>
#include <string>

#include "stackdrag/observed_file.h"

namespace stackdrag::evidence {

struct Adoption {
  /// The lines by which an inventory would declare the item, with places to fill in for what only people know.
  std::string lines;
  /// What they name that was not observed itself, such as the tools that a workflow works on, by the kind that it would be.
  std::map<Kind, std::set<std::string>> names;
};

/// How to declare one of the items that were observed. The ids are those that the draft of all of them has.
Adoption adoption_of(const ObservedItem& item, const Observed& observed);

}  // namespace stackdrag::evidence
