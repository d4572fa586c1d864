// Finds the order that actions need: who owns it is settled first, then whether the contract goes on, then what hangs on it.
#include "decide/plan_edges.h"

#include <algorithm>
#include <functional>
#include <set>
#include <span>
#include <string_view>

#include "stackdrag/what_if.h"

namespace stackdrag::decide {
namespace {

/// An action with what its findings are about.
struct Step {
  std::vector<const Finding*> findings;
  std::vector<ItemId> ended;  ///< ascending
  std::optional<Date> due{};
};

bool is_about(const Finding& finding, ItemId item) {
  const auto& members = finding.subject.members;
  return finding.subject.item == item || std::find(members.begin(), members.end(), item) != members.end();
}

bool ends(const Step& step, ItemId item) { return std::binary_search(step.ended.begin(), step.ended.end(), item); }

bool is_of(const Finding& finding, std::initializer_list<std::string_view> rules) {
  return std::find(rules.begin(), rules.end(), finding.rule->id) != rules.end();
}

/// Whether the owner is still here on the day by which something has to be done.
bool is_here_until(const Finding& departed, std::optional<Date> due, const Inventory& inventory) {
  if (!due || departed.what.anchor.kind != Kind::person) return false;
  const At<Date>& left = inventory.people[departed.what.anchor.index].left;
  return left && *left >= *due;
}

/// Whether somebody has to own the item before anything else is done to it, unless that puts an end to it, or has its day while the owner
/// is still here.
bool settles_owner(const Finding& first, const Finding& second, const Step& then, const Inventory& inventory) {
  if (is_here_until(first, then.due, inventory)) return false;
  const auto is_owner_rule = [](const Finding& finding) { return is_of(finding, {"no-owner", "owner-departed"}); };
  const ItemId item = first.subject.item;
  return item && is_owner_rule(first) && !is_owner_rule(second) && second.subject.item == item && !ends(then, item);
}

/// Whether it has to be known whether the contract goes on, or whether the vendor still lets one change it, before the seats are counted or
/// one of two tools is chosen.
bool decides_contract(const Finding& first, const Finding& second) {
  return is_of(first, {"renewal-notice-window", "renewal-notice-missed"}) && is_of(second, {"seats-underused", "capability-overlap"}) &&
         is_about(second, first.subject.item);
}

/// Whether the data that an agent reads has to be cleaned up before the agent is.
bool cleans_inputs(const Finding& first, const Finding& second, const Inventory& inventory) {
  if (!is_of(first, {"data-quality-breach", "write-conflict"}) || !is_of(second, {"agent-dirty-inputs"})) return false;
  const ItemId reader = second.subject.item;
  if (reader.kind != Kind::agent) return false;
  const auto& reads = inventory.agents[reader.index].reads;
  return std::any_of(reads.begin(), reads.end(), [&](const auto& read) { return read->target == first.subject.item; });
}

/// Whether what the second names by has to be agreed on, or installed, first.
bool lays_ground(const Finding& first, const Finding& second) {
  if (is_of(first, {"consent-platform-missing"})) return is_of(second, {"pixel-no-consent-gate"});
  return is_of(first, {"convention-missing"}) && is_of(second, {"name-off-pattern"}) &&
         first.subject.id == name_of(second.subject.item.kind);
}

/// Whether the first cuts an integration of a tool that the second puts an end to.
bool cuts_integration(const Step& first, const Step& second, const Inventory& inventory) {
  for (const ItemId item : first.ended) {
    if (item.kind != Kind::integration || ends(second, item)) continue;
    const Integration& integration = inventory.integrations[item.index];
    for (const auto* const side : {&integration.from, &integration.to}) {
      for (const auto& tool : *side) {
        if (ends(second, tool->target)) return true;
      }
    }
  }
  return false;
}

bool comes_before(const Step& first, const Step& second, const Inventory& inventory) {
  for (const Finding* const a : first.findings) {
    for (const Finding* const b : second.findings) {
      if (settles_owner(*a, *b, second, inventory) || decides_contract(*a, *b) || cleans_inputs(*a, *b, inventory) || lays_ground(*a, *b))
        return true;
    }
  }
  return cuts_integration(first, second, inventory);
}

/// Whether a way leads from one action to another over those that have to be done before.
bool needs(const std::vector<std::vector<std::uint32_t>>& before, std::uint32_t action, std::uint32_t other) {
  std::vector<bool> is_met(before.size());
  std::vector<std::uint32_t> next{action};
  while (!next.empty()) {
    const std::uint32_t one = next.back();
    next.pop_back();
    if (one == other) return true;
    if (is_met[one]) continue;
    is_met[one] = true;
    next.insert(next.end(), before[one].begin(), before[one].end());
  }
  return false;
}

}  // namespace

std::vector<std::vector<std::uint32_t>> edges_of(const Assessment& assessment, std::span<const Action> actions) {
  std::vector<Step> steps;
  for (const Action& action : actions) {
    Step step{{}, ended_by(action, assessment), action.due};
    for (const std::uint32_t place : action.findings) step.findings.push_back(assessment.findings[place].finding);
    steps.push_back(std::move(step));
  }
  std::vector<std::vector<std::uint32_t>> before(actions.size());
  for (std::uint32_t second = 0; second < steps.size(); ++second) {
    for (std::uint32_t first = 0; first < steps.size(); ++first) {
      if (first == second || !comes_before(steps[first], steps[second], *assessment.workspace.inventory)) continue;
      if (!needs(before, first, second)) before[second].push_back(first);
    }
  }
  return before;
}

}  // namespace stackdrag::decide
