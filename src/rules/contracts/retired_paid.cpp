// A retired tool whose contract goes on.
#include <algorithm>
#include <string>

#include "rules/days.h"
#include "stackdrag/renewal.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Whether the contract is cancelled or ends by itself, or may be: what is written could not be read.
bool is_ending(const Tool& tool) {
  const bool cancelled = tool.decision && *tool.decision == Decision::cancel;
  return cancelled || ends_by_itself(tool) || tool.decision.misread() || tool.auto_renew.misread();
}

Verdict check(const Tool& tool, const Context& in) {
  if (!is_retired(tool.status) || is_external(tool) || is_free(tool)) return not_applicable();
  if (is_ending(tool)) return clear();
  const bool monthly = tool.billing && *tool.billing == Billing::monthly;
  // What renews by itself and has a price does so on some day.
  if (!tool.renews) return tool.renews.unknown() && !monthly && tool.cost && tool.auto_renew ? unknown(tool, {"renews"}) : clear();
  if (!tool.cost) return tool.cost.unknown() && *tool.renews >= in.as_of ? unknown(tool, {"cost"}) : clear();
  // That the day has passed ends no contract; and unless it renews by itself, nobody has written whether it went on.
  const bool has_passed = *tool.renews < in.as_of;
  if (has_passed && !tool.auto_renew) return tool.decision ? unknown(tool, {"auto_renew"}) : unknown_any(tool, {"decision", "auto_renew"});
  const At<Text>& currency = in.inventory.stack.currency;
  const Days left = *tool.renews - in.as_of;
  const std::string when = has_passed ? fmt::format("was to renew on {}, {} ago", *tool.renews, Days{-left.count})
                                      : fmt::format("renews on {}, {}", *tool.renews, in_days(left));
  return flag(tool.renews.at, "`{}` is retired, but its contract of {} a month {}", *tool.id,
              format_money(tool.cost->per_month, currency ? *currency : Text{}), when)
      .also(tool.status.at, "retired here")
      .measure(std::max(0, left.count), "days left")
      .wasting(tool)
      .act("cancel the contract of {}", tool.common.self);
}

/// A contract that is billed by the month renews every month.
Verdict check_monthly(const Tool& tool, const Context& in) {
  const bool retired = is_retired(tool.status);
  if (!retired || is_external(tool) || tool.renews || !tool.billing || *tool.billing != Billing::monthly) return not_applicable();
  if (is_ending(tool) || !tool.cost || is_free(tool)) return clear();
  const At<Text>& currency = in.inventory.stack.currency;
  return flag(tool.billing.at, "`{}` is retired, but its contract of {} a month renews every month", *tool.id,
              format_money(tool.cost->per_month, currency ? *currency : Text{}))
      .also(tool.status.at, "retired here")
      .wasting(tool)
      .act("cancel the contract of {}", tool.common.self);
}

}  // namespace

Rule retired_paid() {
  return {
      .id = "retired-paid",
      .title = "Retired but still paid for",
      .when =
          "A tool is retired, its contract has a price and renews or did, or is billed by the month, and nobody has decided to cancel it.",
      .why = "It is gone from everybody's mind but not from the invoices, and the contract renews by itself.",
      .fix = "Give notice and set `decision: cancel`, or `auto_renew: false` if the contract ends by itself.",
      .gets = "No more invoices for a tool that was given up.",
      .done = "The vendor has confirmed the last day of the contract, and `decision: cancel` or `auto_renew: false` is set.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0.1,
      .flagged = "tools: {chat: {status: retired, cost: 30000/yr, renews: 2026-12-20}}",
      .clean = "tools: {chat: {status: retired, cost: 30000/yr, renews: 2026-12-20, decision: cancel}}",
      .check = both(each<Tool>(check), each<Tool>(check_monthly)),
      .stake = Stake::cost_of_tool,
  };
}

}  // namespace stackdrag::rules
