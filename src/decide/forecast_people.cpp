// Asks who would be told if the item went on that day.
#include "decide/forecast_people.h"

#include <algorithm>

#include "decide/impact_people.h"

namespace stackdrag {

std::vector<std::string> who_acts(const Facts& facts, std::span<const ItemId> items, Date day) {
  // Who works until that day hands over by then: it is somebody else's from the next.
  const People people(facts, day + Days{1}, {});
  std::vector<std::string> names;
  for (const ItemId item : items) {
    if (!item || item.kind == Kind::stack || item.kind == Kind::waiver) continue;
    const Involvement involved = people.of(item);
    names.insert(names.end(), involved.owners.begin(), involved.owners.end());
    if (involved.owners.empty() && !involved.people.empty()) names.push_back(involved.people.front().who);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace stackdrag
