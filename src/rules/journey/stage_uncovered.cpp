// A stage of the journey at which nobody meets the customer.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Stage& stage, const Context&) {
  if (!stage.touchpoints.empty()) return clear();
  return flag(stage.name.at, "no touchpoint belongs to the stage `{}`", *stage.name).act("decide who meets the customer at {}");
}

}  // namespace

Rule stage_uncovered() {
  return {
      .id = "stage-uncovered",
      .title = "Stage without a touchpoint",
      .when = "A stage that the stack declares has no touchpoint in use.",
      .why = "Customers pass through it all the same, and what they find there is left to chance or to others.",
      .fix = "Name the touchpoints that belong to it, build one, or take the stage out of `stages`.",
      .severity = Severity::low,
      .effort = 8,
      .carry = 0.25,
      .flagged = "stack: {stages: [decision, retention]}\ntouchpoints: {demo-call: {stage: decision}}",
      .clean = "stack: {stages: [decision]}\ntouchpoints: {demo-call: {stage: decision}}",
      .check = each<Stage>(check),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
