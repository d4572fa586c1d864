// Event names that vendors prescribe, which a team cannot spell differently.
#pragma once

#include <algorithm>

#include "stackdrag/packs.h"

namespace stackdrag::rules {

inline bool is_prescribed(Text name, const Packs& packs) {
  const std::vector<VendorEvents>& vendors = packs.rows<VendorEvents>();
  return std::any_of(vendors.begin(), vendors.end(), [&](const VendorEvents& vendor) {
    return std::any_of(vendor.names.begin(), vendor.names.end(), [&](const At<Text>& known) { return *known == name; });
  });
}

}  // namespace stackdrag::rules
