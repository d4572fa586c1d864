// Asks the rules again as if a set of actions had been taken.
#include "decide/plan_gains.h"

#include <algorithm>

namespace stackdrag::decide {

GainsOfSets::GainsOfSets(const Assessment& now, std::span<const Action> actions)
    : now_(now), actions_(actions), toll_(toll_of(now.tally, now.charges)), folded_(now.findings.size()) {
  for (std::uint32_t i = 0; i < now.findings.size(); ++i) {
    if (const auto into = now.findings[i].folded_into) folded_[*into].push_back(i);
  }
}

void GainsOfSets::add_with_folded(std::uint32_t place, std::vector<std::uint32_t>& into) const {
  into.push_back(place);
  for (const std::uint32_t folded : folded_[place]) add_with_folded(folded, into);
}

Afterwards GainsOfSets::after(const ActionSet& set) const {
  std::vector<ItemId> ended;
  std::vector<std::uint32_t> findings;
  for (const std::uint32_t action : set) {
    const std::vector<ItemId> items = ended_by(actions_[action], now_);
    ended.insert(ended.end(), items.begin(), items.end());
    for (const std::uint32_t place : actions_[action].findings) add_with_folded(place, findings);
  }
  return what_if(now_, {ended, findings});
}

const Gains& GainsOfSets::of(const ActionSet& set) {
  const auto [known, is_new] = known_.try_emplace(set);
  if (is_new && !set.empty()) {
    Afterwards then = after(set);
    known->second = {now_.score.low_hours - then.score.low_hours, toll_.hours - then.toll.hours, toll_.wasted - then.toll.wasted,
                     std::move(then.gone)};
  }
  return known->second;
}

}  // namespace stackdrag::decide
