// Marketing drag: what the findings cost, what the open questions may cost, and the score that follows from both.
//
// The model "drag-1". Per finding q = min(cap, count x (hours a month + risk) + money / hourly rate), in hours a month; risk is
// 4, 1.5, 0.5 or 0.1 hours by severity (a convention of ours). An unanswered question is charged as if its rule fired at its worst.
// x = sum of q / capacity, drag = 100 x / (x + 0.30). Lower is better; 50 means that carrying the debt takes all of the 30 % of capacity
// that teams commonly set aside for repair. The grades' limits, x = 5 / 10 / 20 / 30 / 50 %, extend SonarQube's maintainability rating.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stackdrag/catalogue.h"
#include "stackdrag/decimal.h"
#include "stackdrag/store.h"

namespace stackdrag {

inline constexpr std::string_view drag_model = "drag-1";

/// The rates that turn findings into hours per month.
struct Tariff {
  static constexpr double floor_hours = 80;  ///< the least capacity in hours a month, and the default
  static constexpr double standard_rate = 75;
  static constexpr double heaviest = 0.10;  ///< the most that a single finding may charge, as a share of the capacity

  double capacity_hours = floor_hours;
  double hourly_rate = standard_rate;
  bool capacity_assumed = true;  ///< the inventory states no capacity

  /// The most that one finding charges, in hours a month.
  double cap() const { return heaviest * capacity_hours; }
};
/// The stack's own capacity and rate, as far as stated; a stated capacity below the floor counts as the floor.
Tariff tariff_of(const Stack& stack);

/// The fixed charge for a severity, in hours a month.
double risk_hours(Severity severity);

/// A finding with everything that its charge depends on. Hours and money are per month, over all items that the subject stands for.
struct Finding {
  struct Place {
    Span at;
    std::string_view message;
  };
  /// What the rule said; the members mean the same as in `Flagged`. The tally's store owns the texts.
  struct What {
    Span at;
    std::string_view message, key, action;
    std::span<const Place> places;
    double measured, money;
    std::string_view unit;
    ItemId anchor;
    bool ends_subject, follows_accepted, only_warns;
    std::optional<Date> planned;
  };

  const Rule* rule;
  Subject subject;
  What what;
  Severity severity;
  double effort;  ///< hours, once
  double carry;
  double charge;  ///< the q of the model, before folding
};

/// A question that could not be answered.
struct Undecided {
  const Rule* rule;
  Subject subject;
  Unknown what;
  Severity severity;                   ///< the worst that the finding could have
  double charge;                       ///< the most that the finding could charge
  std::optional<std::size_t> finding;  ///< the finding whose cost is unknown, if that is the question
};

/// Collects the answers of an audit, and charges them. The inventory must outlive it.
class Tally {
 public:
  Tally(const Inventory& inventory, Tariff tariff) : inventory_(inventory), tariff_(tariff) {}

  /// Counts one answer. The rule must outlive the tally; texts are copied into the store.
  void take(const Rule& rule, const Subject& subject, const Verdict& verdict);

  const Tariff& tariff() const { return tariff_; }
  const std::vector<Finding>& findings() const { return findings_; }
  const std::vector<Undecided>& undecided() const { return undecided_; }
  /// Owns the texts of the findings; they stay valid as long as somebody shares it, even after the tally is gone.
  const std::shared_ptr<Store>& store() const { return store_; }
  /// The share of the questions that could be answered, weighted by what each may cost; 1 if none was asked.
  double evidence() const { return asked_ > 0 ? 1 - open_ / asked_ : 1; }

 private:
  double ceiling(const Rule& rule, const Subject& subject) const;
  double bounded(const Rule& rule, const Subject& subject, const Unknown& missing, double ceiling) const;
  double most_charge(const Subject& subject, const Flagged& flagged, double carry, double charge) const;
  void take_finding(const Rule& rule, const Subject& subject, const Flagged& flagged, double ceiling);
  Finding::What kept(const Flagged& flagged);

  const Inventory& inventory_;
  Tariff tariff_;
  std::shared_ptr<Store> store_ = std::make_shared<Store>();
  std::vector<Finding> findings_;
  std::vector<Undecided> undecided_;
  double asked_ = 0;
  double open_ = 0;
};

/// A forest over nodes numbered from 0, laid out so that the children of a node are adjacent, and so are the nodes of a tree.
class Forest {
 public:
  static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);

  /// `parents[i]` is the parent of node i, or `none` for a root. Precondition: no cycles.
  explicit Forest(const std::vector<std::uint32_t>& parents);

  /// In ascending order.
  std::span<const std::uint32_t> children(std::size_t node) const { return below_[node].in(order_); }
  /// A root and all its descendants, level by level; empty for a node that is not a root.
  std::span<const std::uint32_t> tree(std::size_t root) const { return trees_[root].in(order_); }
  /// Every node, parents before their descendants.
  const std::vector<std::uint32_t>& order() const { return order_; }

 private:
  struct Stretch {
    std::uint32_t begin = 0, size = 0;
    std::span<const std::uint32_t> in(const std::vector<std::uint32_t>& all) const { return {all.data() + begin, size}; }
  };
  std::vector<std::uint32_t> order_;
  std::vector<Stretch> below_, trees_;
};

/// What folds under what. Nodes are the findings, then the undecided questions; a group charges max(parent, sum of its children's groups).
/// The source derives why.
///
/// Which node folds under which does not depend on whether an answer is a finding or a question. So a finding that becomes a question,
/// because somebody deleted a fact, never lowers the charge. What is shown under what is decided separately: see `shown_under`.
class Folding {
 public:
  Folding(const std::vector<Fold>& folds, const std::vector<Finding>& findings, const std::vector<Undecided>& undecided);

  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  /// The finding under which this finding or question is shown, which is at least as severe; `none` if it is shown by itself.
  std::size_t shown_under(std::size_t node) const { return shown_under_[node] == Forest::none ? none : shown_under_[node]; }
  /// The node and everything shown under it, at any depth. Precondition: the node is shown by itself.
  std::span<const std::uint32_t> with_shown(std::size_t node) const { return shown_.tree(node); }

  /// The total charge in hours a month: of the findings alone (low), or with the open questions at their worst (high). Decimals keep the
  /// sums exact.
  Decimal low() const { return low_; }
  Decimal high() const { return high_; }
  /// The share of each node in the totals: those of the findings add up to `low`, those of all nodes to `high`.
  std::vector<Decimal> effective() const;
  /// What `high` would be without this node; its children would then be charged in full.
  Decimal high_without(std::size_t gone) const;
  /// The same without several nodes, each named once; children that are not gone themselves would be charged in full.
  Decimal high_without(const std::vector<std::size_t>& gone) const;

 private:
  struct Node {
    Decimal low, high;                   ///< its own charge: proved, and at worst
    Decimal low_below, high_below;       ///< sums over the children's groups
    std::uint32_t money = Forest::none;  ///< of a finding, the question about its cost; of that question, the finding

    Decimal low_group() const { return std::max(low, low_below); }
    Decimal high_group() const { return std::max(high, high_below); }
  };
  /// A node after some nodes are gone.
  struct Change {
    std::uint32_t node;
    Decimal high, high_below;
    Decimal group() const { return std::max(high, high_below); }
  };

  /// The parents of the nodes in both forests, before the groups are summed up.
  struct Relations {
    std::vector<Node> nodes;
    std::vector<std::uint32_t> parents, shown_under;
  };
  static Relations relations_of(const std::vector<Fold>& folds, const std::vector<Finding>& findings,
                                const std::vector<Undecided>& undecided);
  Folding(Relations relations, std::size_t findings);

  bool is_money_question(std::size_t node) const { return node >= findings_ && nodes_[node].money != Forest::none; }
  bool stands_alone(std::size_t node) const;
  void spread_low(std::size_t node, Decimal amount, std::vector<Decimal>& into) const;
  void spread_high(std::size_t root, std::vector<Decimal>& into) const;

  std::size_t findings_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> parents_, shown_under_;
  Forest charged_, shown_;
  Decimal low_, high_;
};

/// The score of an audit. Hours are per month.
struct Score {
  Decimal low;        ///< points, from the findings alone
  Decimal high;       ///< points, with open questions counted as failing: the headline
  Decimal low_hours;  ///< the charges behind `low`
  Decimal high_hours;
  double load = 0;           ///< share of the capacity behind `high`: the x of the formula
  char grade = 'A';          ///< 'A' to 'F', from `load`; C at best while a critical finding or question is open
  bool capped = false;       ///< the grade would be better without critical findings and questions
  double evidence = 1;       ///< share of the questions that could be answered, weighted by their charge
  bool provisional = false;  ///< evidence below 60 %
  double capacity_hours = 0;
  bool capacity_assumed = false;  ///< none is stated; the floor was taken
};
Score score_of(const Tally& tally, const Folding& folding);

/// By how many points the headline would fall if these nodes of the folding were gone; at least 0.
double gain(const Score& score, const Folding& folding, const std::vector<std::size_t>& gone);

/// 100 x / (x + 0.30), where x is the load: charged hours divided by the capacity.
double drag_of(double load);

/// The grade for a load; C at best if a critical finding or question is open.
char grade_of(double load, bool critical);

/// Splits an amount in proportion to the weights, so that the parts add up to it exactly (largest remainders; ties to the earlier).
/// All zero if all weights are.
std::vector<Decimal> apportion(Decimal amount, std::span<const Decimal> weights);

}  // namespace stackdrag
