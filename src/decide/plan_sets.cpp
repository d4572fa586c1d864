// Makes candidates of the sets of each group, and bounds what others could bring.
#include "decide/plan_sets.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "decide/plan_choice.h"

namespace stackdrag::decide {
namespace {

class SetChooser {
 public:
  SetChooser(const SetsToChoose& all, GainsOfSets& gains) : all_(all), gains_(gains) {}

  SetChoice made(std::int64_t budget) && {
    for (const bool is_everything_done : {true, false}) {
      std::vector<Candidates> candidates;
      std::vector<std::vector<std::size_t>> numbers;  // of the candidates among the choices
      for (const Group& group : all_.groups) {
        Candidates& of_group = candidates.emplace_back();
        std::vector<std::size_t>& number = numbers.emplace_back();
        for (std::size_t i = 0; i < group.choices.size(); ++i) {
          if (is_everything_done && !does_musts(group, group.choices[i].actions)) continue;
          of_group.push_back(candidate_of(group, group.choices[i], !is_everything_done));
          number.push_back(i);
        }
      }
      const bool is_possible = std::none_of(candidates.begin(), candidates.end(), [](const Candidates& all) { return all.empty(); });
      if (!is_possible) {
        made_.is_possible = false;
        continue;
      }
      const Chosen chosen = choose(candidates, budget, all_.owners.limits);
      if (!chosen.fits) {
        made_.is_possible = !chosen.is_best;
        continue;
      }
      made_.is_best = chosen.is_best;
      for (std::size_t i = 0; i < all_.groups.size(); ++i)
        made_.sets.push_back(all_.groups[i].choices[numbers[i][chosen.candidates[i]]].actions);
      set_bound(std::move(candidates), budget);
      made_.does_musts = is_everything_done;
      break;
    }
    return std::move(made_);
  }

 private:
  Candidate candidate_of(const Group& group, const Choice& choice, bool count_musts) const {
    Candidate candidate{choice.quarters, std::vector<std::int64_t>(all_.owners.limits.size()), {0, 0, choice.charge}};
    for (const std::uint32_t action : choice.actions) {
      if (const auto owner = all_.owners.of(all_.actions[action])) candidate.by_owner[*owner] += all_.weighing.quarters[action];
    }
    std::map<ItemId, double> stakes;  // by contract, which is lost once
    for (const std::uint32_t action : group.actions) {
      if (!count_musts || !all_.weighing.is_must[action] || !is_done(action, choice.actions, all_.weighing)) continue;
      candidate.worth.criticals += all_.urgency.is_critical[action] ? 1 : 0;
      double& stake = stakes[all_.stakes[action].tool];
      stake = std::max(stake, all_.stakes[action].money);
    }
    constexpr double cents = 100;
    for (const auto& [tool, money] : stakes) candidate.worth.at_stake += std::llround(money * cents);
    return candidate;
  }

  bool does_musts(const Group& group, const ActionSet& set) const {
    return std::all_of(group.actions.begin(), group.actions.end(),
                       [&](std::uint32_t action) { return !all_.weighing.is_must[action] || is_done(action, set, all_.weighing); });
  }

  /// The work of an action with all that has to come before it.
  std::int64_t least_work(std::uint32_t action) const {
    ActionSet all;
    add_with_before(action, all);
    std::int64_t quarters = 0;
    for (const std::uint32_t one : all) {
      if (!all_.weighing.settled_by[one] || one == action) quarters += all_.weighing.quarters[one];
    }
    return quarters;
  }
  void add_with_before(std::uint32_t action, ActionSet& into) const {
    if (std::find(into.begin(), into.end(), action) != into.end()) return;
    into.push_back(action);
    for (const std::uint32_t first : all_.weighing.before[action]) add_with_before(first, into);
  }

  /// What no choice can take off more than: without the limits of the owners and, where sets were left out, all that the group could take
  /// off for the work of its shortest action.
  void set_bound(std::vector<Candidates> candidates, std::int64_t budget) {
    Decimal charge{};
    for (const ActionSet& set : made_.sets) charge += gains_.of(set).charge;
    made_.charge = charge.value();
    made_.most = made_.charge;
    const bool is_whole = std::all_of(all_.groups.begin(), all_.groups.end(), [](const Group& group) { return group.is_whole; });
    if (is_whole && made_.is_best) return;
    for (std::size_t i = 0; i < all_.groups.size(); ++i) {
      if (!all_.groups[i].is_whole) {
        Candidate bound{std::numeric_limits<std::int64_t>::max(), {}, {0, 0, all_.groups[i].most}};
        for (const std::uint32_t action : all_.groups[i].actions) bound.quarters = std::min(bound.quarters, least_work(action));
        candidates[i].push_back(bound);
      }
      for (Candidate& candidate : candidates[i]) candidate = {candidate.quarters, {}, {0, 0, candidate.worth.charge}};
    }
    made_.most = std::max(made_.charge, choose(candidates, budget, {}).worth.charge.value());
    made_.is_best = made_.most <= made_.charge;
  }

  const SetsToChoose& all_;
  GainsOfSets& gains_;
  SetChoice made_;
};

}  // namespace

SetChoice choose_sets(const SetsToChoose& all, std::int64_t budget, GainsOfSets& gains) { return SetChooser(all, gains).made(budget); }

}  // namespace stackdrag::decide
