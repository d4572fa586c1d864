// Adds the pools to what folds.
//
// The money of a tool is in no group: its findings fold by their hours and risks, while what they say about its cost meets in one pool,
// wherever they fold. Of a tool that nobody uses (its whole cost), whose seats are half empty (half of it) and which does another tool's
// job (half of it), 1 - (1 - 1)(1 - 1/2)(1 - 1/2) = its whole cost is paid for nothing, not twice that. A claim more never takes less, so
// adding a finding cannot lower the total; and a finding that becomes a question, because somebody deleted a fact, claims at least as much.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

#include "stackdrag/score.h"

namespace stackdrag {
namespace {

/// The claims of findings on a pool, with what each takes of it: the rule that claims most first.
std::vector<std::pair<const Claim*, double>> taken_by_findings(const Pool& pool) {
  struct OfRule {
    double taken = 0, claimed = 0;
    std::vector<const Claim*> claims{};
  };
  std::vector<OfRule> rules;
  for (const Claim& claim : pool.claims) {
    if (claim.open) continue;
    if (rules.empty() || rules.back().claims.front()->rule != claim.rule) rules.emplace_back();
    rules.back().claimed += claim.share;
    rules.back().claims.push_back(&claim);
  }
  for (OfRule& rule : rules) rule.taken = std::min(1.0, rule.claimed);
  std::sort(rules.begin(), rules.end(), [](const OfRule& a, const OfRule& b) {
    return a.taken != b.taken ? a.taken > b.taken : a.claims.front()->rule->id < b.claims.front()->rule->id;
  });
  std::vector<std::pair<const Claim*, double>> all;
  double left = 1;
  for (const OfRule& rule : rules) {
    // Hours are shared by all alike.
    const double taken = pool.money ? left * rule.taken : 1.0 / static_cast<double>(rules.size());
    for (const Claim* claim : rule.claims) all.emplace_back(claim, rule.claimed > 0 ? taken * claim->share / rule.claimed : 0);
    left *= 1 - rule.taken;
  }
  return all;
}

/// A share as a weight. However small, it weighs something, so that an amount always finds somebody who takes it.
Decimal weight_of(double share) { return {share > 0 ? std::max<std::int64_t>(1, std::llround(share * 1e9)) : 0}; }

}  // namespace

Charges::Charges(const std::vector<Fold>& folds, const Tally& tally)
    : folding_(folds, tally.findings(), tally.undecided()),
      pools_(tally.pools()),
      findings_(tally.findings().size()),
      tariff_(tally.tariff()),
      low_(folding_.low()),
      high_(folding_.high()) {
  for (std::uint32_t i = 0; i < pools_.size(); ++i) {
    low_ += charge_of(pools_[i], Pool::Extent::proved);
    high_ += highs_.emplace_back(charge_of(pools_[i], Pool::Extent::all));
    const Rule* rule = nullptr;
    std::vector<double>& shares = shares_.emplace_back();
    for (const Claim& claim : pools_[i].claims) {
      if (std::exchange(rule, claim.rule) != claim.rule) shares.push_back(0);
      shares.back() += claim.share;
      claimed_.push_back({static_cast<std::uint32_t>(node_of(claim)), i, static_cast<std::uint32_t>(shares.size() - 1), claim.share});
    }
  }
  std::stable_sort(claimed_.begin(), claimed_.end(), [](const Claimed& a, const Claimed& b) { return a.node < b.node; });
}

Decimal Charges::charge_of(const Pool& pool, Pool::Extent extent) const {
  return Decimal::of(std::min(tariff_.cap(), pool.amount * pool.claimed(extent)));
}

std::vector<Decimal> Charges::effective() const {
  std::vector<Decimal> charges = folding_.effective();
  for (const Pool& pool : pools_) {
    const Decimal low = charge_of(pool, Pool::Extent::proved);
    const auto share_out = [&](Decimal amount, const std::vector<const Claim*>& claims, const std::vector<Decimal>& weights) {
      const std::vector<Decimal> parts = apportion(amount, weights);
      for (std::size_t i = 0; i < parts.size(); ++i) charges[node_of(*claims[i])] += parts[i];
    };
    std::vector<const Claim*> known, open;
    std::vector<Decimal> known_weights, open_weights;
    for (const auto& [claim, taken] : taken_by_findings(pool)) {
      known.push_back(claim);
      known_weights.push_back(weight_of(taken));
    }
    for (const Claim& claim : pool.claims) {
      if (!claim.open) continue;
      open.push_back(&claim);
      open_weights.push_back(weight_of(claim.share));
    }
    share_out(low, known, known_weights);
    share_out(charge_of(pool, Pool::Extent::all) - low, open, open_weights);
  }
  return charges;
}

Decimal Charges::high_without(const std::vector<std::size_t>& gone) const {
  Decimal total = folding_.high_without(gone) + (high_ - folding_.high());
  // With a finding, the question what it costs goes, too.
  std::vector<std::size_t> sorted = gone;
  for (const std::size_t node : gone) {
    if (node < findings_ && folding_.cost_question(node) != Folding::none) sorted.push_back(folding_.cost_question(node));
  }
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::map<std::uint32_t, std::vector<double>> left;  // by the pools that are touched
  for (const std::size_t node : sorted) {
    auto claim = std::lower_bound(claimed_.begin(), claimed_.end(), node, [](const Claimed& a, std::size_t at) { return a.node < at; });
    for (; claim != claimed_.end() && claim->node == node; ++claim)
      left.try_emplace(claim->pool, shares_[claim->pool]).first->second[claim->rule] -= claim->share;
  }
  for (const auto& [pool, shares] : left) {
    double unclaimed = 1;
    for (const double share : shares) unclaimed *= 1 - std::clamp(share, 0.0, 1.0);
    const Decimal after = Decimal::of(std::min(tariff_.cap(), pools_[pool].amount * (1 - unclaimed)));
    total = total - highs_[pool] + after;
  }
  return total;
}

std::vector<Charges::Taken> Charges::taken() const {
  std::vector<Taken> all(findings_);
  for (const Pool& pool : pools_) {
    for (const auto& [claim, share] : taken_by_findings(pool)) {
      if (pool.money)
        all[claim->answer].money += share * pool.amount * tariff_.hourly_rate;
      else
        all[claim->answer].hours += share * pool.amount;
    }
  }
  return all;
}

Charges::Taken Charges::all_taken() const {
  Taken all;
  for (const Pool& pool : pools_) {
    const double amount = pool.amount * pool.claimed(Pool::Extent::proved);
    if (pool.money)
      all.money += amount * tariff_.hourly_rate;
    else
      all.hours += amount;
  }
  return all;
}

Charges::Waste Charges::waste() const {
  Waste waste;
  for (const Pool& pool : pools_) {
    if (!pool.money) continue;
    if (pool.priced) {
      waste.money += pool.amount * pool.claimed(Pool::Extent::found) * tariff_.hourly_rate;
      continue;
    }
    for (const Claim& claim : pool.claims) {
      if (!claim.found) continue;
      waste.money += claim.at_most.value_or(0);
      waste.unbounded |= !claim.at_most;
    }
  }
  return waste;
}

}  // namespace stackdrag
