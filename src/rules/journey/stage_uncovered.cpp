// A stage of the customer journey without a touchpoint in use.
#include <algorithm>
#include <vector>

#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// Whether a touchpoint has a stage that could not be read: it may be any.
bool prepare(const Context& in) {
  const std::vector<Touchpoint>& all = in.inventory.touchpoints;
  return std::any_of(all.begin(), all.end(), [](const Touchpoint& one) { return one.stage.misread(); });
}

Verdict check(const Stage& stage, const bool& some_unread, const Context&) {
  if (!stage.touchpoints.empty()) return clear();
  if (some_unread) return not_applicable();
  return flag(stage.name.at, "the stage `{}` has no touchpoint in use", *stage.name).lacking().act("decide which touchpoint covers {}");
}

}  // namespace

Rule stage_uncovered() {
  return {
      .id = "stage-uncovered",
      .title = "Stage without a touchpoint",
      .when = "A stage that the stack declares has no touchpoint in use.",
      .why = "Customers pass through it all the same, and what they find there is left to chance.",
      .fix = "Assign the touchpoints that belong to it, build one, or remove the stage from `stages`.",
      .severity = Severity::low,
      .effort = 8,
      .carry = 0.25,
      .flagged = "stack: {stages: [decision, retention]}\ntouchpoints: {demo-call: {stage: decision}}",
      .clean = "stack: {stages: [decision]}\ntouchpoints: {demo-call: {stage: decision}}",
      .check = each<Stage>(prepare, check),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
