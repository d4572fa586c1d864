// Marketing drag: what the findings cost, what the open questions may cost, and the score that follows.
//
// The model "drag-1". Per finding q = min(cap, count x (hours a month + risk) + money / hourly rate), in hours a month; risk is
// 4, 1.5, 0.5 or 0.1 hours by severity (a convention). A question that cannot be answered is charged as if its rule fired at its worst.
// x = sum of q / capacity, drag = 100 x / (x + 0.30). Lower is better; 50 means that carrying the debt eats the whole share of 30 %
// that is commonly planned for repair. The grid of the grades, 5 / 10 / 20 / 30 / 50 %, extends SonarQube's.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "stackdrag/decimal.h"
#include "stackdrag/rule.h"

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
  const Rule* rule;
  Subject subject;
  Flagged what;
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
  std::optional<std::size_t> finding;  ///< the finding whose money is unknown, if that is the question
};

/// Collects the answers of an audit.
class Tally {
 public:
  Tally(const Inventory& inventory, Tariff tariff) : inventory_(inventory), tariff_(tariff) {}

  void take(const Rule& rule, const Subject& subject, Verdict verdict);

  const Tariff& tariff() const { return tariff_; }
  const std::vector<Finding>& findings() const { return findings_; }
  const std::vector<Undecided>& undecided() const { return undecided_; }
  /// The share of the questions that could be answered, weighed by what each may cost; 1 if there was none.
  double evidence() const { return asked_ > 0 ? 1 - open_ / asked_ : 1; }

 private:
  double ceiling(const Rule& rule, const Subject& subject) const;
  void take_finding(const Rule& rule, const Subject& subject, Flagged flagged, double ceiling);

  const Inventory& inventory_;
  Tariff tariff_;
  std::vector<Finding> findings_;
  std::vector<Undecided> undecided_;
  double asked_ = 0;
  double open_ = 0;
};

/// What folds under what. Nodes are the findings, then the undecided questions; a group charges max(parent, sum of what it folds).
///
/// Which node folds under which does not depend on whether an answer is a finding or a question: then a finding that becomes a question,
/// because somebody deleted a fact, can never lower the charge. What is shown under what is another matter: see `shown_under`.
class Folding {
 public:
  Folding(const std::vector<Finding>& findings, const std::vector<Undecided>& undecided);

  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  /// The finding that says all that this finding or question says, and is at least as severe; none if it stands by itself.
  std::size_t shown_under(std::size_t node) const { return nodes_[node].shown_under; }
  /// The node and everything that is shown under it, at any depth.
  std::vector<std::size_t> with_shown(std::size_t node) const;

  /// The charge of everything, of the findings alone (low) or with the open questions (high). In ten-thousandths of an hour, so that sums
  /// are exact.
  Decimal low() const { return low_; }
  Decimal high() const { return high_; }
  /// What each node adds to the totals: the findings' add up to `low`, with the undecided ones' they add up to `high`.
  std::vector<Decimal> effective() const;
  /// `high` as it would be if these nodes were gone; what they fold stands up again, unless it is gone too.
  Decimal high_without(const std::vector<std::size_t>& gone) const;

 private:
  struct Node {
    Decimal low, high;  ///< its own charge, proved and at worst
    std::size_t parent = none;
    std::size_t shown_under = none;
    std::size_t money_of = none;    ///< the finding whose money this question is about; then it is no node of its own
    Decimal low_below, high_below;  ///< sums over the children's groups
    std::vector<std::size_t> children;
  };
  void sum_up();
  Decimal low_of(const Node& node) const { return std::max(node.low, node.low_below); }
  Decimal high_of(const Node& node) const { return std::max(node.high, node.high_below); }
  void spread_low(std::size_t node, Decimal amount, std::vector<Decimal>& into) const;
  std::vector<std::size_t> group_of(std::size_t node) const;

  std::vector<Node> nodes_;
  std::vector<std::vector<std::size_t>> shown_;  ///< what is shown under each node
  Decimal low_, high_;
};

/// 100 x / (x + 0.30), where x is the share of the capacity.
double drag_of(double load);

/// The letter for a load; something critical, open or unknown, makes it C at best.
char grade_of(double load, bool critical);

/// Splits an amount in proportion to the weights, so that the parts add up to it exactly (largest remainders; ties to the earlier).
/// All zero if all weights are.
std::vector<Decimal> apportion(Decimal amount, const std::vector<Decimal>& weights);

}  // namespace stackdrag
