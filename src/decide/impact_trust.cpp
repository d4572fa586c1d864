// Asks of every item on the way for its owner, a recent sign of life, and the fields that say what it needs.
#include "decide/impact_trust.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "decide/impact_ties.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr Days recent{30};
constexpr double enough_for_high = 0.85, enough_for_medium = 0.6;

/// The fields of one item, as they are asked for.
class Questions {
 public:
  Questions(const Assessment& assessment, ItemId item, ImpactTrust& trust) : assessment_(assessment), item_(item), trust_(trust) {}
  ~Questions() {
    if (!gap_.fields.empty()) trust_.missing.push_back(std::move(gap_));
  }

  /// Asks whatever the item is.
  void owner() {
    if (assessment_.workspace.facts.items[assessment_.workspace.facts.place_of(item_)].owner == nullptr) return;
    const At<OwnerRef>* const owner = assessment_.workspace.facts.owner_of(item_);
    count(owner != nullptr && *owner, "owner");
  }
  void fact(const Known& field, std::string_view name) {
    if (!field.not_applicable() && !field.misread()) count(!field.unknown(), name);
  }
  /// A beat of the last days. What rests out of season gives none.
  void beat(const At<Date>& field, std::string_view name, const List<Month>& season = {}) {
    if (field.not_applicable() || !in_season(season, assessment_.as_of)) return;
    count(field && assessment_.as_of - *field <= recent, name);
  }

 private:
  void count(bool known, std::string_view name) {
    ++trust_.asked;
    if (known) return void(++trust_.known);
    if (gap_.item.empty()) gap_.item = label_of(*assessment_.workspace.inventory, item_);
    gap_.fields.emplace_back(name);
  }

  const Assessment& assessment_;
  ItemId item_;
  ImpactTrust& trust_;
  ImpactGap gap_;
};

void ask(Questions& questions, const Tool& tool) {
  if (!is_external(tool)) questions.beat(tool.last_used, "last_used", tool.seasonal);
}
void ask(Questions& questions, const Pixel& pixel) { questions.beat(pixel.last_seen, "last_seen", pixel.seasonal); }
void ask(Questions& questions, const Integration& integration) {
  const bool on_demand = integration.every && integration.every->on_demand;
  if (!on_demand) questions.beat(integration.last_ok, "last_ok");
  questions.fact(integration.moves, "moves");
  questions.fact(integration.api, "api");
}
void ask(Questions& questions, const Agent& agent) {
  questions.beat(agent.last_run, "last_run", agent.seasonal);
  questions.fact(agent.uses, "uses");
  questions.fact(agent.reads, "reads");
}
void ask(Questions& questions, const Data& data) {
  questions.fact(data.system_of_record, "system_of_record");
  questions.fact(data.written_by, "written_by");
}
void ask(Questions& questions, const Touchpoint& touchpoint) {
  questions.fact(touchpoint.tool, "tool");
  questions.fact(touchpoint.measured_by, "measured_by");
}
template <class T>
void ask(Questions&, const T&) {}

/// The names on the way that nothing declares, where they say what an item needs.
void add_ghosts(const Facts& facts, const std::vector<ItemId>& items, ImpactTrust& trust) {
  const std::set<ItemId> on_the_way(items.begin(), items.end());
  for (const Ghost& ghost : facts.ghosts) {
    for (const Undeclared& use : ghost.uses) {
      const auto says_need = [&](const Requirement& need) { return need.kind == use.from.kind && need.field == use.field; };
      if (!on_the_way.contains(use.from)) continue;
      if (std::any_of(requirements().begin(), requirements().end(), says_need))
        trust.ghosts.push_back({label_of(*facts.inventory, use.from), std::string(use.field), std::string(use.name)});
    }
  }
}

}  // namespace

ImpactTrust trust_in(const Assessment& assessment, const std::vector<ItemId>& items) {
  const Facts& facts = assessment.workspace.facts;
  ImpactTrust trust;
  for (const ItemId item : items) {
    Questions questions(assessment, item, trust);
    const Tool* const tool = facts.tool(item);
    if (tool == nullptr || !is_external(*tool)) questions.owner();
    visit_item(*facts.inventory, item, [&](const auto& of) { ask(questions, of); });
  }
  add_ghosts(facts, items, trust);
  const double share = trust.asked == 0 ? 1 : static_cast<double>(trust.known) / static_cast<double>(trust.asked);
  trust.level = share >= enough_for_high ? Confidence::high : share >= enough_for_medium ? Confidence::medium : Confidence::low;
  if (!trust.ghosts.empty()) trust.level = std::min(trust.level, Confidence::medium);
  const ItemId start = items.front();
  if (start.kind == Kind::tool) {
    const std::size_t declared = facts.integrations_at(start).size();
    const Text name = *id_of(*facts.inventory, start);
    trust.basis = declared == 0 ? fmt::format("no integration at {} is declared", name)
                                : fmt::format("based on {} at {}", count_of(declared, "declared integration"), name);
    // What a tool is connected with is seldom nothing.
    if (declared == 0) trust.level = std::min(trust.level, Confidence::medium);
  }
  return trust;
}

}  // namespace stackdrag
