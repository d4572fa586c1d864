// A touchpoint at which only conversions count.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Touchpoint& touchpoint, const Context&) {
  const bool internal = touchpoint.internal && *touchpoint.internal;
  if (!in_use(touchpoint.status) || internal || touchpoint.experience.not_applicable()) return not_applicable();
  if (touchpoint.experience) return clear();
  const Span at = touchpoint.experience.at.written() ? touchpoint.experience.at : touchpoint.kpi ? touchpoint.kpi.at : touchpoint.id.at;
  const char* const only = touchpoint.kpi ? ", only its conversions" : "";
  return flag(at, "nothing tells how customers fare at `{}`{}", *touchpoint.id, only)
      .act("measure how customers fare at {}", touchpoint.common.self);
}

}  // namespace

Rule touchpoint_no_experience_metric() {
  return {
      .id = "touchpoint-no-experience-metric",
      .title = "Nobody measures the customer's experience",
      .when = "A touchpoint that customers meet has no figure for how they fare there.",
      .why = "What converts best today may annoy those who do not convert, and they do not come back.",
      .fix = "Add one figure from the customer's side: time to finish, errors, satisfaction. What customers never see is `internal: true`.",
      .severity = Severity::low,
      .effort = 3,
      .carry = 0.25,
      .flagged = "touchpoints: {signup: {kpi: signup rate}}",
      .clean = "touchpoints: {signup: {kpi: signup rate, experience: form completion time}}",
      .check = each<Touchpoint>(check),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
