// Turns each answer of a rule into its charge.
#include <algorithm>

#include "stackdrag/score.h"

namespace stackdrag {
namespace {

double rate_or(const At<double>& rate, double standard) { return rate && *rate > 0 ? *rate : standard; }

/// The item's own hours if the inventory states them, else `standard`.
double hours_of(const Subject& subject, At<double> Extras::*field, double standard) {
  if (subject.common == nullptr || subject.common->given == nullptr) return standard;
  const At<double>& own = subject.common->given->*field;
  return own ? *own : standard;
}

/// The money per month at stake in an open question: the cost of the tool; for a group, that of its cheapest tool. Empty if a cost is
/// unknown.
std::optional<double> money_at_stake(const Inventory& inventory, const Subject& subject) {
  std::optional<double> least;
  const auto look = [&](ItemId item) {
    if (item.kind != Kind::tool) return true;
    const At<Money>& cost = inventory.tools[item.index].cost;
    if (!cost) return cost.none() || cost.not_applicable();
    least = std::min(least.value_or(cost->per_month), cost->per_month);
    return true;
  };
  if (!look(subject.item) || !std::all_of(subject.members.begin(), subject.members.end(), look)) return std::nullopt;
  return least.value_or(0);
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
      return 4;
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

double Tally::ceiling(const Rule& rule, const Subject& subject) const {
  // The findings of such a rule charge nothing, so neither do its questions.
  if (worst_of(rule) == Severity::info) return 0;
  const double carry = hours_of(subject, &Extras::carry, rule.setting.carry.value_or(rule.most_carry.value_or(rule.carry)));
  double charge = subject.count * (carry + risk_hours(worst_of(rule)));
  if (rule.stake == Stake::cost_of_tool) {
    const auto money = money_at_stake(inventory_, subject);
    if (!money) return tariff_.cap();
    charge += *money / tariff_.hourly_rate;
  }
  return std::min(tariff_.cap(), charge);
}

/// The most that the question may cost, given the facts that are there.
double Tally::bounded(const Rule& rule, const Subject& subject, const Unknown& missing, double ceiling) const {
  if (!missing.most_carry || worst_of(rule) == Severity::info) return ceiling;
  const double carry = hours_of(subject, &Extras::carry, rule.setting.carry.value_or(*missing.most_carry));
  return std::min(ceiling, subject.count * (carry + risk_hours(worst_of(rule))));
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
          .places = places,
          .measured = flagged.measured,
          .money = flagged.money,
          .unit = store_->keep(flagged.unit),
          .anchor = flagged.anchor,
          .ends_subject = flagged.ends_subject,
          .follows_accepted = flagged.follows_accepted,
          .only_warns = flagged.only_warns,
          .planned = flagged.planned};
}

/// The most that a finding of unknown cost may charge.
double Tally::most_charge(const Subject& subject, const Flagged& flagged, double carry, double charge) const {
  if (flagged.most_carry) return std::min(tariff_.cap(), charge + subject.count * std::max(0.0, *flagged.most_carry - carry));
  if (!flagged.most_money) return tariff_.cap();
  return std::min(tariff_.cap(), charge + (*flagged.most_money - flagged.money) / tariff_.hourly_rate);
}

void Tally::take_finding(const Rule& rule, const Subject& subject, const Flagged& flagged, double ceiling) {
  const RuleSetting& set = rule.setting;
  const Severity severity = severity_of(rule, flagged);
  const bool charged = severity != Severity::info;
  const double effort = hours_of(subject, &Extras::effort, set.effort.value_or(flagged.effort.value_or(rule.effort)));
  const double carry = hours_of(subject, &Extras::carry, set.carry.value_or(flagged.carry.value_or(rule.carry)));
  const double hours = charged ? subject.count * carry : 0;
  const double charge =
      charged ? std::min(tariff_.cap(), hours + subject.count * risk_hours(severity) + flagged.money / tariff_.hourly_rate) : 0;
  if (flagged.open_cost && charged) {
    const double most = most_charge(subject, flagged, carry, charge);
    undecided_.push_back({&rule, subject, *flagged.open_cost, severity, most, findings_.size()});
    open_ += std::clamp(most - charge, 0.0, std::max(0.0, ceiling - charge));
  }
  findings_.push_back({&rule, subject, kept(flagged), severity, charged ? subject.count * effort : 0, hours, charge});
}

void Tally::take(const Rule& rule, const Subject& subject, const Verdict& verdict) {
  const double most = ceiling(rule, subject);
  asked_ += most;
  if (const Flagged* const flagged = verdict.finding()) return take_finding(rule, subject, *flagged, most);
  if (const Unknown* const missing = verdict.missing()) {
    open_ += most;
    undecided_.push_back({&rule, subject, *missing, worst_of(rule), bounded(rule, subject, *missing, most), std::nullopt});
  }
}

}  // namespace stackdrag
