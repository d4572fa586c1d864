// Goes through the ties breadth first: first for what breaks, then for what degrades, then for what is no longer reached.
#include "decide/impact_search.h"

#include <algorithm>

namespace stackdrag {
namespace {

/// Which ties and items one pass goes through.
struct Pass {
  Harm least;
  bool through_silent;
};

class Passes {
 public:
  explicit Passes(const ImpactSearch& search) : search_(search), reached_(search.facts.items.size()) {}

  void run(const Pass& pass) {
    if (!pass.through_silent && search_.is_silent(search_.start)) return;
    std::vector<const Tie*> by(reached_.size());
    std::vector<ItemId> open{search_.start};
    for (std::size_t at = 0; at < open.size(); ++at) {
      const ItemId here = open[at];
      if (here != search_.start && is_external(here)) continue;
      for (const Tie& tie : search_.ties.from(here)) {
        if (here == search_.start && !search_.begins(tie)) continue;
        const Item& hit = search_.facts.items[place_of(tie.hit)];
        const bool passes = tie.harm >= pass.least && is_running(hit.status) && (pass.through_silent || !search_.is_silent(tie.hit));
        if (!passes || tie.hit == search_.start || by[place_of(tie.hit)] != nullptr) continue;
        by[place_of(tie.hit)] = &tie;
        open.push_back(tie.hit);
      }
    }
    for (std::size_t at = 1; at < open.size(); ++at) note(open[at], pass, by);
  }

  std::vector<Reached> all() {
    std::vector<Reached> found;
    for (Reached& one : reached_) {
      if (one.item) found.push_back(std::move(one));
    }
    return found;
  }

 private:
  std::size_t place_of(ItemId item) const { return search_.facts.place_of(item); }
  bool is_external(ItemId item) const {
    const Tool* const tool = search_.facts.tool(item);
    return tool != nullptr && stackdrag::is_external(*tool);
  }

  /// Keeps what an earlier pass has found.
  void note(ItemId item, const Pass& pass, const std::vector<const Tie*>& by) {
    Reached& one = reached_[place_of(item)];
    if (one.item) return;
    one = {item, pass.least, pass.through_silent, {}};
    for (ItemId at = item; at != search_.start; at = by[place_of(at)]->by) one.way.push_back(by[place_of(at)]);
    std::reverse(one.way.begin(), one.way.end());
  }

  const ImpactSearch& search_;
  std::vector<Reached> reached_;
};

}  // namespace

std::map<ItemId, std::optional<Date>> silent_items(const Assessment& assessment) {
  const Inventory& inventory = *assessment.workspace.inventory;
  const auto day = [](const At<Date>& beat) { return beat ? std::optional(*beat) : std::nullopt; };
  std::map<ItemId, std::optional<Date>> silent;
  for (const Finding& finding : assessment.tally.findings()) {
    const ItemId item = finding.subject.item;
    if (finding.rule->id == "integration-silent") silent[item] = day(inventory.integrations[item.index].last_ok);
    if (finding.rule->id == "pixel-silent") silent[item] = day(inventory.pixels[item.index].last_seen);
    if (finding.rule->id == "agent-idle") silent[item] = day(inventory.agents[item.index].last_run);
  }
  return silent;
}

std::vector<Reached> reached_from(const ImpactSearch& search) {
  Passes passes(search);
  for (const bool through_silent : {false, true}) {
    for (const Harm least : {Harm::breaks, Harm::degrades}) passes.run({least, through_silent});
  }
  return passes.all();
}

}  // namespace stackdrag
