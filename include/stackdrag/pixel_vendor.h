// A pixel's vendor and account under one name each, and whether the server sends it.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/inventory.h"
#include "stackdrag/packs.h"
#include "stackdrag/text.h"

namespace stackdrag {

/// The vendor of a pixel under one name, whichever alias the pixel uses. Precondition: the pixel names its vendor.
inline std::string vendor_of(const Pixel& pixel, const Packs& packs) { return packs.vendor_key(*pixel.vendor); }
/// The company behind it: `google` for Google Ads. Precondition: the pixel names its vendor.
inline std::string family_of(const Pixel& pixel, const Packs& packs) { return packs.vendor_family(*pixel.vendor); }

/// An account in lower case, without the spaces around it: as accounts are compared.
inline std::string account_key(std::string_view account) {
  while (!account.empty() && account.front() == ' ') account.remove_prefix(1);
  while (!account.empty() && account.back() == ' ') account.remove_suffix(1);
  return lower_case(account);
}
/// The account of a pixel, as it is compared. Precondition: the pixel names one.
inline std::string account_of(const Pixel& pixel) { return account_key(*pixel.account); }

/// How a pixel gets onto a page.
enum class Placement { unsaid, hard_coded, server, tag_manager };

/// What the words of `via` say: `server-side`, `sGTM`, `hard coded`. A name that is none of ours is that of a tag manager.
inline Placement placement_of(const Pixel& pixel) {
  if (!pixel.via) return Placement::unsaid;
  if (*pixel.via == "gtm") return Placement::tag_manager;  // nearly every pixel, and this is asked for each of its pages
  const std::vector<std::string> words = words_of(lower_case(without_denied(*pixel.via)));
  const auto says = [&](std::initializer_list<std::string_view> any) {
    return std::any_of(any.begin(), any.end(), [&](std::string_view word) { return has_word(words, word); });
  };
  if (says({"server", "serverside", "sgtm", "s2s", "capi"})) return Placement::server;
  const std::string folded = folded_name(*pixel.via);
  if (says({"inline", "html"}) || folded.starts_with("hardcoded")) return Placement::hard_coded;
  return Placement::tag_manager;
}

inline bool is_server_side(const Pixel& pixel) { return placement_of(pixel) == Placement::server; }

}  // namespace stackdrag
