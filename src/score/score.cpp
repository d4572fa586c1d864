// The formula of the score, the grade, and the exact splitting of totals.
#include <algorithm>
#include <iterator>
#include <numeric>

#include "stackdrag/score.h"

namespace stackdrag {
namespace {

constexpr double repair_share = 0.30;
constexpr double provisional_below = 0.60;
constexpr struct {
  double up_to;
  char letter;
} grid[] = {{0.05, 'A'}, {0.10, 'B'}, {0.20, 'C'}, {0.30, 'D'}, {0.50, 'E'}};

__extension__ using Wide = __int128;

}  // namespace

double drag_of(double load) { return 100 * load / (load + repair_share); }

char grade_of(double load, bool critical) {
  char letter = 'F';
  for (const auto& step : grid) {
    if (load <= step.up_to) {
      letter = step.letter;
      break;
    }
  }
  return critical ? std::max(letter, 'C') : letter;
}

Score score_of(const Tally& tally, const Folding& folding) {
  Score score;
  score.capacity_hours = tally.tariff().capacity_hours;
  score.capacity_assumed = tally.tariff().capacity_assumed;
  score.low_hours = folding.low();
  score.high_hours = folding.high();
  score.low = Decimal::of(drag_of(score.low_hours.value() / score.capacity_hours));
  score.load = score.high_hours.value() / score.capacity_hours;
  score.high = Decimal::of(drag_of(score.load));
  const auto critical = [](const auto& answer) { return answer.severity == Severity::critical; };
  const bool danger = std::any_of(tally.findings().begin(), tally.findings().end(), critical) ||
                      std::any_of(tally.undecided().begin(), tally.undecided().end(), critical);
  score.grade = grade_of(score.load, danger);
  score.capped = score.grade != grade_of(score.load, false);
  score.evidence = tally.evidence();
  score.provisional = score.evidence < provisional_below;
  return score;
}

double gain(const Score& score, const Folding& folding, const std::vector<std::size_t>& gone) {
  const Decimal left = gone.size() == 1 ? folding.high_without(gone.front()) : folding.high_without(gone);
  const double after = drag_of(left.value() / score.capacity_hours);
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
