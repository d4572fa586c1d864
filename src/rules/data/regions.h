// What the law of a region asks of trackers.
#pragma once

#include <algorithm>
#include <iterator>

#include "stackdrag/inventory.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

/// Where trackers wait for a yes: the EU and EEA (ePrivacy Directive 2002/58/EC, article 5(3)), the United Kingdom (PECR, regulation 6),
/// Switzerland (for personality profiles), Brazil (LGPD, article 7), South Korea (PIPA, article 15), and what says `all` or `global`.
inline bool asks_opt_in(Text region) {
  constexpr std::string_view regions[] = {
      "all",    "at", "be", "bg", "br",     "ch", "cy", "cz", "de", "dk", "ee", "eea", "es",    "eu",
      "europe", "fi", "fr", "gb", "global", "gr", "hr", "hu", "ie", "is", "it", "kr",  "li",    "lt",
      "lu",     "lv", "mt", "nl", "no",     "pl", "pt", "ro", "se", "si", "sk", "uk",  "world",
  };
  return std::find(std::begin(regions), std::end(regions), lower_case(region)) != std::end(regions);
}

/// Where a visitor's signal to opt out must be honoured: the states of the USA whose privacy laws say so (the first was California's CCPA,
/// regulation § 7025; see globalprivacycontrol.org), and what says `us`, `all` or `global`.
inline bool gives_opt_out(Text region) {
  constexpr std::string_view regions[] = {
      "all",   "global", "us",    "us-ca", "us-co", "us-ct", "us-de", "us-md", "us-mn",
      "us-mt", "us-ne",  "us-nh", "us-nj", "us-or", "us-tx", "usa",   "world",
  };
  return std::find(std::begin(regions), std::end(regions), lower_case(region)) != std::end(regions);
}

/// Whether the law applies to the audience. If nobody says where it lives, it does.
inline bool any_region(const Stack& stack, bool (*applies)(Text)) {
  if (stack.regions.unknown()) return true;
  return std::any_of(stack.regions.begin(), stack.regions.end(), [&](const At<Text>& region) { return applies(*region); });
}

}  // namespace stackdrag::rules
