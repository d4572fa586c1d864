// Folds what says nothing new under the finding that says it all, and adds up the charges of the groups.
#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "stackdrag/drag.h"

namespace stackdrag {
namespace {

/// What is known of a node while parents are sought.
struct Candidate {
  std::size_t node;
  std::string_view rule;
  Severity severity;
  bool known;
};

std::size_t rank(const Candidate& child, const Candidate& parent, std::span<const Fold> table) {
  // A question may fold under a finding, a finding never under a question that has no answer yet: it stays in sight.
  if (child.known && (!parent.known || parent.severity < child.severity)) return table.size();
  if (child.severity == Severity::critical && parent.severity != Severity::critical) return table.size();
  const auto row = std::find_if(table.begin(), table.end(), [&](const Fold& f) { return f.parent == parent.rule && f.child == child.rule; });
  return static_cast<std::size_t>(row - table.begin());
}

/// The parent of `child` among the nodes of its asset: a finding before a question, then by the order of the table.
std::size_t parent_among(const Candidate& child, const std::vector<Candidate>& asset) {
  const auto table = folds();
  std::size_t best = Folding::none;
  std::pair<bool, std::size_t> best_rank{true, table.size()};
  for (const Candidate& parent : asset) {
    const std::pair<bool, std::size_t> ranked{!parent.known, rank(child, parent, table)};
    if (ranked.second < table.size() && (best == Folding::none || ranked < best_rank)) {
      best = parent.node;
      best_rank = ranked;
    }
  }
  return best;
}

bool folds_anything(std::string_view rule) {
  return std::any_of(folds().begin(), folds().end(), [&](const Fold& f) { return f.parent == rule; });
}

bool folds_under_something(std::string_view rule) {
  return std::any_of(folds().begin(), folds().end(), [&](const Fold& f) { return f.child == rule; });
}

}  // namespace

Folding::Folding(const std::vector<Finding>& findings, const std::vector<Undecided>& undecided) : nodes_(findings.size() + undecided.size()) {
  std::map<const Rule*, std::pair<bool, bool>> roles;  // folds something, folds under something
  const auto role = [&](const Rule* rule) {
    const auto [entry, fresh] = roles.try_emplace(rule);
    if (fresh) entry->second = {folds_anything(rule->id), folds_under_something(rule->id)};
    return entry->second;
  };
  std::map<ItemId, std::vector<Candidate>> parents;  // by asset; what a rule says of the whole stack folds what it says of items
  std::vector<std::pair<ItemId, Candidate>> children;
  const auto enter = [&](std::size_t node, const auto& answer, bool known) {
    nodes_[node].charge = Decimal::of(answer.charge);
    nodes_[node].known = known;
    const auto [parent, child] = role(answer.rule);
    const Candidate candidate{node, answer.rule->id, answer.severity, known};
    if (parent && answer.subject.item) parents[answer.subject.item].push_back(candidate);
    if (child && answer.subject.item) children.emplace_back(answer.subject.item, candidate);
  };
  for (std::size_t i = 0; i < findings.size(); ++i) enter(i, findings[i], true);
  for (std::size_t i = 0; i < undecided.size(); ++i) {
    const std::size_t node = findings.size() + i;
    if (undecided[i].finding) {
      nodes_[node].charge = Decimal::of(undecided[i].charge);
      nodes_[node].known = false;
      adopt(node, *undecided[i].finding);
    } else {
      enter(node, undecided[i], false);
    }
  }
  const ItemId stack{Kind::stack, 0};
  for (const auto& [item, child] : children) {
    for (const ItemId asset : {item, stack}) {
      const auto found = parents.find(asset);
      const std::size_t parent = found == parents.end() ? none : parent_among(child, found->second);
      if (parent == none || parent == child.node) continue;
      adopt(child.node, parent);
      break;
    }
  }
  sum_up();
}

std::size_t Folding::root(std::size_t node) const {
  while (nodes_[node].parent != none) node = nodes_[node].parent;
  return node;
}

Decimal Folding::low_of(const Node& node) const { return node.known ? std::max(node.charge, node.low_below) : node.low_below; }
Decimal Folding::high_of(const Node& node) const { return std::max(node.charge, node.high_below); }

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
  const Decimal own = node.known ? std::min(node.charge, amount) : Decimal{};
  into[at] = own;
  std::vector<Decimal> weights;
  for (const std::size_t child : node.children) weights.push_back(low_of(nodes_[child]));
  const std::vector<Decimal> parts = apportion(amount - own, weights);
  for (std::size_t i = 0; i < parts.size(); ++i) spread_low(node.children[i], parts[i], into);
}

std::vector<Decimal> Folding::effective() const {
  std::vector<Decimal> charges(nodes_.size());
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i].parent != none) continue;
    const Decimal low = low_of(nodes_[i]);
    spread_low(i, low, charges);
    // What the open questions of the group add is shared among them by what each may cost.
    std::vector<std::size_t> open;
    std::vector<Decimal> weights;
    for (const std::size_t member : with_folded(i)) {
      if (nodes_[member].known) continue;
      open.push_back(member);
      weights.push_back(nodes_[member].charge);
    }
    const std::vector<Decimal> parts = apportion(high_of(nodes_[i]) - low, weights);
    for (std::size_t k = 0; k < parts.size(); ++k) charges[open[k]] = parts[k];
  }
  return charges;
}

Decimal Folding::without(const std::vector<std::size_t>& gone_nodes, bool with_open) const {
  std::unordered_map<std::size_t, Decimal> changed;  // sums below a node, as they would be
  std::unordered_set<std::size_t> gone;
  const auto below = [&](std::size_t node) {
    const auto found = changed.find(node);
    if (found != changed.end()) return found->second;
    return with_open ? nodes_[node].high_below : nodes_[node].low_below;
  };
  const auto group = [&](std::size_t node) {
    const bool counts = (with_open || nodes_[node].known) && !gone.contains(node);
    return counts ? std::max(nodes_[node].charge, below(node)) : below(node);
  };
  Decimal total = with_open ? high_ : low_;
  for (const std::size_t node : gone_nodes) {
    const Decimal before = group(node);
    if (!gone.insert(node).second) continue;
    Decimal change = group(node) - before;
    for (std::size_t up = nodes_[node].parent; up != none; up = nodes_[up].parent) {
      const Decimal above = group(up);
      changed[up] = below(up) + change;
      change = group(up) - above;
    }
    total += change;
  }
  return total;
}

std::vector<std::size_t> Folding::with_folded(std::size_t node) const {
  std::vector<std::size_t> group{node};
  for (std::size_t next = 0; next < group.size(); ++next) {
    const auto& children = nodes_[group[next]].children;
    group.insert(group.end(), children.begin(), children.end());
  }
  return group;
}

}  // namespace stackdrag
