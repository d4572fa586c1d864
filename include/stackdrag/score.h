// Marketing drag: what the findings cost, what the open questions may cost, and the score that follows from both.
//
// The model "drag-2" keeps three ledgers, each in its own unit: hours that the team loses, money that is paid for nothing, and risks. Only
// the load adds them up. Per finding it takes min(cap, count x (hours a month + risk)); risk is 8, 1.5, 0.5 or 0.1 hours by severity (a
// convention of ours). What several answers share is a pool, and is charged once: the money that one tool costs, divided by the hourly
// rate, and the hours that an item itself says it takes. An unanswered question is charged as if its rule fired at its worst.
// x = load / capacity, drag = 100 x / (x + 0.30). Lower is better; 50 means that carrying the debt takes all of the 30 % of capacity
// that teams commonly set aside for repair. The grades' limits, x = 5 / 10 / 20 / 30 / 50 %, extend SonarQube's maintainability rating.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "stackdrag/catalogue.h"
#include "stackdrag/decimal.h"
#include "stackdrag/store.h"

namespace stackdrag {

inline constexpr std::string_view drag_model = "drag-2";

/// Of the capacity: what teams commonly set aside for repair.
inline constexpr double repair_share = 0.30;

/// The rates that turn findings into hours per month.
struct Tariff {
  static constexpr double floor_hours = 80;  ///< the least capacity in hours a month, and the default
  static constexpr double standard_rate = 75;
  static constexpr double heaviest = 0.10;  ///< the most that a single finding or pool may charge, as a share of the capacity

  double capacity_hours = floor_hours;
  double hourly_rate = standard_rate;
  bool capacity_assumed = true;  ///< the inventory states no capacity

  /// The most that one finding or pool charges, in hours a month.
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
    std::string_view message, key, action, source;
    std::span<const Place> places;
    double measured, money;
    std::string_view unit;
    ItemId anchor;
    bool ends_subject, follows_accepted, only_warns, absent, keeps_out;
    std::optional<Date> due, planned;
  };

  const Rule* rule;
  Subject subject;
  What what;
  Severity severity;
  double effort;      ///< hours, once
  double carry;       ///< hours; of an item that states its own, those, although all its findings together take them once
  bool shares_carry;  ///< the item states its own hours
  double charge;      ///< hours and risk, before folding; without what is in a pool
  Severity alone;     ///< the severity that it has if it is told by itself
  std::optional<std::uint32_t> told_with{};  ///< index of the finding that tells once what nearly all items of the kind lack
};

/// A question that could not be answered.
struct Undecided {
  const Rule* rule;
  Subject subject;
  Unknown what;
  Severity severity;                   ///< the worst that the finding could have
  double charge;                       ///< the most that the finding could charge, without what is in a pool
  std::optional<std::size_t> finding;  ///< the finding whose cost is unknown, if that is the question
};

/// What one answer takes of a pool.
struct Claim {
  const Rule* rule;
  std::uint32_t answer;             ///< index of the finding, or of the open question
  bool open;                        ///< a question: it counts in the high end only
  bool found;                       ///< a finding, or the question what a finding costs
  double share;                     ///< 0 to 1
  std::optional<double> at_most{};  ///< money a month: a bound, where the cost is unknown and other facts give one
};

/// What several answers share and is charged once: the money that a tool costs, or the hours that an item states itself.
struct Pool {
  ItemId item;
  bool money;     ///< money; else hours
  bool priced;    ///< the cost of the tool is known; else all claims are open, and the amount is the cap
  double amount;  ///< hours a month; of money, divided by the hourly rate
  std::vector<Claim> claims;

  /// Which claims count: those that are proved, those with what the findings may cost besides, or those of the questions, too.
  enum class Extent : std::uint8_t { proved, found, all };
  /// The share that is claimed: the claims of one rule add up to 1 at most, and of what is left the next rule takes its share. More claims
  /// never take less.
  double claimed(Extent extent) const;
};

/// Collects the answers of an audit, and charges them. The inventory must outlive it.
class Tally {
 public:
  /// Questions of the profile count as evidence.
  Tally(const Inventory& inventory, Tariff tariff, Profile profile) : inventory_(inventory), tariff_(tariff), profile_(profile) {}

  /// Counts one answer. The rule must outlive the tally; texts are copied into the store.
  void take(const Rule& rule, const Subject& subject, const Verdict& verdict);

  /// Adds a finding of the rule `field-unkept` for every fact that nearly all items of a kind lack, under which those of the items are
  /// shown and as severe as it at most, unless all of them are shown under others. They are charged as before. Call once, after all
  /// answers. What a waiver has decided is left out, if `is_decided` tells.
  using IsDecided = std::function<bool(const Rule&, const Subject&)>;
  void fold_unkept(const Catalogue& catalogue, const Facts& facts, const IsDecided& is_decided = {});

  const Tariff& tariff() const { return tariff_; }
  const std::vector<Finding>& findings() const { return findings_; }
  const std::vector<Undecided>& undecided() const { return undecided_; }
  const std::vector<Pool>& pools() const { return pools_; }
  /// How often each rule of the profile was asked, in the order of their answers.
  struct Asked {
    const Rule* rule;
    std::size_t asked = 0, in_order = 0;
    std::array<std::uint32_t, kind_count> by_kind{};  ///< how many items of each kind it was asked about
  };
  const std::vector<Asked>& asked() const { return asked_of_; }
  /// Owns the texts of the findings; they stay valid as long as somebody shares it, even after the tally is gone.
  const std::shared_ptr<Store>& store() const { return store_; }
  /// The share of the questions that could be answered, each weighted by the hours and the worst risk of its rule; 1 if none was asked.
  /// A finding that a fact is not written answers nothing: the fact is as unknown as it was.
  double evidence() const { return asked_ > 0 ? 1 - open_ / asked_ : 1; }

 private:
  void take_finding(const Rule& rule, const Subject& subject, const Flagged& flagged);
  void take_question(const Rule& rule, const Subject& subject, const Unknown& missing);
  /// About how many items of a kind the rule was asked; 0 if it is not of the profile.
  std::size_t asked_about(const Rule& rule, Kind kind) const;
  void tell_once(const Rule& unkept, Subject subject, const std::vector<std::uint32_t>& members, std::size_t asked);
  /// Adds the claim to the tool's pool, with its share; nothing if the tool costs nothing.
  void claim_money(const MoneyClaim& money, Claim claim);
  /// Adds the claim to the hours that the item states itself, if it does.
  void claim_hours(const Subject& subject, const Claim& claim);
  Pool& pool_of(ItemId item, bool money, double amount);
  Finding::What kept(const Flagged& flagged);

  const Inventory& inventory_;
  Tariff tariff_;
  Profile profile_;
  std::shared_ptr<Store> store_ = std::make_shared<Store>();
  std::vector<Finding> findings_;
  std::vector<Undecided> undecided_;
  std::vector<Pool> pools_;
  std::unordered_map<std::uint32_t, std::uint32_t> money_pools_, hours_pools_;  ///< by the item's number
  std::vector<Asked> asked_of_;
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
  /// The question what the finding costs; `none` if that is known.
  std::size_t cost_question(std::size_t finding) const { return nodes_[finding].money == Forest::none ? none : nodes_[finding].money; }
  /// The node and everything shown under it, at any depth. Precondition: the node is shown by itself.
  std::span<const std::uint32_t> with_shown(std::size_t node) const { return shown_.tree(node); }

  /// The total charge in hours a month: of the findings alone (low), or with the open questions at their worst (high). Decimals keep the
  /// sums exact.
  Decimal low() const { return low_; }
  Decimal high() const { return high_; }
  /// The share of each node in the totals: those of the findings add up to `low`, those of all nodes to `high`.
  std::vector<Decimal> effective() const;
  /// What `high` would be without these nodes, each named once; children that are not gone themselves would be charged in full.
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

/// What an audit charges, in hours a month: its findings and questions as they fold, and the pools beside them. Nodes are numbered as in
/// the folding.
class Charges {
 public:
  Charges(const std::vector<Fold>& folds, const Tally& tally);

  const Folding& folding() const { return folding_; }
  /// The total of the findings alone (low), or with the open questions at their worst (high).
  Decimal low() const { return low_; }
  Decimal high() const { return high_; }
  /// The share of each node in the totals: those of the findings add up to `low`, those of all nodes to `high`.
  std::vector<Decimal> effective() const;
  /// What `high` would be without these nodes, each named once.
  Decimal high_without(const std::vector<std::size_t>& gone) const;

  /// What each finding takes of the pools a month, uncapped. Of what is claimed several times, the largest claim takes its share first.
  struct Taken {
    double money = 0, hours = 0;
  };
  std::vector<Taken> taken() const;
  /// What the findings together take of the pools a month, uncapped.
  Taken all_taken() const;
  /// The money a month that is paid for nothing, or may be once the costs of all tools in the findings are known.
  struct Waste {
    double money = 0;
    bool unbounded = false;  ///< something is paid for nothing of which nobody can tell what it costs
  };
  Waste waste() const;

 private:
  Decimal charge_of(const Pool& pool, Pool::Extent extent) const;
  std::size_t node_of(const Claim& claim) const { return claim.open ? findings_ + claim.answer : claim.answer; }

  Folding folding_;
  std::vector<Pool> pools_;
  /// What a node claims of a pool.
  struct Claimed {
    std::uint32_t node, pool, rule;  ///< `rule`: its place among the rules that claim the pool
    double share;
  };
  std::vector<Claimed> claimed_;             ///< ascending by node
  std::vector<std::vector<double>> shares_;  ///< by pool: what each rule claims of it, with the open questions
  std::vector<Decimal> highs_;               ///< by pool: what it charges, with the open questions
  std::size_t findings_;
  Tariff tariff_;
  Decimal low_, high_;
};

/// The score of an audit. Hours are per month.
struct Score {
  Decimal low;        ///< points, from the findings alone
  Decimal high;       ///< points, with open questions counted as failing: the headline
  Decimal low_hours;  ///< the charges behind `low`
  Decimal high_hours;
  double load = 0;                ///< share of the capacity behind `high`: the x of the formula
  char grade = no_grade;          ///< 'A' to 'F'; none if too little is known
  GradeCap cap = GradeCap::none;  ///< why the load alone would give a better grade
  double evidence = 1;            ///< share of the questions that could be answered, weighted by hours and risk
  bool provisional = false;       ///< less than 60 % is known, so there is no grade
  double capacity_hours = 0;
  bool capacity_assumed = false;  ///< none is stated; the floor was taken
};
/// What the team's tools in use cost a month, as far as it is known.
double spend_of(const Inventory& inventory);

/// `spend` is what the team's tools in use cost a month, as far as it is known; `evidence` the share of the questions that could be
/// answered.
Score score_of(const Tally& tally, const Charges& charges, double spend, double evidence);

/// By how many points the headline would fall if these nodes were gone; at least 0.
double gain(const Score& score, const Charges& charges, const std::vector<std::size_t>& gone);

/// The grade if these nodes were gone: by the load without them, the waste, and what else is or may be critical. None if the score has
/// none.
char grade_without(const Score& score, const Tally& tally, const Charges& charges, double spend, const std::vector<std::size_t>& gone);

/// 100 x / (x + 0.30), where x is the load: charged hours divided by the capacity.
double drag_of(double load);

/// The grade for a load, before any cap.
char grade_of(double load);

/// Splits an amount in proportion to the weights, so that the parts add up to it exactly (largest remainders; ties to the earlier).
/// All zero if all weights are.
std::vector<Decimal> apportion(Decimal amount, std::span<const Decimal> weights);

}  // namespace stackdrag
