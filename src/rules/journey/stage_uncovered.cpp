// A stage of the customer journey without a touchpoint in use.
#include <algorithm>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

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

/// A touchpoint in a stage that the list of stages does not have.
Verdict check_touchpoint(const Touchpoint& touchpoint, const Context& in) {
  const List<Text>& stages = in.inventory.stack.stages;
  if (!is_running(touchpoint.status) || !touchpoint.stage || stages.size() == 0 || stages.misread()) return not_applicable();
  const std::string stage = folded_name(*touchpoint.stage);
  if (std::any_of(stages.begin(), stages.end(), [&](const At<Text>& listed) { return folded_name(*listed) == stage; })) return clear();
  std::vector<std::string_view> names;
  for (const At<Text>& listed : stages) names.push_back(*listed);
  return flag(touchpoint.stage.at, "`{}` is in the stage `{}`, which the stack does not list{}", *touchpoint.id, *touchpoint.stage,
              did_you_mean(*touchpoint.stage, names))
      .also(stages.at, "the stages")
      .act("correct the stage of {}", touchpoint.common.self);
}

}  // namespace

Rule stage_uncovered() {
  return {
      .id = "stage-uncovered",
      .title = "Stage without a touchpoint",
      .when = "A stage that the stack declares has no touchpoint in use, or a touchpoint is in a stage that is not declared.",
      .why = "Customers pass through it all the same, and what they find there is left to chance.",
      .fix = "Assign the touchpoints that belong to it, build one, or remove the stage from `stages`.",
      .severity = Severity::low,
      .effort = 8,
      .carry = 0.25,
      .flagged = "stack: {stages: [decision, retention]}\ntouchpoints: {demo-call: {stage: decision}}",
      .clean = "stack: {stages: [decision]}\ntouchpoints: {demo-call: {stage: decision}}",
      .check = both(each<Stage>(prepare, check), each<Touchpoint>(check_touchpoint)),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
