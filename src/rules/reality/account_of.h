// The declared pixel that a shadow is, but for its account.
#pragma once

#include "stackdrag/pixel_vendor.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// The only declared pixel of the vendor, if it has another account than the only one that runs; else null.
inline const Pixel* other_account_of(const Shadow& shadow, const Context& in) {
  if (shadow.members.size() != 1 || shadow.sightings.size() != 1) return nullptr;
  const ItemId item = shadow.members.front();
  const evidence::ObservedItem& observed = shadow.sightings.front()->item;
  if (item.kind != Kind::pixel || observed.value("account").empty()) return nullptr;
  const Pixel& pixel = in.inventory.pixels[item.index];
  return pixel.account && is_live(pixel) && observed.by_server() == is_server_side(pixel) ? &pixel : nullptr;
}

}  // namespace stackdrag::rules
