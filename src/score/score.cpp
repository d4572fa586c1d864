// The formula of the score, the grade, and the exact splitting of totals.
#include <algorithm>
#include <iterator>
#include <numeric>

#include "stackdrag/grades.h"
#include "stackdrag/score.h"

namespace stackdrag {
namespace {

constexpr double least_evidence = 0.60;
constexpr double some_waste = 0.10, much_waste = 0.25;
constexpr double least_waste = 0.01;  ///< of what the capacity is worth

__extension__ using Wide = __int128;

}  // namespace

double drag_of(double load) { return 100 * load / (load + repair_share); }

char grade_of(double load) {
  for (const GradeLimit& limit : grade_limits) {
    if (load <= limit.load) return limit.grade;
  }
  return worst_grade;
}

namespace {

/// The best letter that so much waste allows: money a month that is paid for nothing, of what the tools cost and of what the team's hours
/// are worth. Of a small spend, a large part may be wasted and still be small.
char best_with_waste(const Charges::Waste& waste, double spend, double worth) {
  if (waste.unbounded) return 'D';
  const bool matters = waste.money >= least_waste * worth;
  const auto exceeds = [&](double share) { return (matters && waste.money > share * spend) || waste.money > share * worth; };
  return exceeds(much_waste) ? 'D' : exceeds(some_waste) ? 'C' : 'A';
}

/// The best letter that risk allows, leaving out the nodes that are gone, ascending.
char best_with_risk(const Tally& tally, const std::vector<std::size_t>& gone) {
  std::size_t node = 0;
  const auto critical = [&](const auto& answer) {
    const bool is_gone = std::binary_search(gone.begin(), gone.end(), node++);
    return answer.severity == Severity::critical && !is_gone;
  };
  const bool is_risky = std::any_of(tally.findings().begin(), tally.findings().end(), critical);
  if (is_risky) return 'C';
  node = tally.findings().size();
  return std::any_of(tally.undecided().begin(), tally.undecided().end(), critical) ? 'C' : 'A';
}

}  // namespace

double spend_of(const Inventory& inventory) {
  double spend = 0;
  for (const Tool& tool : inventory.tools) {
    if (tool.cost && in_use(tool.status) && !is_external(tool)) spend += tool.cost->per_month;
  }
  return spend;
}

Score score_of(const Tally& tally, const Charges& charges, double spend, double evidence) {
  const Tariff& tariff = tally.tariff();
  Score score;
  score.capacity_hours = tariff.capacity_hours;
  score.capacity_assumed = tariff.capacity_assumed;
  score.low_hours = charges.low();
  score.high_hours = charges.high();
  score.low = Decimal::of(drag_of(score.low_hours.value() / score.capacity_hours));
  score.load = score.high_hours.value() / score.capacity_hours;
  score.high = Decimal::of(drag_of(score.load));
  score.evidence = evidence;
  score.provisional = score.evidence < least_evidence;
  if (score.provisional) return score;
  const char of_load = grade_of(score.load);
  const char of_waste = best_with_waste(charges.waste(), spend, tariff.capacity_hours * tariff.hourly_rate);
  const char of_risk = best_with_risk(tally, {});
  score.grade = std::max({of_load, of_waste, of_risk});
  if (score.grade > of_load) score.cap = of_waste >= of_risk ? GradeCap::waste : GradeCap::critical;
  return score;
}

char grade_without(const Score& score, const Tally& tally, const Charges& charges, double spend, const std::vector<std::size_t>& gone) {
  if (score.grade == no_grade) return no_grade;
  std::vector<std::size_t> ascending = gone;
  std::sort(ascending.begin(), ascending.end());
  const char of_load = grade_of(charges.high_without(gone).value() / score.capacity_hours);
  const char of_waste = best_with_waste(charges.waste(), spend, score.capacity_hours * tally.tariff().hourly_rate);
  return std::max({of_load, of_waste, best_with_risk(tally, ascending)});
}

double gain(const Score& score, const Charges& charges, const std::vector<std::size_t>& gone) {
  const double after = drag_of(charges.high_without(gone).value() / score.capacity_hours);
  return std::max(0.0, Decimal::of(score.high.value() - after).value());
}

std::vector<Decimal> apportion(Decimal amount, std::span<const Decimal> weights) {
  std::vector<Decimal> parts(weights.size());
  std::int64_t total = 0;
  for (const Decimal weight : weights) total += weight.ten_thousandths;
  if (total == 0) return parts;
  std::vector<std::int64_t> remainders(weights.size());
  std::int64_t left = amount.ten_thousandths;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Wide product = Wide{amount.ten_thousandths} * weights[i].ten_thousandths;
    parts[i].ten_thousandths = static_cast<std::int64_t>(product / total);
    remainders[i] = static_cast<std::int64_t>(product - Wide{parts[i].ten_thousandths} * total);
    left -= parts[i].ten_thousandths;
  }
  if (left <= 0) return parts;
  // Only the set of the first ones is needed, not their order.
  std::vector<std::uint32_t> order(weights.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto first = order.begin() + std::min<std::ptrdiff_t>(left, std::ssize(order));
  std::nth_element(order.begin(), first - 1, order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return remainders[a] != remainders[b] ? remainders[a] > remainders[b] : a < b;
  });
  for (auto one = order.begin(); one != first; ++one) ++parts[*one].ten_thousandths;
  return parts;
}

}  // namespace stackdrag
