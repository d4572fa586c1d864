// The names under which the packs may know a tool.
#pragma once

#include <vector>

#include "stackdrag/facts.h"
#include "stackdrag/packs.h"

namespace stackdrag::rules {

/// What a tool is called: its id, its vendor, and its product and its name unless they are another vendor's.
inline std::vector<Text> names_of_tool(const Tool& tool, const Packs& packs) {
  std::vector<Text> names{*tool.id};
  if (tool.vendor) names.push_back(*tool.vendor);
  if (is_in_house(tool)) return names;
  for (const At<Text>* const text : {&tool.product, &tool.common.name}) {
    if (!*text || (tool.vendor && packs.vendor_family(*tool.vendor) != packs.vendor_family(**text))) continue;
    names.push_back(**text);
  }
  return names;
}

}  // namespace stackdrag::rules
