// A fixed-point number with four decimal places. Its sums are exact, so that figures add up to the printed total.
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>

namespace stackdrag {

struct Decimal {
  std::int64_t ten_thousandths = 0;

  /// Rounds to the nearest ten-thousandth, halves away from zero.
  static Decimal of(double number) { return {std::llround(number * 10'000)}; }
  double value() const { return static_cast<double>(ten_thousandths) / 10'000; }

  friend auto operator<=>(Decimal, Decimal) = default;
  friend Decimal operator+(Decimal a, Decimal b) { return {a.ten_thousandths + b.ten_thousandths}; }
  friend Decimal operator-(Decimal a, Decimal b) { return {a.ten_thousandths - b.ten_thousandths}; }
  Decimal& operator+=(Decimal other) { return ten_thousandths += other.ten_thousandths, *this; }
};

}  // namespace stackdrag
