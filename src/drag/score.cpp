// The formula of the score, its letter, and the exact splitting of totals.
#include <algorithm>
#include <numeric>

#include "stackdrag/drag.h"

namespace stackdrag {
namespace {

constexpr double repair_share = 0.30;
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

std::vector<Decimal> apportion(Decimal amount, const std::vector<Decimal>& weights) {
  std::vector<Decimal> parts(weights.size());
  std::int64_t total = 0;
  for (const Decimal weight : weights) total += weight.ten_thousandths;
  if (total == 0) return parts;
  std::vector<std::int64_t> remainders(weights.size());
  std::int64_t left = amount.ten_thousandths;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Wide product = Wide{amount.ten_thousandths} * weights[i].ten_thousandths;
    parts[i].ten_thousandths = static_cast<std::int64_t>(product / total);
    remainders[i] = static_cast<std::int64_t>(product % total);
    left -= parts[i].ten_thousandths;
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; left > 0 && i < order.size(); ++i, --left) ++parts[order[i]].ten_thousandths;
  return parts;
}

}  // namespace stackdrag
