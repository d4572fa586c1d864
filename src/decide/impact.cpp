// Puts the answer together: the item, the ways on which harm comes, and what to make of them.
#include "stackdrag/impact.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "decide/impact_api.h"
#include "decide/impact_critical.h"
#include "decide/impact_order.h"
#include "decide/impact_people.h"
#include "decide/impact_question.h"
#include "decide/impact_search.h"
#include "decide/impact_steps.h"
#include "decide/impact_trust.h"
#include "stackdrag/shape.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// Builds the answer about one item.
class Answer {
 public:
  Answer(const Assessment& assessment, const ImpactQuestion& question, ItemId start, ImpactEvent event)
      : assessment_(assessment),
        facts_(assessment.workspace.facts),
        question_(question),
        start_(start),
        ties_(facts_),
        silent_(silent_items(assessment)),
        people_(facts_, assessment.as_of, event == ImpactEvent::leaving ? start : ItemId{}) {
    const Stack& stack = facts_.inventory->stack;
    impact_.stack = stack.common.name ? std::string(*stack.common.name) : question.stack;
    impact_.as_of = assessment.as_of;
    impact_.item = label(start);
    impact_.id = *id_of(*facts_.inventory, start);
    impact_.event = event;
    impact_.version = question.version;
    impact_.depth = question.depth;
    const Person* const person = facts_.person(start);
    if (person != nullptr && person->left) impact_.left = *person->left;
    impact_.currency = stack.currency ? std::string(*stack.currency) : std::string();
  }

  Impact made() {
    if (impact_.event == ImpactEvent::api) consumers_ = consumers_of(assessment_, *facts_.tool(start_), question_.version);
    reached_ = reached_from(
        {facts_, ties_, start_, [&](const Tie& tie) { return begins(tie); }, [&](ItemId item) { return silent_.contains(item); }});
    for (const Reached& one : reached_) impact_.hits.push_back(hit_of(one));
    add_order();
    add_steps();
    add_people();
    impact_.trust = trust_in(assessment_, items());
    add_assessment();
    add_mentions();
    show();
    return std::move(impact_);
  }

 private:
  std::string label(ItemId item) const { return label_of(*facts_.inventory, item); }
  Location located(Span at) const { return assessment_.workspace.sources->locate(at); }

  /// Whether harm begins with this tie from the start.
  bool begins(const Tie& tie) const {
    if (impact_.event != ImpactEvent::api) return true;
    const auto moves = [&](const Consumer& one) {
      return one.item == tie.hit && (one.shown.calling == Calling::moves || one.shown.calling == Calling::unknown);
    };
    return std::any_of(consumers_.begin(), consumers_.end(), moves);
  }

  /// The start and all that is harmed.
  std::vector<ItemId> items() const {
    std::vector<ItemId> all{start_};
    for (const Reached& one : reached_) all.push_back(one.item);
    return all;
  }

  /// Whether somebody has to see to it: not if it is no longer reached, unless it names the start itself.
  static bool concerns(const Reached& one) { return !one.cut || (one.way.size() == 1 && one.way.front()->told_by == one.item); }

  /// The start and what somebody has to see to.
  std::vector<ItemId> concerned() const {
    std::vector<ItemId> all{start_};
    for (const Reached& one : reached_) {
      if (concerns(one)) all.push_back(one.item);
    }
    return all;
  }

  ImpactTie shown(const Tie& tie) const {
    ImpactTie one{.hit = label(tie.hit), .by = label(tie.by), .harm = tie.harm, .field = {}, .told_by = {}};
    if (tie.field == nullptr) return one;
    one.field = tie.field->name;
    one.told_by = label(tie.told_by);
    one.at = located(tie.at);
    return one;
  }

  ImpactHit hit_of(const Reached& one) const {
    ImpactHit hit{.item = label(one.item),
                  .id = std::string(*id_of(*facts_.inventory, one.item)),
                  .harm = one.harm,
                  .steps = one.way.size(),
                  .way = {}};
    for (const Tie* tie : one.way) hit.way.push_back(shown(*tie));
    if (one.cut) {
      ItemId by = start_;
      for (const Tie* tie : one.way) {
        if (!silent_.contains(by)) by = tie->hit;
      }
      hit.cut_by = label(by);
      hit.cut_since = silent_.at(by);
    } else {
      hit.critical = why_critical(assessment_, ties_, one.item);
    }
    hit.owners = people_.of(one.item).owners;
    const Tool* const tool = facts_.tool(one.item);
    hit.external = tool != nullptr && is_external(*tool);
    return hit;
  }

  void add_order() {
    if (impact_.event != ImpactEvent::removal) return;
    const std::vector<ItemId> all = concerned();
    std::vector<std::size_t> steps{0};
    for (const Reached& one : reached_) {
      if (concerns(one)) steps.push_back(one.way.size());
    }
    const ImpactSteps todo(assessment_, start_, reached_);
    for (const std::vector<ItemId>& group : order_out(ties_, start_, all, steps)) {
      ImpactStep& step = impact_.order.emplace_back();
      for (const ItemId item : group) {
        step.items.push_back(label(item));
        step.advice.push_back(todo.advice_on(item));
        for (std::string& text : todo.of(item)) step.todo.push_back(std::move(text));
      }
    }
  }

  void add_steps() {
    const ImpactSteps steps(assessment_, start_, reached_);
    if (impact_.event == ImpactEvent::api) {
      impact_.before = steps.before(question_.version);
      for (const Consumer& one : consumers_) {
        if (one.shown.calling == Calling::unknown)
          impact_.before.insert(impact_.before.begin(), fmt::format("find out which version `{}` calls", one.shown.id));
        if (!one.way_back.empty() && one.shown.calling == Calling::moves)
          impact_.way_back += fmt::format("{}`{}` back to {}", impact_.way_back.empty() ? "" : "; ", one.shown.id, one.way_back);
        impact_.consumers.push_back(one.shown);
      }
      if (!knows_versions(assessment_, *facts_.tool(start_)))
        impact_.before.insert(
            impact_.before.begin(),
            fmt::format("make sure that there is a version {} of the API of `{}`: none is known here", question_.version, impact_.id));
      impact_.after = steps.after();
    }
    if (impact_.event == ImpactEvent::leaving) impact_.before = steps.before_leaving();
    if (impact_.event != ImpactEvent::removal) return;
    impact_.way_back = steps.way_back();
    const Tool* const tool = facts_.tool(start_);
    if (tool != nullptr && tool->cost) impact_.saves = tool->cost->per_month;
  }

  void add_people() {
    std::map<std::string, std::vector<ImpactTold::About>> told;
    const bool leaves = impact_.event == ImpactEvent::leaving;
    for (const ItemId item : leaves ? handed_over() : concerned()) {
      const Involvement involved = people_.of(item);
      const std::string id(*id_of(*facts_.inventory, item));
      for (const Involved& one : involved.people) told[one.who].push_back({id, one.role});
      if (!involved.owners.empty() || facts_.items[facts_.place_of(item)].owner == nullptr) continue;
      std::string why = involved.why_nobody;
      if (!involved.people.empty())
        why += fmt::format("; `{}` ({}) can be asked", involved.people.front().who, involved.people.front().role);
      impact_.unasked.push_back({label(item), std::move(why)});
    }
    for (const Colleague& one : leaves ? people_.colleagues(start_) : std::vector<Colleague>()) told[one.who].push_back({one.of, one.role});
    for (auto& [who, about] : told) impact_.tell.push_back({who, std::move(about)});
  }

  /// What is harmed when somebody leaves, and what names them and has to be handed over.
  std::vector<ItemId> handed_over() const {
    std::vector<ItemId> all = concerned();
    all.erase(all.begin());
    for (const Edge& edge : ties_.mentions(start_)) {
      const bool is_known = std::find(all.begin(), all.end(), edge.from) != all.end();
      if (!is_known && is_handed_over(facts_, edge.from)) all.push_back(edge.from);
    }
    return all;
  }

  /// The change that says when somebody looked at it: of the item, or else of each of those that move to another version.
  const Change* assessed() const {
    const Change* change = assessed_change(assessment_, start_, question_.version);
    if (change != nullptr) return change;
    for (const Consumer& one : consumers_) {
      if (one.shown.calling != Calling::moves && one.shown.calling != Calling::unknown) continue;
      change = assessed_change(assessment_, one.item, question_.version);
      if (change == nullptr) return nullptr;
    }
    return change;
  }

  void add_assessment() {
    if (const Change* const change = assessed()) {
      impact_.assessed_by = label(change->common.self);
      impact_.assessed = *change->assessed;
    }
    const bool critical = std::any_of(impact_.hits.begin(), impact_.hits.end(), [](const ImpactHit& hit) { return !hit.critical.empty(); });
    impact_.unassessed = critical && !impact_.assessed;
  }

  /// Who else has to do with an item whose owner leaves: "`raj` (backup)".
  std::string instead_of(ItemId item, std::string_view field) const {
    if (impact_.event != ImpactEvent::leaving || field != "owner" || item.kind == Kind::stack) return "";
    const Involvement involved = people_.of(item);
    return involved.people.empty() ? "" : fmt::format("`{}` ({})", involved.people.front().who, involved.people.front().role);
  }

  void add_mentions() {
    std::set<std::pair<std::string, std::string>> seen;
    const auto add = [&](ItemId from, std::string_view field, Span at) {
      const bool rests = has_role(from.kind, role::item) && !is_running(facts_.items[facts_.place_of(from)].status);
      const std::string name = from.kind == Kind::stack ? "stack" : label(from);
      if (!seen.emplace(name, field).second) return;
      ImpactMention& mention = impact_.mentions.emplace_back();
      mention.item = name;
      mention.field = field;
      if (rests) mention.status = choices_of<Status>()[static_cast<std::size_t>(facts_.items[facts_.place_of(from)].status)];
      mention.instead = instead_of(from, field);
      mention.at = located(at);
    };
    if (impact_.event == ImpactEvent::removal || impact_.event == ImpactEvent::leaving) {
      for (const Edge& edge : ties_.mentions(start_)) add(edge.from, edge.field->name, edge.at);
      for (const Waiver& waiver : facts_.inventory->waivers) {
        for (const At<Text>& on : waiver.on) {
          if (fits(impact_.item, *on) || fits(impact_.id, *on)) add(waiver.common.self, "on", on.at);
        }
      }
    }
    // What needs it and does not run breaks when somebody switches it on.
    for (const ItemId item : items()) {
      for (const Tie& tie : ties_.from(item)) {
        const bool rests = !is_running(facts_.items[facts_.place_of(tie.hit)].status);
        if (rests && tie.field != nullptr && (item != start_ || begins(tie))) add(tie.hit, tie.field->name, tie.at);
      }
    }
  }

  void count() {
    for (const ImpactHit& hit : impact_.hits) {
      impact_.counts.critical += hit.critical.empty() ? 0 : 1;
      if (hit.is_cut()) {
        ++impact_.counts.cut;
        continue;
      }
      ++(hit.harm == Harm::breaks ? impact_.counts.breaks : impact_.counts.degrades);
      impact_.counts.alone += hit.owners.empty() && !hit.external ? 1 : 0;
    }
  }

  /// Orders what is harmed, leaves out what is too far away, and adds the ties between the rest.
  void show() {
    std::stable_sort(impact_.hits.begin(), impact_.hits.end(), [](const ImpactHit& a, const ImpactHit& b) {
      return std::tuple(a.is_cut(), b.harm, a.steps) < std::tuple(b.is_cut(), a.harm, b.steps);
    });
    count();
    const std::size_t all = impact_.hits.size();
    if (question_.depth) std::erase_if(impact_.hits, [&](const ImpactHit& hit) { return hit.steps > *question_.depth; });
    impact_.beyond = all - impact_.hits.size();
    std::set<std::string> kept{impact_.item};
    for (const ImpactHit& hit : impact_.hits) kept.insert(hit.item);
    for (const ItemId item : items()) {
      ItemId latest;
      for (const Tie& tie : ties_.from(item)) {
        // The strongest tie to an item comes first.
        if (tie.hit == start_ || std::exchange(latest, tie.hit) == tie.hit || (item == start_ && !begins(tie))) continue;
        if (kept.contains(label(tie.hit)) && kept.contains(label(item))) impact_.ties.push_back(shown(tie));
      }
    }
  }

  const Assessment& assessment_;
  const Facts& facts_;
  const ImpactQuestion& question_;
  ItemId start_;
  Ties ties_;
  std::map<ItemId, std::optional<Date>> silent_;
  People people_;
  std::vector<Consumer> consumers_;
  std::vector<Reached> reached_;
  Impact impact_;
};

}  // namespace

Result<Impact> impact_of(const Assessment& assessment, const ImpactQuestion& question) {
  const auto asked = asked_of(assessment, question);
  if (!asked.ok()) return asked.failure();
  return Answer(assessment, question, asked.value().item, asked.value().event).made();
}

}  // namespace stackdrag
