// What hangs on an item, for the rules that ask only about what matters.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

/// Why an item matters, as the end of a sentence: "feeds the agent `lead-scorer` (hs-sf → lead → lead-scorer)".
struct Standing {
  std::string reason;
  std::size_t dependents = 0;  ///< as far as it took to tell
};

/// A touchpoint at which money is decided upon.
inline bool earns(const Touchpoint& touchpoint, const Packs& packs) {
  return touchpoint.stage && packs.find<EarningStage>(*touchpoint.stage) != nullptr;
}

/// Whether an agent stands on the item, a touchpoint that earns, or at least `many` of anything; empty if nothing of the kind does.
inline std::optional<Standing> standing_of(ItemId item, std::size_t many, const Context& in) {
  // Enough to be sure to meet an agent in all but the largest neighbourhoods.
  constexpr std::size_t most_looked_at = 64;
  const auto matters = [&](ItemId on) {
    return on.kind == Kind::agent || (on.kind == Kind::touchpoint && earns(in.inventory.touchpoints[on.index], in.packs));
  };
  const std::vector<Dependency> found = in.facts.dependents_of(item, std::max(many, most_looked_at), matters);
  if (!found.empty() && matters(found.back().on)) {
    const ItemId on = found.back().on;
    const std::string way = in.facts.way(item, found, static_cast<std::uint32_t>(found.size() - 1));
    const char* const what = on.kind == Kind::agent ? "the agent" : "the touchpoint";
    return Standing{fmt::format("feeds {} `{}` ({})", what, *id_of(in.inventory, on), way), found.size()};
  }
  if (found.size() < many) return std::nullopt;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 3); ++i)
    names.push_back(fmt::format("`{}`", *id_of(in.inventory, found[i].on)));
  if (found.size() > names.size()) names.push_back(fmt::format("{} more", found.size() - names.size()));
  return Standing{fmt::format("feeds {}", join_words(names)), found.size()};
}

}  // namespace stackdrag::rules
