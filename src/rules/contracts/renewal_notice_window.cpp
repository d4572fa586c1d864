// A contract that must be decided about soon.
#include "rules/contracts/renewal.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Tool& tool, const Context& in) {
  if (!has_contract(tool) || !is_bound(tool) || tool.decision || tool.renews.none() || tool.renews.not_applicable() ||
      tool.notice.not_applicable())
    return not_applicable();
  // One that has renewed already was not decided about either; when it renews next is another question.
  if (tool.renews && *tool.renews < in.as_of) return clear();
  const Days window = in.options.days("window");
  // A renewal so far away that no usual notice period reaches back to the window needs no more facts.
  if (tool.renews && tool.notice.unknown() && *tool.renews - in.as_of > Days{window.count + in.options.days("longest").count})
    return clear();
  const bool renews_itself = !(tool.auto_renew && !*tool.auto_renew);
  if (const auto missing = missing_for_notice(tool)) {
    // Either the deadline is still to come or it has been missed: `renewal-notice-missed` asks for the same facts, and both cannot be.
    if (renews_itself) return not_applicable();
    return Unknown{tool.common.self, *missing, false};
  }
  const Date last = last_notice(tool);
  const Days left = last - in.as_of;
  if (left.count < 0 || left > window) return clear();
  return flag(tool.renews.at, "notice for `{}` must be given by {}, in {}, and nothing is decided", *tool.id, last, left)
      .measure(static_cast<double>(window.count - left.count), "days")
      .as(renews_itself ? Severity::medium : Severity::low)
      .act(fmt::format("decide about {{}} by {}", last), tool.common.self);
}

}  // namespace

Rule renewal_notice_window() {
  return {
      .id = "renewal-notice-window",
      .title = "Renewal to decide about",
      .when = "The notice deadline is near, and no decision is recorded.",
      .why = "Until the notice deadline you can cut seats, haggle or leave; the day after, you pay for another term.",
      .fix = "Look at its use and its price, decide, and write the `decision` down: keep, cancel, renegotiate or replace.",
      .severity = Severity::medium,
      .effort = 3,
      .carry = 0.5,
      .flagged = "tools: {hubspot: {cost: 42000/yr, renews: 2027-01-15, notice: 30d, auto_renew: true}}",
      .clean = "tools: {hubspot: {cost: 42000/yr, renews: 2027-01-15, notice: 30d, auto_renew: true, decision: keep}}",
      .check = each<Tool>(check),
      .options = {days_option("window", 90, "days before the notice deadline from which a decision is due"),
                  days_option("longest", 180, "days that no usual notice period exceeds")},
  };
}

}  // namespace stackdrag::rules
