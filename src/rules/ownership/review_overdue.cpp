// Something that nobody has looked at for too long.
#include <algorithm>

#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// Whether it is worth a look once a year, or twice.
enum class Pace : std::uint8_t { none, slow, quick };
Pace pace_of(const Item& item, const Facts& facts) {
  if (!in_use(item.status) || (item.id.kind == Kind::tool && is_external(*facts.tool(item.id)))) return Pace::none;
  if (has_role(item.id.kind, role::quick_review)) return Pace::quick;
  return has_role(item.id.kind, role::slow_review) ? Pace::slow : Pace::none;
}

Verdict check(const Item& item, const Context& in) {
  const Pace pace = pace_of(item, in.facts);
  const At<Date>& reviewed = item.common->extras().reviewed;
  const At<Date>& added = item.common->extras().added;
  if (pace == Pace::none || reviewed.not_applicable()) return not_applicable();
  if (!reviewed && !added) return Unknown{item.id, {"reviewed", "added"}, true};
  const At<Date>& last = reviewed && (!added || *reviewed >= *added) ? reviewed : added;
  const Days limit = in.options.days(pace == Pace::quick ? "quick" : "slow");
  const Days age = in.as_of - *last;
  if (age <= limit) return clear();
  const char* const what = &last == &reviewed ? "was last reviewed" : "was added, and not reviewed since,";
  return flag(last.at, "`{}` {} {} ago (limit {})", item.name, what, age, limit.count)
      .measure(age)
      .act("review {}", in.inventory.stack.common.self);
}

}  // namespace

Rule review_overdue() {
  return {
      .id = "review-overdue",
      .title = "Review overdue",
      .when = "The last review, or else the day on which the item was added, is longer ago than the limit.",
      .why = "What was right a year ago has drifted since: owners, scopes, consent and costs change, and nobody notices.",
      .fix = "Look at it with its owner, put right what has changed, and write the day into `reviewed`.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.1,
      .flagged = "tools: {crm: {reviewed: 2025-01-15}}",
      .clean = "tools: {crm: {reviewed: 2026-06-15}}",
      .check = each<Item>(check),
      .profile = Profile::standard,
      .options = {days_option("slow", 365, "days after which a tool, an integration or data is to be reviewed"),
                  days_option("quick", 180, "days after which a pixel or an agent is to be reviewed")},
  };
}

}  // namespace stackdrag::rules
