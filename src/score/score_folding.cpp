// Folds findings that follow from another one under it, so that the same debt is not charged or told twice.
//
// A tool that nobody uses often also has no owner, no contract facts and a pixel that nobody reads. Retiring the tool settles all of that.
// Adding up the four charges would count the same work four times; charging the tool alone would let a cheap finding hide expensive ones.
// So a group charges
//
//     group(node) = max(own charge, sum of group(child) over its children)
//
// and the drag is the sum over the roots. Both max and + are monotone: neither another finding nor a higher charge can lower the total.
//
// Every answer that costs something is a node: first the findings, then the questions that could not be answered. A question is charged
// the most that its rule may cost in `high`, and nothing in `low`. Deleting a fact from the inventory turns a finding into a question, and
// that must never pay. The charge of the node stays the same or rises, so by monotonicity the total cannot fall, provided that the node
// keeps its place in the forest. Therefore what folds under what depends only on things that stay the same: the table of folds, the item
// (or the stack, which is above all items) and the worst severity that each rule can have. It does not depend on whether an answer is a
// finding or a question, or on the actual severity of a finding. Suppose it did: a `high` finding next to its `medium` parent would charge
// p + c; with its fact deleted, it would become a question of no particular severity, fold under the parent, and charge only max(p, c).
// What may be critical folds only under what may be critical as well.
//
// What is *shown* under what is a second, separate forest, because readers have other needs than the sum: a finding is shown only under
// another finding, never under an open question that may turn out well, and never under a less severe finding, where it would be
// overlooked. Questions may be shown under any finding. So a node can be charged in the group of one rule but be shown under another, or
// by itself.
//
// In both forests a node takes the first parent in the order of the table, on its own item before the stack. A question about what a
// finding costs does not get a group of its own: it raises the `high` of that finding.
#include <map>

#include "stackdrag/ensure.h"
#include "stackdrag/score.h"

namespace stackdrag {
namespace {

/// The roles of a rule in the table of folds.
struct Roles {
  bool folds = false;                     ///< it is a parent in some row
  std::vector<std::string_view> parents;  ///< rules that it folds under, in the order of the table
};

Roles roles_of(std::string_view rule, const std::vector<Fold>& folds) {
  Roles roles;
  for (const Fold& fold : folds) {
    roles.folds |= fold.parent == rule;
    if (fold.child == rule) roles.parents.push_back(fold.parent);
  }
  return roles;
}

/// A node that may be a parent or a child.
struct Candidate {
  ItemId item;
  std::uint32_t node;
  bool known;
  Severity severity;
  Severity alone;  ///< the severity that it has if it is told by itself
  const Rule* rule;
  const Roles* roles;
};

bool critical(const Rule& rule) { return worst_of(rule) == Severity::critical; }

/// What may be critical never folds under what cannot be.
bool may_fold(const Candidate& child, const Candidate& parent) { return !critical(*child.rule) || critical(*parent.rule); }

/// A finding is shown only under a finding, and never under one that is less severe than it would be by itself: what is told once for many
/// items is no less severe for being told so.
bool may_show(const Candidate& child, const Candidate& parent) { return parent.known && (!child.known || parent.severity >= child.alone); }

/// The answers that take part in folding.
class Candidates {
 public:
  explicit Candidates(const std::vector<Fold>& folds) : folds_(folds) {}
  void enter(ItemId item, const Rule& rule, std::size_t node, Severity severity, Severity alone, bool known) {
    if (!item) return;
    // The answers of one rule are adjacent.
    if (rule_ != &rule) {
      rule_ = &rule;
      roles_ = &by_rule_.try_emplace(&rule, roles_of(rule.id, folds_)).first->second;
    }
    const Candidate candidate{item, static_cast<std::uint32_t>(node), known, severity, alone, &rule, roles_};
    if (roles_->folds) parents_.push_back(candidate);
    if (!roles_->parents.empty()) children_.push_back(candidate);
  }
  /// Call once, after all answers have been entered.
  void sort_by_item() {
    std::stable_sort(parents_.begin(), parents_.end(), [](const Candidate& a, const Candidate& b) { return a.item < b.item; });
  }
  const std::vector<Candidate>& children() const { return children_; }
  std::span<const Candidate> parents_on(ItemId item) const {
    const auto [first, last] = std::equal_range(parents_.begin(), parents_.end(), Candidate{.item = item},
                                                [](const Candidate& a, const Candidate& b) { return a.item < b.item; });
    return {first, last};
  }

 private:
  std::vector<Candidate> parents_, children_;
  const std::vector<Fold>& folds_;
  std::map<const Rule*, Roles> by_rule_;
  const Rule* rule_ = nullptr;
  const Roles* roles_ = nullptr;
};

/// Among the nodes on one item that pass `fits`, the first parent in the order of the table.
template <class Fits>
std::uint32_t parent_among(const Candidate& child, std::span<const Candidate> on_item, Fits fits) {
  for (const std::string_view rule : child.roles->parents) {
    for (const Candidate& parent : on_item) {
      if (parent.rule->id == rule && may_fold(child, parent) && fits(child, parent)) return parent.node;
    }
  }
  return Forest::none;
}

}  // namespace

Forest::Forest(const std::vector<std::uint32_t>& parents) : below_(parents.size()), trees_(parents.size()) {
  std::vector<std::uint32_t> first(parents.size(), none);
  std::vector<std::uint32_t> next(parents.size(), none);
  for (auto node = static_cast<std::uint32_t>(parents.size()); node-- > 0;) {
    if (parents[node] == none) continue;
    next[node] = first[parents[node]];
    first[parents[node]] = node;
  }
  order_.reserve(parents.size());
  for (std::uint32_t root = 0; root < parents.size(); ++root) {
    if (parents[root] != none) continue;
    const auto begin = static_cast<std::uint32_t>(order_.size());
    order_.push_back(root);
    for (std::uint32_t at = begin; at < order_.size(); ++at) {
      Stretch& below = below_[order_[at]];
      below.begin = static_cast<std::uint32_t>(order_.size());
      for (std::uint32_t child = first[order_[at]]; child != none; child = next[child]) order_.push_back(child);
      below.size = static_cast<std::uint32_t>(order_.size()) - below.begin;
    }
    trees_[root] = {begin, static_cast<std::uint32_t>(order_.size()) - begin};
  }
  ensure(order_.size() == parents.size(), "the table of folds has a cycle");
}

Folding::Relations Folding::relations_of(const std::vector<Fold>& folds, const std::vector<Finding>& findings,
                                         const std::vector<Undecided>& undecided) {
  const std::size_t count = findings.size() + undecided.size();
  Relations all{std::vector<Node>(count), std::vector(count, Forest::none), std::vector(count, Forest::none)};
  Candidates candidates(folds);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    all.nodes[i].low = all.nodes[i].high = Decimal::of(findings[i].charge);
    candidates.enter(findings[i].subject.item, *findings[i].rule, i, findings[i].severity, findings[i].alone, true);
  }
  for (std::size_t node = findings.size(); node < count; ++node) {
    const Undecided& open = undecided[node - findings.size()];
    if (open.finding) {
      Node& finding = all.nodes[*open.finding];
      finding.high = std::max(finding.high, Decimal::of(open.charge));
      finding.money = static_cast<std::uint32_t>(node);
      all.nodes[node].money = static_cast<std::uint32_t>(*open.finding);
    } else {
      all.nodes[node].high = Decimal::of(open.charge);
      candidates.enter(open.subject.item, *open.rule, node, open.severity, open.severity, false);
    }
  }
  candidates.sort_by_item();
  // A finding about the whole stack may fold findings about single items.
  const std::span<const Candidate> on_stack = candidates.parents_on({Kind::stack, 0});
  for (const Candidate& child : candidates.children()) {
    std::uint32_t& parent = all.parents[child.node];
    std::uint32_t& shown_under = all.shown_under[child.node];
    for (const std::span<const Candidate> on_item : {candidates.parents_on(child.item), on_stack}) {
      if (parent == Forest::none) parent = parent_among(child, on_item, [](const auto&, const auto&) { return true; });
      if (shown_under == Forest::none) shown_under = parent_among(child, on_item, may_show);
    }
  }
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings[i].told_with && all.shown_under[i] == Forest::none) all.shown_under[i] = *findings[i].told_with;
  }
  return all;
}

Folding::Folding(const std::vector<Fold>& folds, const std::vector<Finding>& findings, const std::vector<Undecided>& undecided)
    : Folding(relations_of(folds, findings, undecided), findings.size()) {}

Folding::Folding(Relations relations, std::size_t findings)
    : findings_(findings),
      nodes_(std::move(relations.nodes)),
      parents_(std::move(relations.parents)),
      shown_under_(std::move(relations.shown_under)),
      charged_(parents_),
      shown_(shown_under_) {
  const std::vector<std::uint32_t>& order = charged_.order();
  for (auto at = order.rbegin(); at != order.rend(); ++at) {
    const Node& node = nodes_[*at];
    const std::uint32_t parent = parents_[*at];
    (parent == Forest::none ? low_ : nodes_[parent].low_below) += node.low_group();
    (parent == Forest::none ? high_ : nodes_[parent].high_below) += node.high_group();
  }
}

void Folding::spread_low(std::size_t at, Decimal amount, std::vector<Decimal>& into) const {
  into[at] = std::min(nodes_[at].low, amount);
  const std::span<const std::uint32_t> children = charged_.children(at);
  if (children.empty()) return;
  std::vector<Decimal> weights;
  for (const std::uint32_t child : children) weights.push_back(nodes_[child].low_group());
  const std::vector<Decimal> parts = apportion(amount - into[at], weights);
  for (std::size_t i = 0; i < parts.size(); ++i) spread_low(children[i], parts[i], into);
}

/// Distributes what the open questions add to a group over these questions, in proportion to what each may cost.
void Folding::spread_high(std::size_t root, std::vector<Decimal>& into) const {
  std::vector<std::size_t> open;
  std::vector<Decimal> weights;
  for (const std::uint32_t member : charged_.tree(root)) {
    const Node& node = nodes_[member];
    if (node.high == node.low) continue;
    open.push_back(node.money == Forest::none ? member : node.money);
    weights.push_back(node.high - node.low);
  }
  const std::vector<Decimal> parts = apportion(nodes_[root].high_group() - nodes_[root].low_group(), weights);
  for (std::size_t i = 0; i < parts.size(); ++i) into[open[i]] = parts[i];
}

bool Folding::stands_alone(std::size_t node) const {
  return parents_[node] == Forest::none && nodes_[node].money == Forest::none && charged_.children(node).empty();
}

std::vector<Decimal> Folding::effective() const {
  std::vector<Decimal> charges(nodes_.size());
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (stands_alone(i)) {
      charges[i] = nodes_[i].high;
    } else if (parents_[i] == Forest::none && !is_money_question(i)) {
      spread_low(i, nodes_[i].low_group(), charges);
      spread_high(i, charges);
    }
  }
  return charges;
}

Decimal Folding::high_without(const std::vector<std::size_t>& gone) const {
  Decimal total = high_;
  std::vector<Change> changed;
  for (const std::size_t index : gone) {
    if (stands_alone(index)) {
      total = total - nodes_[index].high;
      continue;
    }
    const std::size_t node = is_money_question(index) ? nodes_[index].money : index;
    for (auto up = static_cast<std::uint32_t>(node); up != Forest::none; up = parents_[up]) {
      changed.push_back({up, nodes_[up].high, nodes_[up].high_below});
    }
  }
  std::sort(changed.begin(), changed.end(), [](const Change& a, const Change& b) { return a.node < b.node; });
  const auto as_it_would_be = [&](std::size_t node) -> Change& {
    return *std::lower_bound(changed.begin(), changed.end(), node, [](const Change& a, std::size_t wanted) { return a.node < wanted; });
  };
  for (const std::size_t index : gone) {
    if (stands_alone(index)) continue;
    const bool money = is_money_question(index);
    const std::size_t node = money ? nodes_[index].money : index;
    Change& own = as_it_would_be(node);
    Decimal before = own.group();
    own.high = money ? std::min(own.high, nodes_[node].low) : Decimal{};
    Decimal change = own.group() - before;
    for (std::uint32_t up = parents_[node]; up != Forest::none; up = parents_[up]) {
      Change& above = as_it_would_be(up);
      before = above.group();
      above.high_below += change;
      change = above.group() - before;
    }
    total += change;
  }
  return total;
}

}  // namespace stackdrag
