// A contract whose notice deadline is near and that nobody has decided on.
#include "rules/contracts/renewal.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Tool& tool, const Context& in) {
  if (!has_contract(tool) || !is_bound(tool) || tool.decision || tool.renews.none() || tool.renews.not_applicable() ||
      tool.notice.not_applicable())
    return not_applicable();
  // A renewal date in the past is stale; `contract-facts-missing` asks for the next one.
  if (tool.renews && *tool.renews < in.as_of) return clear();
  const Days window = in.options.days("window");
  // The renewal is so far away that even a long notice period does not start soon.
  if (tool.renews && tool.notice.unknown() && *tool.renews - in.as_of > Days{window.count + in.options.days("longest").count})
    return clear();
  const bool renews_itself = !(tool.auto_renew && !*tool.auto_renew);
  if (const auto missing = missing_for_notice(tool)) {
    // `renewal-notice-missed` asks for the same facts, and a deadline cannot be both ahead and missed.
    if (renews_itself) return not_applicable();
    return Unknown{tool.common.self, *missing, false};
  }
  const Date last = last_notice(tool);
  const Days left = last - in.as_of;
  if (left.count < 0 || left > window) return clear();
  return flag(tool.renews.at, "notice for `{}` is due by {}, in {}, and no decision is recorded", *tool.id, last, left)
      .measure(static_cast<double>(window.count - left.count), "days")
      .as(renews_itself ? Severity::medium : Severity::low)
      .act(fmt::format("decide on the renewal of {{}} by {}", last), tool.common.self);
}

}  // namespace

Rule renewal_notice_window() {
  return {
      .id = "renewal-notice-window",
      .title = "Renewal decision due",
      .when = "The notice deadline is near, and no decision about the renewal is recorded.",
      .why = "Until the notice deadline you can cut seats, negotiate or leave; the day after, you pay for another term.",
      .fix = "Check its use and its price, decide, and record the `decision`: keep, cancel, renegotiate or replace.",
      .severity = Severity::medium,
      .effort = 3,
      .carry = 0.5,
      .flagged = "tools: {hubspot: {cost: 42000/yr, renews: 2027-01-15, notice: 30d, auto_renew: true}}",
      .clean = "tools: {hubspot: {cost: 42000/yr, renews: 2027-01-15, notice: 30d, auto_renew: true, decision: keep}}",
      .check = each<Tool>(check),
      .options = {days_option("window", 90, "days before the notice deadline when a decision becomes due"),
                  days_option("longest", 180, "longest notice period that is usual, in days")},
  };
}

}  // namespace stackdrag::rules
