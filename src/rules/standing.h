// What depends on an item, for rules that only apply to important items.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "rules/few_names.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

/// Why an item matters, as the second half of a message: "feeds the agent `lead-scorer` (hs-sf → lead → lead-scorer)".
struct Importance {
  std::string reason;
  std::size_t dependents = 0;  ///< at least this many
};

/// A touchpoint where customers decide or buy.
inline bool earns(const Touchpoint& touchpoint, const Packs& packs) {
  return touchpoint.stage && packs.find<EarningStage>(*touchpoint.stage) != nullptr;
}

/// Whether an agent, a touchpoint that earns, or at least `many` items of any kind depend on the item; empty if not.
inline std::optional<Importance> importance_of(ItemId item, std::size_t many, const Context& in) {
  // Enough to find an agent among the dependents in all but the largest stacks.
  constexpr std::size_t most_looked_at = 64;
  const auto matters = [&](ItemId on) {
    return on.kind == Kind::agent || (on.kind == Kind::touchpoint && earns(in.inventory.touchpoints[on.index], in.packs));
  };
  const std::vector<Dependency> found = in.facts.dependents_of(item, std::max(many, most_looked_at), matters);
  if (!found.empty() && matters(found.back().on)) {
    const ItemId on = found.back().on;
    const std::string way = in.facts.way(item, found, static_cast<std::uint32_t>(found.size() - 1));
    const char* const what = on.kind == Kind::agent ? "the agent" : "the touchpoint";
    return Importance{fmt::format("feeds {} `{}` ({})", what, *id_of(in.inventory, on), way), found.size()};
  }
  if (found.size() < many) return std::nullopt;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 3); ++i)
    names.push_back(fmt::format("`{}`", *id_of(in.inventory, found[i].on)));
  return Importance{fmt::format("feeds {}", few_of(std::move(names), found.size())), found.size()};
}

}  // namespace stackdrag::rules
