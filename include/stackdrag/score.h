// Marketing drag: what the findings cost, what the open questions may cost, and the score that follows.
//
// The model "drag-1". Per finding q = min(cap, count x (hours a month + risk) + money / hourly rate), in hours a month; risk is
// 4, 1.5, 0.5 or 0.1 hours by severity (a convention). A question that cannot be answered is charged as if its rule fired at its worst.
// x = sum of q / capacity, drag = 100 x / (x + 0.30). Lower is better; 50 means that carrying the debt eats the whole share of 30 %
// that is commonly planned for repair. The grid of the grades, 5 / 10 / 20 / 30 / 50 %, extends SonarQube's.
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

/// What turns findings into hours a month.
struct Tariff {
  static constexpr double floor_hours = 80;  ///< the least capacity, and the default
  static constexpr double standard_rate = 75;
  static constexpr double heaviest = 0.10;  ///< share of the capacity that no single finding exceeds

  double capacity_hours = floor_hours;
  double hourly_rate = standard_rate;
  bool capacity_assumed = true;

  double cap() const { return heaviest * capacity_hours; }
};
Tariff tariff_of(const Stack& stack);

/// The fixed charge for a severity, in hours a month.
double risk_hours(Severity severity);

/// A finding with everything that its charge depends on. Hours and money are per month, for all that the subject stands for.
struct Finding {
  struct Place {
    Span at;
    std::string_view message;
  };
  /// What the rule said; each member means the same as in `Flagged`. The tally's store keeps the texts.
  struct What {
    Span at;
    std::string_view message, key, action;
    std::span<const Place> places;
    double measured, money;
    std::string_view unit;
    ItemId anchor;
    bool ends_subject;
  };

  const Rule* rule;
  Subject subject;
  What what;
  Severity severity;
  double effort;  ///< hours, once
  double carry;
  double charge;  ///< q
};

/// A question that could not be answered.
struct Undecided {
  const Rule* rule;
  Subject subject;
  Unknown what;
  Severity severity;  ///< the worst that the answer could be
  double charge;
  std::optional<std::size_t> finding;  ///< the finding whose cost is unknown, if that is the question
};

/// Collects the answers of an audit.
class Tally {
 public:
  Tally(const Inventory& inventory, Tariff tariff) : inventory_(inventory), tariff_(tariff) {}

  void take(const Rule& rule, const Subject& subject, const Verdict& verdict);

  const Tariff& tariff() const { return tariff_; }
  const std::vector<Finding>& findings() const { return findings_; }
  const std::vector<Undecided>& undecided() const { return undecided_; }
  /// Keeps the texts of the findings; whoever holds it may look at them when the tally is gone.
  const std::shared_ptr<Store>& store() const { return store_; }
  /// The share of the questions that could be answered, weighed by what each may cost; 1 if there was none.
  double evidence() const { return asked_ > 0 ? 1 - open_ / asked_ : 1; }

 private:
  double ceiling(const Rule& rule, const Subject& subject) const;
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

/// Trees over nodes that are numbered from 0, laid out so that what is below a node stands together.
class Forest {
 public:
  static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);

  /// `parents` has the parent of each node, or `none` for a root. Precondition: there are no cycles.
  explicit Forest(const std::vector<std::uint32_t>& parents);

  /// In rising order.
  std::span<const std::uint32_t> children(std::size_t node) const { return below_[node].in(order_); }
  /// A root and everything below it, level by level; empty for a node that is no root.
  std::span<const std::uint32_t> tree(std::size_t root) const { return trees_[root].in(order_); }
  /// Every node, each before all that is below it.
  const std::vector<std::uint32_t>& order() const { return order_; }

 private:
  struct Stretch {
    std::uint32_t begin = 0, size = 0;
    std::span<const std::uint32_t> in(const std::vector<std::uint32_t>& all) const { return {all.data() + begin, size}; }
  };
  std::vector<std::uint32_t> order_;
  std::vector<Stretch> below_, trees_;
};

/// What folds under what. Nodes are the findings, then the undecided questions; a group charges max(parent, sum of what it folds).
///
/// Which node folds under which does not depend on whether an answer is a finding or a question: then a finding that becomes a question,
/// because somebody deleted a fact, can never lower the charge. What is shown under what is another matter: see `shown_under`.
class Folding {
 public:
  Folding(const std::vector<Fold>& folds, const std::vector<Finding>& findings, const std::vector<Undecided>& undecided);

  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  /// The finding that says all that this finding or question says, and is at least as severe; none if it stands by itself.
  std::size_t shown_under(std::size_t node) const { return shown_under_[node] == Forest::none ? none : shown_under_[node]; }
  /// The node and everything that is shown under it, at any depth. Precondition: the node itself is shown under none.
  std::span<const std::uint32_t> with_shown(std::size_t node) const { return shown_.tree(node); }

  /// The charge of everything, of the findings alone (low) or with the open questions (high). In ten-thousandths of an hour, so that sums
  /// are exact.
  Decimal low() const { return low_; }
  Decimal high() const { return high_; }
  /// What each node adds to the totals: the findings' add up to `low`, with the undecided ones' they add up to `high`.
  std::vector<Decimal> effective() const;
  /// `high` as it would be if this node were gone; what it folds stands up again.
  Decimal high_without(std::size_t gone) const;
  /// The same for several nodes, each named once; what they fold stands up again, unless it is gone too.
  Decimal high_without(const std::vector<std::size_t>& gone) const;

 private:
  struct Node {
    Decimal low, high;                   ///< its own charge, proved and at worst
    Decimal low_below, high_below;       ///< sums over the children's groups
    std::uint32_t money = Forest::none;  ///< of a finding: the question about its money; of such a question: the finding

    Decimal low_group() const { return std::max(low, low_below); }
    Decimal high_group() const { return std::max(high, high_below); }
  };
  /// A node as it would be.
  struct Change {
    std::uint32_t node;
    Decimal high, high_below;
    Decimal group() const { return std::max(high, high_below); }
  };

  /// Who charges and shows what, before the groups are summed up.
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

/// The score of an audit. Hours are a month's.
struct Score {
  Decimal low;        ///< what can be proved
  Decimal high;       ///< unknown counted as failing; the headline
  Decimal low_hours;  ///< the charges behind `low`
  Decimal high_hours;
  double load = 0;           ///< share of the capacity behind `high`: the x of the formula
  char grade = 'A';          ///< 'A' to 'F', from `load` and from what is critical
  bool capped = false;       ///< the grade would be better but for something critical, open or unknown
  double evidence = 1;       ///< share of the questions that could be answered, weighed by their charge
  bool provisional = false;  ///< evidence below 60 %
  double capacity_hours = 0;
  bool capacity_assumed = false;  ///< not stated: the floor was taken
};
Score score_of(const Tally& tally, const Folding& folding);

/// By how much the headline would fall if these nodes of the folding were gone; at least 0.
double gain(const Score& score, const Folding& folding, const std::vector<std::size_t>& gone);

/// 100 x / (x + 0.30), where x is the share of the capacity.
double drag_of(double load);

/// The letter for a load; something critical, open or unknown, makes it C at best.
char grade_of(double load, bool critical);

/// Splits an amount in proportion to the weights, so that the parts add up to it exactly (largest remainders; ties to the earlier).
/// All zero if all weights are.
std::vector<Decimal> apportion(Decimal amount, std::span<const Decimal> weights);

}  // namespace stackdrag
