// Seats that are paid for but not used.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "rules/planned.h"
#include "rules/usage.h"
#include "stackdrag/renewal.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// The most of a tool's cost that spare seats may waste, whether they are counted or not: somebody uses the tool. If nobody does, the whole
/// tool is unused.
constexpr double most_spare = 0.9;

/// The seats to keep: those in use plus headroom. The small subtraction keeps 17 / 0.85, which is slightly above 20 in binary, at 20.
double needed(double used, double headroom) { return used > 0 ? std::ceil(used / headroom - 1e-9) : 0; }

/// The share in use in percent, rounded like every figure, but never up to the limit that it misses.
double percent_of(double used, double paid, double limit) {
  const double exact = used * 100 / paid;
  return std::round(exact) < limit * 100 ? std::round(exact) : std::floor(exact);
}

/// The last day on which the renewal can still be changed. Empty if it has passed or is not known.
std::optional<Date> deadline(const Tool& tool, Date as_of) {
  if (!tool.renews || missing_for_notice(tool)) return std::nullopt;
  const Date last = last_notice(tool);
  return last >= as_of ? std::optional(last) : std::nullopt;
}

std::string action(double keep) {
  if (keep <= 0) return "cancel the seats of {}";  // no mutant: words
  return fmt::format("right-size {{}} to {}", count_of(static_cast<std::size_t>(keep), "seat"));
}

Flagged underused(const Tool& tool, double used, double keep, const Context& in) {
  const double paid = *tool.seats;
  const double spare = paid - keep;
  const double wasted = std::min(most_spare, spare / paid);
  const double limit = in.options.number("limit");
  const Money price{tool.cost ? tool.cost->per_month * spare / paid : 0};
  std::string message = fmt::format("`{}` has {} of {} seats in use ({} %, minimum {} %); {} spare", *tool.id, format_number(used),
                                    format_number(paid), percent_of(used, paid, limit), format_number(limit * 100), format_number(spare));
  if (tool.cost) message += fmt::format(", {} a month", format_money(price.per_month, *in.inventory.stack.currency));
  Flagged finding = flag(tool.seats_used.at, "{}", message)
                        .also(tool.seats.at, "paid seats")
                        .measure(spare, "seats")
                        .as(used / paid < in.options.number("high") && is_running(tool.status) ? Severity::high : Severity::medium)
                        .by(deadline(tool, in.as_of))
                        .act(action(keep));
  return with_plan(tool.cost ? std::move(finding).wasting(tool, wasted) : std::move(finding).wasting_unknown(tool, wasted),
                   planned_terms(tool, in));
}

Verdict not_counted(const Tool& tool, FieldNames missing, double most_share) {
  return Unknown{.item = tool.common.self, .fields = missing, .most_share = most_share};
}

bool is_sold_by_the_seat(const Tool& tool) {
  if (tool.licence) return *tool.licence == Licence::seats;
  return !tool.licence.misread() && !tool.billing.misread() && !(tool.billing && *tool.billing == Billing::usage);
}

Verdict check(const Tool& tool, const Context& in) {
  const bool no_seats = (!tool.seats.unknown() && !tool.seats) || !is_sold_by_the_seat(tool);
  if (!has_contract(tool) || is_new(tool.common, in) || no_seats || tool.seats_used.not_applicable()) return not_applicable();
  // The tool has fewer seats than it takes for a finding.
  if (tool.seats && (*tool.seats <= 0 || *tool.seats < in.options.number("spare"))) return clear();  // no mutant: seats are whole
  if (tool.seats.unknown() && tool.seats_used.unknown()) return not_counted(tool, {"seats", "seats_used"}, most_spare);
  if (tool.seats.unknown()) return not_counted(tool, {"seats"}, most_spare);
  if (tool.seats_used.unknown()) {
    // Whoever used the tool has a seat.
    const double keep = needed(tool.last_used ? 1 : 0, in.options.number("headroom"));
    return not_counted(tool, {"seats_used"}, std::clamp((*tool.seats - keep) / *tool.seats, 0.0, most_spare));
  }
  const double used = tool.seats_used.none() ? 0 : *tool.seats_used;
  const double keep = needed(used, in.options.number("headroom"));
  if (used / *tool.seats >= in.options.number("limit") || *tool.seats - keep < in.options.number("spare")) return clear();
  return underused(tool, used, keep, in);
}

}  // namespace

Rule seats_underused() {
  return {
      .id = "seats-underused",
      .title = "Unused paid seats",
      .when = "The share of paid seats in use is below the limit, enough seats are spare to matter, and the price depends on them.",
      .why = "Every unused seat is paid for each month, and the next contract is negotiated from the same number.",
      .fix =
          "Reclaim seats from people who do not use them, and renew for the number in use plus some headroom; until then, record "
          "`decision: renegotiate` and the day in `renews`. A plan that is billed by the month can shrink now.",
      .gets = "Money for seats that nobody uses is free for something else.",
      .done = "By the vendor's list, at least {limit} of the seats are in use, or the smaller number is ordered for the renewal.",
      .severity = Severity::medium,
      .effort = 3,
      .carry = 0,
      .flagged = "tools: {hubspot: {cost: 42000/yr, seats: 25, seats_used: 14}}",
      .clean = "tools: {hubspot: {cost: 42000/yr, seats: 25, seats_used: 22}}",
      .check = each<Tool>(check),
      .worst = Severity::high,
      .stake = Stake::cost_of_tool,
      .options = {{"limit", "share", 0.70, "minimum share of the paid seats in use"},
                  {"high", "share", 0.50, "share of the paid seats in use below which the severity is high"},
                  {"spare", "seats", 3, "minimum number of spare seats for a finding"},
                  {"headroom", "share", 0.85, "share of the seats in use after right-sizing; the others are headroom"},
                  days_option("new", 30, "days after a tool is added before its seats are checked")},
  };
}

}  // namespace stackdrag::rules
