// How bad a finding is, in what two audits can compare: whether it has worsened since it was recorded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/severity.h"
#include "stackdrag/units.h"

namespace stackdrag {

/// What is not known is not compared.
struct Extent {
  std::optional<int> band;  ///< of what was measured; empty if nothing was
  std::optional<Severity> severity;
  std::optional<double> hours, money;  ///< carried a month
  std::optional<Date> planned;         ///< the day by which it will be put right; empty if none is written

  friend auto operator<=>(const Extent&, const Extent&) = default;
  friend bool operator==(const Extent&, const Extent&) = default;
};

enum class Trend : std::uint8_t { same, improved, worsened };

/// Whether a finding got worse: its band climbed, its severity rose, it takes notably more hours or money, or the day that was planned for
/// it has passed or was given up. What got worse in one respect and better in another has worsened.
Trend trend_of(const Extent& was, const Extent& is);

/// Whether money or hours a month have risen by more than a rounding, or an exchange rate, explains: by a tenth, and by `least` at least.
bool has_risen(double was, double is, double least);
inline constexpr double least_rise_of_money = 1, least_rise_of_hours = 0.1;

/// What differs, in words: "was high, is critical", "was €100 a month, is €10,000 a month". Of a band there is nothing to say.
std::vector<std::string> differences(const Extent& was, const Extent& is, std::string_view currency, Date as_of);

/// The better of two extents in every respect, as far as both are known: what a baseline keeps of a finding that is still there.
Extent better_of(const Extent& recorded, const Extent& now);

}  // namespace stackdrag
