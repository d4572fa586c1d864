// Asks the rules about the stack as it is and as if everything of a kind had been seen today, and compares what they find.
//
// That works without a list of the rules that look at beats. A tool that nobody has used for a year would be in order if it had been used
// today: it has stopped. A pixel that was switched off in time would be blamed if it fired today: it has stopped as well. Of what runs,
// nothing else is found either way. Rules that follow from others are left out: they tell what another item's beats say.
#include "decide/steady.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "stackdrag/ask.h"

namespace stackdrag {

bool Steady::Found::operator<(const Found& other) const { return std::tie(item, rule, key) < std::tie(other.item, other.rule, other.key); }

Steady::Steady(const Assessment& now) : now_(now), rules_(now.catalogue.rules) {
  for (Rule& rule : rules_) rule.setting.off = false;
  found_ = found_in(*now.workspace.inventory, now.workspace.facts);
}

std::vector<Steady::Found> Steady::found_in(const Inventory& inventory, const Facts& facts) const {
  std::vector<Found> all;
  ask(rules_, {inventory, facts, *now_.workspace.packs, Profile::full, now_.as_of},
      [&](const Rule& rule, const Subject& subject, const Verdict& verdict) {
        const Flagged* const flagged = verdict.finding();
        if (flagged != nullptr && subject.item && rule.after.empty()) all.push_back({subject.item, &rule, flagged->key});
        return Standing::open;
      });
  std::sort(all.begin(), all.end());
  return all;
}

std::set<ItemId> Steady::stopped(Kind kind, const Inventory& fresh, const Facts& facts_of_fresh) const {
  const std::vector<Found> would_be = found_in(fresh, facts_of_fresh);
  std::vector<Found> different;
  std::set_symmetric_difference(found_.begin(), found_.end(), would_be.begin(), would_be.end(), std::back_inserter(different));
  std::set<ItemId> stopped;
  for (const Found& found : different) {
    if (found.item.kind == kind) stopped.insert(found.item);
  }
  return stopped;
}

}  // namespace stackdrag
