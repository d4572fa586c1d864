// The tags that load before the others and collect nothing themselves: consent banners and tag managers.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

/// Whether a tool asks visitors for their consent: the stack's platform, or one that says so.
inline bool asks_visitors(const Tool& tool, const Context& in) {
  const At<ToolRef>& platform = in.inventory.stack.consent_platform;
  if (platform && platform->target == tool.common.self) return true;
  return std::any_of(tool.does.begin(), tool.does.end(),
                     [&](const At<Text>& does) { return in.packs.capability(*does) == in.packs.capability("consent-management"); });
}

/// Whether the purpose allows that the pixel asks for consent: the company behind a platform may well make trackers, too.
inline bool may_be_banner(const Pixel& pixel) {
  if (!pixel.purpose) return true;
  const std::vector<std::string> purpose = words_of(*pixel.purpose);
  return has_word(purpose, "consent") || has_word(purpose, "cookie") || has_word(purpose, "banner");
}

/// The tools that ask, and the vendors of their tags.
struct Askers {
  std::vector<bool> tools;  ///< by the tool's index
  std::unordered_set<std::string> vendors;

  /// Whether the pixel is the tag by which one of them asks. Nobody can agree before it has loaded.
  bool have(const Pixel& pixel, const Packs& packs) const {
    if (vendors.empty()) return false;
    if (pixel.vendor && vendors.contains(packs.vendor_key(*pixel.vendor)) && may_be_banner(pixel)) return true;
    return std::any_of(pixel.feeds.begin(), pixel.feeds.end(), [&](const auto& fed) { return fed->target && tools[fed->target.index]; });
  }
};

inline Askers find_askers(const Context& in) {
  Askers askers{std::vector<bool>(in.inventory.tools.size()), {}};
  for (const Tool& tool : in.inventory.tools) {
    if (!is_running(tool.status) || !asks_visitors(tool, in)) continue;
    askers.tools[tool.common.self.index] = true;
    askers.vendors.insert(in.packs.vendor_key(tool.vendor ? *tool.vendor : *tool.id));
  }
  return askers;
}

/// Whether the pixel is a container, whose own tags are to wait.
inline bool is_container(const Pixel& pixel, const Packs& packs) {
  constexpr std::array<std::string_view, 3> managers{"google-tag-manager", "adobe-launch", "tealium"};
  if (pixel.account && lower_case(*pixel.account).starts_with("gtm-")) return true;
  return pixel.vendor && std::any_of(managers.begin(), managers.end(), [&](std::string_view manager) {
           return packs.vendor_key(*pixel.vendor) == packs.vendor_key(manager);
         });
}

}  // namespace stackdrag::rules
