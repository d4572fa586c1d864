// A contract that renews automatically because nobody gave notice in time.
#include "rules/contracts/renewal.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Tool& tool, const Context& in) {
  const bool stays = tool.auto_renew.none() || tool.auto_renew.not_applicable() || (tool.auto_renew && !*tool.auto_renew);
  if (!has_contract(tool) || !is_bound(tool) || stays || tool.decision || tool.renews.none() || tool.renews.not_applicable() ||
      tool.notice.not_applicable())
    return not_applicable();
  if (tool.renews && *tool.renews < in.as_of) return clear();
  // The renewal is so far away that even a long notice period cannot have passed.
  if (tool.renews && tool.notice.unknown() && *tool.renews - in.as_of > in.options.days("longest")) return clear();
  if (const auto missing = missing_for_notice(tool)) return Unknown{tool.common.self, *missing, false};
  const Days late = in.as_of - last_notice(tool);
  if (late.count <= 0) return clear();
  if (!tool.auto_renew) return unknown(tool, {"auto_renew"});
  return flag(tool.notice.at, "notice for `{}` was due {} ago, and it renews automatically on {}", *tool.id, late, *tool.renews)
      .also(tool.renews.at, "renews here")
      .measure(late)
      .act("ask the vendor of {} to accept late changes", tool.common.self);
}

}  // namespace

Rule renewal_notice_missed() {
  return {
      .id = "renewal-notice-missed",
      .title = "Notice deadline missed",
      .when = "The notice deadline has passed, and the contract will renew automatically.",
      .why = "The contract renews for another term at its old size, whether or not anyone still wants it.",
      .fix =
          "Call the vendor now: many allow changes to seats or terms until the renewal date. Put the next notice deadline in the calendar.",
      .severity = Severity::high,
      .effort = 2,
      .carry = 0.5,
      .flagged = "tools: {crm: {cost: 96000/yr, renews: 2027-02-01, notice: 90d, auto_renew: true}}",
      .clean = "tools: {crm: {cost: 96000/yr, renews: 2027-02-01, notice: 90d, auto_renew: true, decision: keep}}",
      .check = each<Tool>(check),
      .options = {days_option("longest", 180, "longest notice period that is usual, in days")},
  };
}

}  // namespace stackdrag::rules
