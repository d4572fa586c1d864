// Teams of which nobody is left.
#pragma once

#include <vector>

#include "rules/leavers.h"

namespace stackdrag::rules {

/// The member of each team who left last, if all members have left; by the team's index.
using LastToLeave = std::vector<const Person*>;

inline LastToLeave last_to_leave(const Context& in) {
  LastToLeave last(in.inventory.teams.size());
  std::vector<bool> has_somebody(last.size());
  for (const Person& person : in.inventory.people) {
    // Whoever's team could not be read may be of any.
    if (person.team.misread()) return LastToLeave(last.size());
    if (!person.team || !person.team->target) continue;
    const std::uint32_t team = person.team->target.index;
    if (!has_left(&person, in.as_of))
      has_somebody[team] = true;
    else if (last[team] == nullptr || *last[team]->left < *person.left)
      last[team] = &person;
  }
  for (std::size_t team = 0; team < last.size(); ++team) {
    if (has_somebody[team]) last[team] = nullptr;
  }
  return last;
}

}  // namespace stackdrag::rules
