// A contract whose notice deadline is near and that nobody has decided on.
#include <algorithm>
#include <string>

#include "rules/days.h"
#include "stackdrag/renewal.h"

namespace stackdrag::rules {
namespace {

/// The nearer the deadline, the more severe.
Severity severity_of(const Tool& tool, Days left, const Context& in) {
  return renews_by_itself(tool) && left <= in.options.days("urgent") ? Severity::high : Severity::medium;
}

/// Precondition: `renews` is given and has not passed, `notice` is unknown, and the contract may renew by itself.
Flagged notice_unknown(const Tool& tool, const Context& in) {
  constexpr Days shortest_usual{30};
  const Days left = *tool.renews - in.as_of;
  return flag(tool.renews.at, "`{}` renews on {}, {}, and its notice period is not recorded", *tool.id, *tool.renews, in_days(left))
      .measure(left)
      .by(std::max(in.as_of, *tool.renews - shortest_usual))
      .as(severity_of(tool, left, in))
      .taking(0.5)
      .act("find out the notice period of {}", tool.common.self);
}

/// Whether a contract that ends by itself does so within days, or has ended and the tool is used all the same.
bool is_pressing(const Tool& tool, Days left, const Context& in) {
  if (left.count >= 0) return left <= in.options.days("ending");
  return tool.last_used && *tool.last_used > *tool.renews;
}

/// A contract that ends by itself: nobody can miss a notice, but by its last day somebody has to have decided what follows.
Verdict ending(const Tool& tool, const Context& in) {
  if (!tool.renews) return unknown(tool, {"renews"});
  const Days left = *tool.renews - in.as_of;
  const Days window = in.options.days("urgent");
  if (left > window) return clear();
  const std::string when = left.count < 0 ? fmt::format("ended on {}, {} ago", *tool.renews, in.as_of - *tool.renews)
                                          : fmt::format("ends on {}, {}", *tool.renews, in_days(left));
  return flag(tool.renews.at, "the contract of `{}` {}, and no decision is recorded", *tool.id, when)
      .measure(std::max(0, left.count), "days left")
      .as(is_pressing(tool, left, in) ? Severity::medium : Severity::low)
      .act("decide what follows the contract of {}", tool.common.self);
}

/// A contract that ends by itself and is to be kept: nobody renews it but somebody who does.
Verdict ending_though_kept(const Tool& tool, const Context& in) {
  if (!tool.renews) return clear();
  const Days left = *tool.renews - in.as_of;
  if (left > in.options.days("urgent")) return clear();
  const std::string when = left.count < 0 ? fmt::format("ended on {}, {} ago,", *tool.renews, in.as_of - *tool.renews)
                                          : fmt::format("ends on {}, {},", *tool.renews, in_days(left));
  return flag(tool.renews.at, "the contract of `{}` {} and does not renew by itself, though it is to be kept", *tool.id, when)
      .also(tool.decision.at, "to be kept")
      .measure(std::max(0, left.count), "days left")
      .act("renew the contract of {}", tool.common.self);
}

/// Whoever renegotiates has until the last day for a notice; afterwards there is nothing to negotiate with.
Verdict renegotiating(const Tool& tool, const Context& in) {
  if (ends_by_itself(tool) || missing_for_notice(tool) || *tool.renews < in.as_of) return clear();
  const Date last = last_notice(tool);
  const Days left = last - in.as_of;
  if (left > in.options.days("urgent")) return clear();
  const bool late = left.count < 0;
  const std::string when =
      late ? fmt::format("was due by {}, {} ago", last, in.as_of - last) : fmt::format("is due by {}, {}", last, in_days(left));
  return flag(where(tool.notice, tool.renews.at), "notice for `{}` {}, and its contract is still to be renegotiated", *tool.id, when)
      .also(tool.decision.at, "to be renegotiated")
      .measure(std::max(0, left.count), "days left")
      .as(late && renews_by_itself(tool) ? Severity::medium : Severity::low)
      .act("settle the terms of {}, and record what was agreed", tool.common.self);
}

Verdict check(const Tool& tool, const Context& in) {
  if (has_renewal(tool) && ends_by_itself(tool) && tool.decision && *tool.decision == Decision::keep) return ending_though_kept(tool, in);
  if (has_renewal(tool) && tool.decision && *tool.decision == Decision::renegotiate) return renegotiating(tool, in);
  if (!has_renewal(tool) || tool.decision || tool.notice.not_applicable()) return not_applicable();
  if (ends_by_itself(tool)) return ending(tool, in);
  // `renewal-passed` owns what has renewed.
  if (tool.renews && *tool.renews < in.as_of) return clear();
  const Days window = in.options.days("window");
  if (missing_for_notice(tool)) {
    // Further ahead, `renewal-notice-missed` asks for the same facts, and a deadline cannot be both ahead and missed.
    if (!tool.renews || *tool.renews - in.as_of > window) return not_applicable();
    return notice_unknown(tool, in);
  }
  const Date last = last_notice(tool);
  const Days left = last - in.as_of;
  if (left.count < 0 || left > window) return clear();
  return flag(tool.renews.at, "notice for `{}` is due by {}, {}, and no decision is recorded", *tool.id, last, in_days(left))
      .measure(std::max(0, left.count), "days left")
      .as(severity_of(tool, left, in))
      .act(fmt::format("decide on the renewal of {{}} by {}", last), tool.common.self);
}

}  // namespace

Rule renewal_notice_window() {
  return {
      .id = "renewal-notice-window",
      .title = "Renewal decision due",
      .when =
          "The notice deadline is near and no decision about the renewal is recorded, or the renewal is near and nobody knows when notice "
          "is due. For a contract that ends by itself, its last day counts, even if the decision is to keep it. A "
          "contract that is to be renegotiated is low shortly before the deadline, and medium after it.",
      .why = "Until the notice deadline you can cut seats, negotiate or leave; the day after, you pay for another term.",
      .fix =
          "Look up the `notice` if it is not recorded, check the tool's use and price, decide, and record the `decision`: keep, cancel, "
          "renegotiate or replace. If the contract ends by itself and the tool stays, renew it and record the new date in `renews`.",
      .gets = "The next term is one that the team has chosen, at a price it has looked at.",
      .done = "The `decision` is recorded before the deadline, and if it is to leave, the vendor has confirmed the notice.",
      .severity = Severity::medium,
      .effort = 3,
      .carry = 0.5,
      .flagged = "tools: {hubspot: {cost: 42000/yr, renews: 2027-01-15, notice: 30d, auto_renew: true}}",
      .clean = "tools: {hubspot: {cost: 42000/yr, renews: 2027-01-15, notice: 30d, auto_renew: true, decision: keep}}",
      .check = each<Tool>(check),
      .worst = Severity::high,
      .options = {days_option("window", 90, "days before the notice deadline when a decision becomes due"),
                  days_option("urgent", 21,
                              "days before the notice deadline from which the severity is high; before the end of a contract that ends by "
                              "itself, when a decision becomes due"),
                  days_option("ending", 7, "days before the end of a contract that ends by itself from which the severity is medium")},
  };
}

}  // namespace stackdrag::rules
