// Joins actions that touch the same items or settle the same findings, and lists what can be chosen of each group.
#include "decide/plan_groups.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "decide/plan_edges.h"
#include "stackdrag/disjoint_sets.h"
#include "stackdrag/read_inventory.h"

namespace stackdrag::decide {
namespace {

constexpr std::size_t most_actions = 16;  ///< of a group whose sets are all weighed

/// How many sets may be worked out for one plan: each takes an audit, and those of large stacks take long.
std::size_t most_asked(const Assessment& assessment) {
  constexpr std::size_t items_in_all = 400'000, fewest = 500, most = 20'000;
  return std::clamp(items_in_all / std::max<std::size_t>(1, item_count(*assessment.workspace.inventory)), fewest, most);
}

/// What two actions may have in common: items, and findings that are gone afterwards.
std::vector<std::uint64_t> touched(const Assessment& assessment, const Action& action, const Gains& gains) {
  constexpr std::uint64_t beyond_items = std::uint64_t{1} << 32;
  std::vector<std::uint64_t> all;
  const auto add_item = [&](ItemId item) {
    if (item && item.kind != Kind::stack) all.push_back(item.number());
  };
  for (const std::uint32_t place : action.findings) {
    const Finding& finding = *assessment.findings[place].finding;
    add_item(finding.subject.item);
    for (const ItemId member : finding.subject.members) add_item(member);
  }
  for (const std::uint32_t place : gains.gone) all.push_back(beyond_items + place);
  return all;
}

/// What is left behind by an action that puts an end to something: what names it, and the pages that it relieves. Another action may make
/// up for that.
std::vector<ItemId> left_behind(const Assessment& assessment, const Action& action) {
  const Inventory& inventory = *assessment.workspace.inventory;
  const std::vector<ItemId> ended = ended_by(action, assessment);
  std::vector<ItemId> items;
  for (const Edge& edge : assessment.workspace.facts.edges) {
    const bool is_meant = edge.from.kind != Kind::stack && std::binary_search(ended.begin(), ended.end(), edge.to);
    if (is_meant) items.push_back(edge.from);
  }
  for (const ItemId item : ended) {
    if (item.kind != Kind::pixel) continue;
    const Pixel& pixel = inventory.pixels[item.index];
    for (const auto& on : pixel.on) {
      if (on->target) items.push_back(on->target);
    }
    if (on_all_pages(pixel) == nullptr) continue;
    for (const Page& page : inventory.pages) items.push_back(page.common.self);
  }
  return items;
}

/// Whether all that `findings` are is gone after the other action.
bool are_gone(std::span<const std::uint32_t> findings, const Gains& gains) {
  return std::includes(gains.gone.begin(), gains.gone.end(), findings.begin(), findings.end());
}

bool has(const ActionSet& set, std::uint32_t action) { return std::binary_search(set.begin(), set.end(), action); }

/// Whether the set can be chosen.
bool is_choice(const ActionSet& set, const Weighing& weighing) {
  return std::all_of(set.begin(), set.end(), [&](std::uint32_t action) {
    const auto& before = weighing.before[action];
    const auto by = weighing.settled_by[action];
    return std::all_of(before.begin(), before.end(), [&](std::uint32_t first) { return is_done(first, set, weighing); }) &&
           !(by && has(set, *by));
  });
}

Choice choice_of(ActionSet set, const Weighing& weighing, GainsOfSets& gains) {
  Choice choice{std::move(set), 0, {}};
  for (const std::uint32_t action : choice.actions) choice.quarters += weighing.quarters[action];
  choice.charge = gains.of(choice.actions).charge;
  return choice;
}

/// All sets; nothing if there are too many.
std::vector<ActionSet> all_sets(const ActionSet& actions, const Weighing& weighing, std::size_t most) {
  std::vector<ActionSet> sets;
  if (actions.size() > most_actions) return sets;
  for (std::uint32_t mask = 0; mask < (1U << actions.size()); ++mask) {
    ActionSet set;
    for (std::size_t i = 0; i < actions.size(); ++i) {
      if ((mask >> i & 1U) != 0) set.push_back(actions[i]);
    }
    if (is_choice(set, weighing)) sets.push_back(std::move(set));
    if (sets.size() > most) return {};
  }
  return sets;
}

/// The action with all that has to come before it, added to the set.
void add_with_first(ActionSet& set, std::uint32_t action, const Weighing& weighing) {
  if (is_done(action, set, weighing)) return;
  for (const std::uint32_t first : weighing.before[action]) add_with_first(set, first, weighing);
  set.insert(std::upper_bound(set.begin(), set.end(), action), action);
}

/// Sets that grow by one action after the other, in this order, each with what has to come before it.
void add_growing_sets(const ActionSet& order, const Weighing& weighing, std::vector<ActionSet>& into) {
  ActionSet set;
  for (const std::uint32_t action : order) {
    if (const auto by = weighing.settled_by[action]; has(set, action) || (by && has(set, *by))) continue;
    add_with_first(set, action, weighing);
    std::erase_if(set, [&](std::uint32_t one) { return weighing.settled_by[one] && has(set, *weighing.settled_by[one]); });
    into.push_back(set);
  }
}

/// Some of the sets of a large group: what takes off most for its hours first, once without and once with the musts before all else.
std::vector<ActionSet> growing_sets(const ActionSet& actions, const Weighing& weighing, GainsOfSets& gains) {
  ActionSet order = actions;
  const auto density = [&](std::uint32_t action) {
    return gains.of({action}).charge.value() / static_cast<double>(weighing.quarters[action]);
  };
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return density(a) > density(b); });
  std::vector<ActionSet> sets{{}};
  add_growing_sets(order, weighing, sets);
  std::stable_partition(order.begin(), order.end(), [&](std::uint32_t action) { return weighing.is_must[action]; });
  add_growing_sets(order, weighing, sets);
  std::sort(sets.begin(), sets.end());
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  return sets;
}

/// What takes least time first; of those, what has fewest actions.
void sort(std::vector<Choice>& choices) {
  std::stable_sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) {
    return a.quarters != b.quarters ? a.quarters < b.quarters : a.actions.size() < b.actions.size();
  });
}

Group group_of(ActionSet actions, std::size_t most, const Weighing& weighing, GainsOfSets& gains) {
  Group group{std::move(actions), {}, true, {}};
  std::vector<ActionSet> sets = all_sets(group.actions, weighing, most);
  if (sets.empty()) {
    group.is_whole = false;
    sets = growing_sets(group.actions, weighing, gains);
  }
  for (ActionSet& set : sets) group.choices.push_back(choice_of(std::move(set), weighing, gains));
  sort(group.choices);
  group.most = group.is_whole ? Decimal{} : gains.of(group.actions).charge;
  return group;
}

/// Joins what may have to do with each other by way of what is left behind, as long as the groups stay small enough to be weighed as a
/// whole. Returns whether all of it could be joined.
bool join_loosely(const Assessment& assessment, std::span<const Action> actions, GainsOfSets& gains, DisjointSets& joined) {
  std::vector<std::size_t> sizes(actions.size());
  for (std::uint32_t i = 0; i < actions.size(); ++i) ++sizes[joined.find(i)];
  std::map<std::uint64_t, std::uint32_t> first_with;
  bool is_whole = true;
  const auto join = [&](std::uint32_t action, std::uint64_t what) {
    const std::uint32_t a = joined.find(action), b = joined.find(first_with.try_emplace(what, action).first->second);
    if (a == b) return;
    const std::size_t size = sizes[a] + sizes[b];
    if (size > most_actions) {
      is_whole = false;
      return;
    }
    joined.join(a, b);
    sizes[joined.find(a)] = size;
  };
  for (std::uint32_t i = 0; i < actions.size(); ++i) {
    for (const ItemId item : left_behind(assessment, actions[i])) join(i, item.number());
    for (const std::uint64_t what : touched(assessment, actions[i], gains.of({i}))) join(i, what);
  }
  return is_whole;
}

}  // namespace

bool is_done(std::uint32_t action, const ActionSet& set, const Weighing& weighing) {
  const auto by = weighing.settled_by[action];
  return has(set, action) || (by && has(set, *by));
}

Weighing weigh(const Assessment& assessment, std::span<const Action> actions, GainsOfSets& gains) {
  Weighing weighing;
  weighing.before = edges_of(assessment, actions);
  weighing.settled_by.resize(actions.size());
  for (std::uint32_t i = 0; i < actions.size(); ++i) {
    constexpr double quarters_an_hour = 4;
    weighing.quarters.push_back(
        std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(actions[i].effort_hours * quarters_an_hour))));
    for (std::uint32_t other = 0; other < actions.size() && !weighing.settled_by[i]; ++other) {
      // Of two that settle the same, the first is meant.
      const bool is_first = other < i || !are_gone(actions[other].findings, gains.of({i}));
      if (other != i && is_first && are_gone(actions[i].findings, gains.of({other}))) weighing.settled_by[i] = other;
    }
  }
  return weighing;
}

Grouped groups_of(const Assessment& assessment, std::span<const Action> actions, const Weighing& weighing, GainsOfSets& gains) {
  DisjointSets joined(actions.size());
  std::map<std::uint64_t, std::uint32_t> first_with;
  for (std::uint32_t i = 0; i < actions.size(); ++i) {
    for (const std::uint64_t what : touched(assessment, actions[i], gains.of({i})))
      joined.join(i, first_with.try_emplace(what, i).first->second);
    for (const std::uint32_t first : weighing.before[i]) joined.join(i, first);
  }
  const std::size_t allowed = most_asked(assessment);
  Grouped groups{{}, join_loosely(assessment, actions, gains, joined)};
  std::map<std::uint32_t, ActionSet> members;
  for (std::uint32_t i = 0; i < actions.size(); ++i) members[joined.find(i)].push_back(i);
  for (auto& [first, set] : members) {
    const std::size_t left = allowed > gains.asked() ? allowed - gains.asked() : 0;
    groups.all.push_back(group_of(std::move(set), left, weighing, gains));
  }
  return groups;
}

}  // namespace stackdrag::decide
