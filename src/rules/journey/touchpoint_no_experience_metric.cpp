// A touchpoint that is measured by business results only, or not at all.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Touchpoint& touchpoint, const Context&) {
  const bool internal = touchpoint.internal.misread() || (touchpoint.internal && *touchpoint.internal);
  if (!is_running(touchpoint.status) || internal || touchpoint.experience.not_applicable()) return not_applicable();
  if (touchpoint.experience) return clear();
  const Span at = touchpoint.experience.at.written() ? touchpoint.experience.at : touchpoint.kpi ? touchpoint.kpi.at : touchpoint.id.at;
  const char* const only = touchpoint.kpi ? ", only a business KPI" : "";
  return flag(at, "`{}` has no customer experience metric{}", *touchpoint.id, only)
      .lacking(touchpoint.experience)
      .act("measure the customer experience at {}", touchpoint.common.self);
}

}  // namespace

Rule touchpoint_no_experience_metric() {
  return {
      .id = "touchpoint-no-experience-metric",
      .title = "No customer experience metric",
      .when = "A touchpoint that customers see has no metric for their experience.",
      .why = "What converts best today may annoy the customers who do not convert, and they do not come back.",
      .fix =
          "Add one metric from the customer's side, such as completion time, errors or satisfaction. If customers never see the "
          "touchpoint, set `internal: true`.",
      .gets = "The team sees where customers struggle, and not only where they buy.",
      .done = "The metric has a first value from a week of real visits, and somebody who looks at it every month.",
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
