// `--max-increase`: by how much drag or interest may rise.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "stackdrag/diff.h"
#include "stackdrag/text.h"
#include "stackdrag/units.h"

namespace stackdrag {
namespace {

constexpr std::size_t longest_shown = 40;
/// Reports have four decimals: less than half of the last is none.
constexpr double rounding = 0.000'05;

std::string_view without_spaces_around(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

Failure no_limit(std::string_view text) {
  return {fmt::format("--max-increase: expected points (5pt), a share (10%) or money a month (500/mo, €500/mo), found `{}`",
                      shorten(visible(text), longest_shown))};
}

/// The text without its ending; nothing if it has another.
std::optional<std::string_view> before_ending(std::string_view text, std::string_view ending) {
  if (!text.ends_with(ending)) return std::nullopt;
  return without_spaces_around(text.substr(0, text.size() - ending.size()));
}

/// A currency goes by its code, and by the symbol that money is printed with.
bool is_currency(std::string_view name, std::string_view currency) {
  return name == currency || fmt::format("{}0", name) == format_money(0, currency);
}

/// "rose by 6.2", "fell by 1", "did not change".
std::string movement(double rise, const std::string& amount) {
  if (std::abs(rise) < rounding) return "did not change";
  return fmt::format("{} by {}", rise > 0 ? "rose" : "fell", amount);
}

std::string points(double rise) {
  const std::string number = format_number(std::abs(rise));
  return number + (number == "1" ? " point" : " points");
}

/// There is no share of 0 that it could have risen by.
std::string share_of(double rise, double old) {
  return old > 0 ? fmt::format("{} %, from {} by {}", format_number(std::abs(rise) / old * 100), format_number(old), points(rise))
                 : fmt::format("{}, from 0", points(rise));
}

/// "5 points", "10 %", "€500/mo".
std::string in_words(const DiffLimit& limit) {
  if (limit.unit == DiffLimit::Unit::money) return limit.text;
  return limit.unit == DiffLimit::Unit::points ? points(limit.amount) : format_number(limit.amount) + " %";
}

LimitOutcome judged(const DiffLimit& limit, bool exceeded, const std::string& moved) {
  return {limit.text, exceeded, fmt::format("{}; the limit is {}", moved, in_words(limit))};
}

}  // namespace

Result<DiffLimit> diff_limit(std::string_view text) {
  DiffLimit limit{.text = std::string(without_spaces_around(text))};
  std::string_view number;
  if (const auto points = before_ending(limit.text, "pt")) {
    number = *points;
  } else if (const auto share = before_ending(limit.text, "%")) {
    limit.unit = DiffLimit::Unit::percent;
    number = *share;
  } else if (const auto money = before_ending(limit.text, "/mo")) {
    limit.unit = DiffLimit::Unit::money;
    const std::size_t digits = std::min(money->find_first_of("0123456789.-+"), money->size());
    limit.currency = without_spaces_around(money->substr(0, digits));
    number = money->substr(digits);
  }
  const auto amount = parse_number(number);
  if (!amount || *amount < 0 || *amount > 1e12) return no_limit(text);
  limit.amount = *amount;
  return limit;
}

Result<LimitOutcome> limit_outcome(const Diff& diff, const DiffLimit& limit) {
  const Report &before = *diff.before, &after = *diff.after;
  if (!diff.incomparable.empty()) return Failure{fmt::format("--max-increase cannot be decided: {}", diff.incomparable)};
  if (limit.unit != DiffLimit::Unit::money) {
    const double old = before.drag.high.value(), rise = (after.drag.high - before.drag.high).value();
    if (limit.unit == DiffLimit::Unit::points) return judged(limit, rise > limit.amount + rounding, "drag " + movement(rise, points(rise)));
    return judged(limit, rise > old * limit.amount / 100 + rounding, "drag " + movement(rise, share_of(rise, old)));
  }
  if (!diff.same_currency)
    return Failure{fmt::format("--max-increase cannot be decided: one report is in `{}`, the other in `{}`", before.stack.currency,
                               after.stack.currency)};
  const std::string& currency = after.stack.currency;
  if (!limit.currency.empty() && !is_currency(limit.currency, currency))
    return Failure{fmt::format("--max-increase: the costs are in `{}`, and `{}` is another currency", currency, limit.currency)};
  const double rise = after.money.interest_per_month - before.money.interest_per_month;
  return judged(limit, rise > limit.amount + rounding,
                "the costs of a month " + movement(rise, format_money(std::abs(rise), shorten(visible(currency), 8))));
}

}  // namespace stackdrag
