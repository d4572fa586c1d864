// Asks the rules again as if a set of actions had been taken.
#include "decide/plan_gains.h"

#include <algorithm>

namespace stackdrag::decide {

GainsOfSets::GainsOfSets(const Assessment& now, std::span<const Action> actions)
    : now_(now), actions_(actions), toll_(toll_of(now.tally, now.charges)) {}

Afterwards GainsOfSets::after(const ActionSet& set) const {
  std::vector<ItemId> ended;
  std::vector<std::uint32_t> findings;
  for (const std::uint32_t action : set) {
    const std::vector<ItemId> items = ended_by(actions_[action], now_);
    ended.insert(ended.end(), items.begin(), items.end());
    findings.insert(findings.end(), actions_[action].findings.begin(), actions_[action].findings.end());
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
