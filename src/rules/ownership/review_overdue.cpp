// An item that nobody has reviewed for too long.
#include <algorithm>

#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// How often an item must be reviewed: never, once a year, or twice a year.
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
  const char* const since = &last == &reviewed ? "" : " and has not been reviewed since";
  const char* const what = &last == &reviewed ? "last reviewed" : "added";
  return flag(last.at, "`{}` was {} {} ago{} (limit {})", item.name, what, age, since, limit)
      .measure(age)
      .act("review {}", in.inventory.stack.common.self);
}

}  // namespace

Rule review_overdue() {
  return {
      .id = "review-overdue",
      .title = "Review overdue",
      .when = "An item was last reviewed, or else added, longer ago than the limit.",
      .why = "What was right a year ago has drifted: owners, scopes, consent and costs change without anyone noticing.",
      .fix = "Go through it with its owner, correct what has changed, and record the date in `reviewed`.",
      .gets = "Owners, scopes, consent and costs on record are those of today.",
      .done = "Owner and inventory agree on every field, and the day of the review is in `reviewed`.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.1,
      .flagged = "tools: {crm: {reviewed: 2025-01-15}}",
      .clean = "tools: {crm: {reviewed: 2026-06-15}}",
      .check = each<Item>(check),
      .profile = Profile::standard,
      .options = {days_option("slow", 365, "days after which a tool, an integration or data must be reviewed"),
                  days_option("quick", 180, "days after which a pixel or an agent must be reviewed")},
  };
}

}  // namespace stackdrag::rules
