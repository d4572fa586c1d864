// A pixel's vendor, and whether the server sends it.
#pragma once

#include <string>

#include "stackdrag/inventory.h"
#include "stackdrag/packs.h"

namespace stackdrag::rules {

/// The vendor of a pixel under one name, whichever alias the pixel uses. Precondition: the pixel names its vendor.
inline std::string vendor_of(const Pixel& pixel, const Packs& packs) { return packs.vendor_key(*pixel.vendor); }
/// The company behind it: `google` for Google Ads. Precondition: the pixel names its vendor.
inline std::string family_of(const Pixel& pixel, const Packs& packs) { return packs.vendor_family(*pixel.vendor); }

inline bool is_server_side(const Pixel& pixel) { return pixel.via && *pixel.via == Placement::server; }

}  // namespace stackdrag::rules
