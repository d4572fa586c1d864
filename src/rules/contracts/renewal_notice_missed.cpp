// A contract that renews automatically because nobody gave notice in time.
#include <string>

#include "stackdrag/renewal.h"

namespace stackdrag::rules {
namespace {

/// A notice period that cannot be right: longer than any, or unusually long and due before the tool was there. Precondition: the last day
/// for a notice can be computed.
bool is_doubtful(const Tool& tool, const Context& in) {
  constexpr Days longest_ever{730};
  if (!tool.notice) return false;
  const At<Date>& added = tool.common.extras().added;
  const bool before = added && last_notice(tool) < *added && tool.notice->days() > in.options.days("longest");
  return before || tool.notice->days() > longest_ever;
}

Verdict doubtful(const Tool& tool) {
  const At<Date>& added = tool.common.extras().added;
  const std::string before = added && last_notice(tool) < *added ? ", before the tool was added" : "";
  return flag(tool.notice.at, "notice for `{}` would have been due by {}{}, with a notice period of {}", *tool.id, last_notice(tool),
              before, tool.notice->days())
      .also(tool.renews.at, "renews here")
      .as(Severity::low)
      .act("find out the notice period of {}", tool.common.self);
}

Verdict check(const Tool& tool, const Context& in) {
  if (!has_renewal(tool) || ends_by_itself(tool) || tool.decision || tool.notice.not_applicable()) return not_applicable();
  // The renewal is so far away that even a long notice period cannot have passed.
  if (tool.renews && tool.notice.unknown() && *tool.renews - in.as_of > in.options.days("longest")) return clear();
  if (const auto missing = missing_for_notice(tool)) return Unknown{tool.common.self, *missing, false};
  const Days late = in.as_of - last_notice(tool);
  if (late.count <= 0) return clear();
  if (is_doubtful(tool, in)) return doubtful(tool);
  if (!renews_by_itself(tool)) return unknown(tool, {"auto_renew"});
  const std::string_view verb = *tool.renews < in.as_of ? "renewed" : "renews";
  return flag(where(tool.notice, tool.renews.at), "notice for `{}` was due {} ago, and it {} automatically on {}", *tool.id, late, verb,
              *tool.renews)
      .also(tool.renews.at, "{} here", verb)
      .measure(late)
      .act("ask the vendor of {} to accept late changes", tool.common.self);
}

}  // namespace

Rule renewal_notice_missed() {
  return {
      .id = "renewal-notice-missed",
      .title = "Notice deadline missed",
      .when =
          "The notice deadline has passed without a decision, and the contract renews automatically, as one with a notice period does "
          "unless "
          "`auto_renew: false` says otherwise. It is low if the notice period cannot be right.",
      .why = "The contract renews for another term on the old terms, whether or not anyone still wants it.",
      .fix =
          "Call the vendor now: many allow changes to seats or terms until the renewal date. Record the `decision`; if the contract ends "
          "by "
          "itself, set `auto_renew: false`.",
      .gets = "A last chance of fewer seats or better terms before the next term begins.",
      .done = "The vendor has answered in writing what can still be changed, and the `decision` is recorded.",
      .severity = Severity::high,
      .effort = 2,
      .carry = 0.5,
      .flagged = "tools: {crm: {cost: 96000/yr, renews: 2027-02-01, notice: 90d, auto_renew: true}}",
      .clean = "tools: {crm: {cost: 96000/yr, renews: 2027-02-01, notice: 90d, auto_renew: true, decision: keep}}",
      .check = each<Tool>(check),
      .options = {days_option("longest", 180, "longest usual notice period, in days")},
  };
}

}  // namespace stackdrag::rules
