// A contract that renews by itself, and nobody said no in time.
#include "rules/contracts/renewal.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Tool& tool, const Context& in) {
  const bool stays = tool.auto_renew.none() || tool.auto_renew.not_applicable() || (tool.auto_renew && !*tool.auto_renew);
  if (!has_contract(tool) || !is_bound(tool) || stays || tool.decision || tool.renews.none() || tool.renews.not_applicable() ||
      tool.notice.not_applicable())
    return not_applicable();
  if (tool.renews && *tool.renews < in.as_of) return clear();
  // No usual notice period is so long that it could have passed.
  if (tool.renews && tool.notice.unknown() && *tool.renews - in.as_of > in.options.days("longest")) return clear();
  if (const auto missing = missing_for_notice(tool)) return Unknown{tool.common.self, *missing, false};
  const Days late = in.as_of - last_notice(tool);
  if (late.count <= 0) return clear();
  if (!tool.auto_renew) return unknown(tool, {"auto_renew"});
  return flag(tool.notice.at, "notice for `{}` was due {} ago, and it renews by itself on {}", *tool.id, late, *tool.renews)
      .also(tool.renews.at, "renews here")
      .measure(late)
      .act("ask the vendor of {} for a late change", tool.common.self);
}

}  // namespace

Rule renewal_notice_missed() {
  return {
      .id = "renewal-notice-missed",
      .title = "Notice deadline missed",
      .when = "The notice deadline has passed, the renewal has not, and the contract renews by itself.",
      .why = "The contract goes on for another term at its old size, whether or not anybody still wants it.",
      .fix = "Ask the vendor at once: many let you change seats or terms until the renewal day. Put the next deadline into the diary.",
      .severity = Severity::high,
      .effort = 2,
      .carry = 0.5,
      .flagged = "tools: {crm: {cost: 96000/yr, renews: 2027-02-01, notice: 90d, auto_renew: true}}",
      .clean = "tools: {crm: {cost: 96000/yr, renews: 2027-02-01, notice: 90d, auto_renew: true, decision: keep}}",
      .check = each<Tool>(check),
      .options = {days_option("longest", 180, "days that no usual notice period exceeds")},
  };
}

}  // namespace stackdrag::rules
