// Folds what says nothing new under the finding that says it all, and adds up the charges of the groups.
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "stackdrag/drag.h"

namespace stackdrag {
namespace {

/// What is known of a node while its parents are sought.
struct Candidate {
  std::size_t node;
  const Rule* rule;
  Severity severity;
  bool known;
};

/// The rows of the table in which a rule is the parent, or the child.
struct Roles {
  bool folds = false;
  bool is_folded = false;
};

Roles roles_of(std::string_view rule) {
  Roles roles;
  for (const Fold& fold : folds()) {
    roles.folds |= fold.parent == rule;
    roles.is_folded |= fold.child == rule;
  }
  return roles;
}

bool critical(const Rule& rule) { return rule.worst.value_or(rule.severity) == Severity::critical; }

/// Never fold what may be critical under what cannot be.
bool may_fold(const Candidate& child, const Candidate& parent) { return !critical(*child.rule) || critical(*parent.rule); }

/// A finding is shown only under a finding, and never under a milder one.
bool may_show(const Candidate& child, const Candidate& parent) {
  return parent.known && (!child.known || parent.severity >= child.severity);
}

/// The first parent by the order of the table, among the nodes of an asset that pass `fits`.
template <class Fits>
std::size_t parent_among(const Candidate& child, const std::vector<Candidate>& asset, Fits fits) {
  for (const Fold& fold : folds()) {
    if (fold.child != child.rule->id) continue;
    for (const Candidate& parent : asset) {
      if (parent.rule->id == fold.parent && may_fold(child, parent) && fits(child, parent)) return parent.node;
    }
  }
  return Folding::none;
}

/// The answers that take part in folding, by asset.
struct Assets {
  std::map<ItemId, std::vector<Candidate>> parents;
  std::vector<std::pair<ItemId, Candidate>> children;

  void enter(ItemId item, const Candidate& candidate) {
    const auto [entry, fresh] = roles_.try_emplace(candidate.rule);
    if (fresh) entry->second = roles_of(candidate.rule->id);
    if (entry->second.folds && item) parents[item].push_back(candidate);
    if (entry->second.is_folded && item) children.emplace_back(item, candidate);
  }

 private:
  std::map<const Rule*, Roles> roles_;
};

}  // namespace

Folding::Folding(const std::vector<Finding>& findings, const std::vector<Undecided>& undecided)
    : nodes_(findings.size() + undecided.size()), shown_(nodes_.size()) {
  Assets assets;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    nodes_[i].low = nodes_[i].high = Decimal::of(findings[i].charge);
    assets.enter(findings[i].subject.item, {i, findings[i].rule, findings[i].severity, true});
  }
  for (std::size_t i = 0; i < undecided.size(); ++i) {
    const Undecided& open = undecided[i];
    const std::size_t node = findings.size() + i;
    if (open.finding) {
      nodes_[node].money_of = *open.finding;
      nodes_[*open.finding].high = std::max(nodes_[*open.finding].high, Decimal::of(open.charge));
    } else {
      nodes_[node].high = Decimal::of(open.charge);
      assets.enter(open.subject.item, {node, open.rule, open.severity, false});
    }
  }
  // What a rule says of the whole stack folds what it says of single items.
  const ItemId stack{Kind::stack, 0};
  for (const auto& [item, child] : assets.children) {
    Node& node = nodes_[child.node];
    for (const ItemId asset : {item, stack}) {
      const auto found = assets.parents.find(asset);
      if (found == assets.parents.end()) continue;
      if (node.parent == none) node.parent = parent_among(child, found->second, [](const auto&, const auto&) { return true; });
      if (node.shown_under == none) node.shown_under = parent_among(child, found->second, may_show);
    }
    if (node.shown_under != none) shown_[node.shown_under].push_back(child.node);
  }
  sum_up();
}

std::vector<std::size_t> Folding::with_shown(std::size_t node) const {
  std::vector<std::size_t> all{node};
  for (std::size_t next = 0; next < all.size(); ++next) {
    const std::vector<std::size_t> below = shown_[all[next]];
    all.insert(all.end(), below.begin(), below.end());
  }
  return all;
}

std::vector<std::size_t> Folding::group_of(std::size_t node) const {
  std::vector<std::size_t> all{node};
  for (std::size_t next = 0; next < all.size(); ++next) {
    const std::vector<std::size_t>& below = nodes_[all[next]].children;
    all.insert(all.end(), below.begin(), below.end());
  }
  return all;
}

/// Visits every node after all that fold under it. The table of folds has no cycles, so neither has this.
void Folding::sum_up() {
  std::vector<std::size_t> waiting(nodes_.size(), 0);
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i].parent == none) continue;
    nodes_[nodes_[i].parent].children.push_back(i);
    ++waiting[nodes_[i].parent];
  }
  std::vector<std::size_t> ready;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (waiting[i] == 0) ready.push_back(i);
  }
  for (std::size_t next = 0; next < ready.size(); ++next) {
    const Node& node = nodes_[ready[next]];
    if (node.parent == none) {
      low_ += low_of(node);
      high_ += high_of(node);
      continue;
    }
    nodes_[node.parent].low_below += low_of(node);
    nodes_[node.parent].high_below += high_of(node);
    if (--waiting[node.parent] == 0) ready.push_back(node.parent);
  }
}

void Folding::spread_low(std::size_t at, Decimal amount, std::vector<Decimal>& into) const {
  const Node& node = nodes_[at];
  into[at] = std::min(node.low, amount);
  std::vector<Decimal> weights;
  for (const std::size_t child : node.children) weights.push_back(low_of(nodes_[child]));
  const std::vector<Decimal> parts = apportion(amount - into[at], weights);
  for (std::size_t i = 0; i < parts.size(); ++i) spread_low(node.children[i], parts[i], into);
}

std::vector<Decimal> Folding::effective() const {
  std::vector<Decimal> charges(nodes_.size());
  std::vector<std::size_t> money_question(nodes_.size(), none);
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i].money_of != none) money_question[nodes_[i].money_of] = i;
  }
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i].parent != none || nodes_[i].money_of != none) continue;
    const Decimal low = low_of(nodes_[i]);
    spread_low(i, low, charges);
    // What the open questions of the group add is shared among them by what each may cost.
    std::vector<std::size_t> open;
    std::vector<Decimal> weights;
    for (const std::size_t member : group_of(i)) {
      if (nodes_[member].high == nodes_[member].low) continue;
      open.push_back(money_question[member] != none ? money_question[member] : member);
      weights.push_back(nodes_[member].high - nodes_[member].low);
    }
    const std::vector<Decimal> parts = apportion(high_of(nodes_[i]) - low, weights);
    for (std::size_t k = 0; k < parts.size(); ++k) charges[open[k]] = parts[k];
  }
  return charges;
}

Decimal Folding::high_without(const std::vector<std::size_t>& gone) const {
  std::unordered_map<std::size_t, Decimal> own, below;  // as they would be, where that differs
  const auto group = [&](std::size_t node) {
    const auto own_now = own.find(node);
    const auto below_now = below.find(node);
    return std::max(own_now == own.end() ? nodes_[node].high : own_now->second,
                    below_now == below.end() ? nodes_[node].high_below : below_now->second);
  };
  Decimal total = high_;
  for (const std::size_t index : gone) {
    const bool money = nodes_[index].money_of != none;
    const std::size_t node = money ? nodes_[index].money_of : index;
    Decimal before = group(node);
    const auto [entry, fresh] = own.try_emplace(node, money ? nodes_[node].low : Decimal{});
    if (!fresh && !money) entry->second = {};
    Decimal change = group(node) - before;
    for (std::size_t up = nodes_[node].parent; up != none; up = nodes_[up].parent) {
      before = group(up);
      below[up] = below.try_emplace(up, nodes_[up].high_below).first->second + change;
      change = group(up) - before;
    }
    total += change;
  }
  return total;
}

}  // namespace stackdrag
