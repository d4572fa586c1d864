// Turns each answer of a rule into its charge.
#include <algorithm>

#include "stackdrag/score.h"

namespace stackdrag {
namespace {

double rate_or(const At<double>& rate, double standard) { return rate && *rate > 0 ? *rate : standard; }

/// The hours that the item states itself, for every rule; null if it states none.
const double* own_hours(const Subject& subject, At<double> Extras::*field) {
  if (subject.common == nullptr || subject.common->given == nullptr) return nullptr;
  const At<double>& own = subject.common->given->*field;
  return own ? &*own : nullptr;
}

/// The most hours a month that the rule takes of anything.
double most_carry(const Rule& rule) { return rule.setting.carry.value_or(rule.most_carry.value_or(rule.carry)); }

/// How severe the finding may turn out to be.
Severity worst_of(const Rule& rule, const Flagged& flagged) {
  const Severity severity = severity_of(rule, flagged);
  return rule.setting.severity.value_or(std::max(severity, flagged.most_severity.value_or(severity)));
}

/// The money a month that the answer claims, as far as the costs are known.
double money_of(const Inventory& inventory, const Flagged& flagged) {
  double money = 0;
  for (const MoneyClaim& claim : flagged.claims) {
    const At<Money>& cost = inventory.tools[claim.tool.index].cost;
    if (cost && !claim.open) money += claim.share * cost->per_month;
  }
  return money;
}

}  // namespace

Tariff tariff_of(const Stack& stack) {
  Tariff tariff;
  tariff.hourly_rate = rate_or(stack.hourly_rate, Tariff::standard_rate);
  tariff.capacity_assumed = !stack.capacity_hours;
  if (stack.capacity_hours) tariff.capacity_hours = std::max(*stack.capacity_hours, Tariff::floor_hours);
  return tariff;
}

double risk_hours(Severity severity) {
  switch (severity) {
    case Severity::critical:
      return 8;
    case Severity::high:
      return 1.5;
    case Severity::medium:
      return 0.5;
    case Severity::low:
      return 0.1;
    case Severity::info:
      return 0;
  }
  return 0;
}

double Pool::claimed(Extent extent) const {
  const auto counts = [&](const Claim& claim) { return !claim.open || extent == Extent::all || (claim.found && extent == Extent::found); };
  double left = 1;
  for (auto claim = claims.begin(); claim != claims.end();) {
    const Rule* const rule = claim->rule;
    double taken = 0;
    for (; claim != claims.end() && claim->rule == rule; ++claim) taken += counts(*claim) ? claim->share : 0;
    left *= 1 - std::min(1.0, taken);
  }
  return 1 - left;
}

Finding::What Tally::kept(const Flagged& flagged) {
  const std::string_view notes = store_->keep(flagged.notes);
  const auto places = store_->list<Finding::Place>(flagged.places.size());
  std::size_t from = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Flagged::Place& place = flagged.places[i];
    places[i] = {place.at, notes.substr(from, place.end - from)};
    from = place.end;
  }
  return {.at = flagged.at,
          .message = store_->keep(flagged.message),
          .key = store_->keep(flagged.key),
          .action = store_->keep(flagged.action),
          .source = store_->keep(flagged.source),
          .places = places,
          .measured = flagged.measured,
          .money = money_of(inventory_, flagged),
          .unit = store_->keep(flagged.unit),
          .anchor = flagged.anchor,
          .ends_subject = flagged.ends_subject,
          .follows_accepted = flagged.follows_accepted,
          .only_warns = flagged.only_warns,
          .absent = flagged.absent,
          .keeps_out = flagged.keeps_out,
          .due = flagged.due,
          .planned = flagged.planned};
}

Pool& Tally::pool_of(ItemId item, bool money, double amount) {
  auto& pools = money ? money_pools_ : hours_pools_;
  const auto [place, fresh] = pools.try_emplace(item.number(), static_cast<std::uint32_t>(pools_.size()));
  if (fresh) pools_.push_back({item, money, true, amount, {}});
  return pools_[place->second];
}

void Tally::claim_money(const MoneyClaim& money, Claim claim) {
  const Tool& tool = inventory_.tools[money.tool.index];
  const At<Money>& cost = tool.cost;
  if (cost) {
    claim.share = money.share;
    if (cost->per_month > 0) pool_of(money.tool, true, cost->per_month / tariff_.hourly_rate).claims.push_back(claim);
  } else if (lacks_cost(tool)) {
    // What is claimed of an unknown cost may be as much as the cap.
    claim.open = true;
    claim.at_most = money.at_most;
    claim.share = money.at_most ? std::min(1.0, *money.at_most / tariff_.hourly_rate / tariff_.cap()) : 1;
    Pool& pool = pool_of(money.tool, true, tariff_.cap());
    pool.priced = false;
    pool.claims.push_back(claim);
  }
}

void Tally::claim_hours(const Subject& subject, const Claim& claim) {
  const double* const own = own_hours(subject, &Extras::carry);
  if (own != nullptr && *own > 0) pool_of(subject.item, false, subject.count * *own).claims.push_back(claim);
}

void Tally::take_finding(const Rule& rule, const Subject& subject, const Flagged& flagged) {
  const RuleSetting& set = rule.setting;
  const Severity severity = severity_of(rule, flagged);
  const double* const own_effort = own_hours(subject, &Extras::effort);
  const double* const own_carry = own_hours(subject, &Extras::carry);
  Finding finding{&rule, subject, kept(flagged), severity, 0, 0, own_carry != nullptr, 0, severity};
  const auto index = static_cast<std::uint32_t>(findings_.size());
  if (severity != Severity::info) {
    const double effort = own_effort != nullptr ? *own_effort : set.effort.value_or(flagged.effort.value_or(rule.effort));
    const double carry = own_carry != nullptr ? *own_carry : set.carry.value_or(flagged.carry.value_or(rule.carry));
    finding.effort = subject.count * effort;
    finding.carry = subject.count * carry;
    finding.charge = std::min(tariff_.cap(), (finding.shares_carry ? 0 : finding.carry) + subject.count * risk_hours(severity));
    claim_hours(subject, {&rule, index, false, true, 1});
    std::optional<std::uint32_t> asking;
    const Severity worst = worst_of(rule, flagged);
    const bool knows_all = (flagged.most_carry && finding.shares_carry) || (flagged.most_severity && worst == severity);
    if (flagged.open_cost && !knows_all) {
      const double more_carry = flagged.most_carry ? std::max(0.0, *flagged.most_carry - carry) : 0;
      const double more = subject.count * (more_carry + risk_hours(worst) - risk_hours(severity));
      asking = static_cast<std::uint32_t>(undecided_.size());
      undecided_.push_back({&rule, subject, *flagged.open_cost, worst, std::min(tariff_.cap(), finding.charge + more), index});
    }
    for (const MoneyClaim& claim : flagged.claims) {
      const bool open = claim.open || !inventory_.tools[claim.tool.index].cost;
      if (!open || asking) claim_money(claim, {&rule, open ? *asking : index, open, true, 0});
    }
  }
  findings_.push_back(finding);
}

void Tally::take_question(const Rule& rule, const Subject& subject, const Unknown& missing) {
  const auto index = static_cast<std::uint32_t>(undecided_.size());
  const Severity worst = severity_of(rule, missing);
  Undecided open{&rule, subject, missing, worst, 0, std::nullopt};
  if (worst != Severity::info) {
    const bool shares = own_hours(subject, &Extras::carry) != nullptr;
    const double carry = shares ? 0 : rule.setting.carry.value_or(missing.most_carry.value_or(most_carry(rule)));
    double charge = subject.count * (carry + risk_hours(worst));
    claim_hours(subject, {&rule, index, true, false, 1});
    if (missing.item.kind == Kind::tool && rule.stake == Stake::cost_of_tool)
      claim_money({missing.item, missing.most_share}, {&rule, index, true, false, 0});
    if (missing.item.kind == Kind::tool && rule.stake == Stake::cheaper_tool) {
      const Tool& tool = inventory_.tools[missing.item.index];
      if (tool.cost)
        charge += missing.most_share * tool.cost->per_month / tariff_.hourly_rate;
      else if (lacks_cost(tool))
        charge += tariff_.cap();
    }
    open.charge = std::min(tariff_.cap(), charge);
  }
  undecided_.push_back(open);
}

void Tally::take(const Rule& rule, const Subject& subject, const Verdict& verdict) {
  if (rule.profile <= profile_ && worst_of(rule) != Severity::info) {
    const double weight = subject.count * (rule.setting.carry.value_or(rule.carry) + risk_hours(worst_of(rule)));
    asked_ += weight;
    const bool is_absent = verdict.finding() != nullptr && verdict.finding()->absent;
    if (verdict.missing() != nullptr || is_absent) open_ += weight;
    if (asked_of_.empty() || asked_of_.back().rule != &rule) asked_of_.push_back({&rule});
    ++asked_of_.back().asked;
    if (subject.item) ++asked_of_.back().by_kind[static_cast<std::size_t>(subject.item.kind)];
    if (verdict.missing() == nullptr && verdict.finding() == nullptr) ++asked_of_.back().in_order;
  }
  if (const Flagged* const flagged = verdict.finding()) return take_finding(rule, subject, *flagged);
  if (const Unknown* const missing = verdict.missing()) take_question(rule, subject, *missing);
}

}  // namespace stackdrag
