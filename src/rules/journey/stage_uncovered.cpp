// A stage of the customer journey without a touchpoint in use.
#include <algorithm>
#include <string>
#include <unordered_set>
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

/// The stages of the stack, folded.
std::unordered_set<std::string> prepare_stages(const Context& in) {
  std::unordered_set<std::string> names;
  for (const At<Text>& stage : in.inventory.stack.stages) names.insert(folded_name(*stage));
  return names;
}

/// A touchpoint in a stage that the list of stages does not have.
Verdict check_touchpoint(const Touchpoint& touchpoint, const std::unordered_set<std::string>& names, const Context& in) {
  const List<Text>& stages = in.inventory.stack.stages;
  if (!is_running(touchpoint.status) || !touchpoint.stage || names.empty() || stages.misread()) return not_applicable();
  if (names.contains(folded_name(*touchpoint.stage))) return clear();
  return flag(touchpoint.stage.at, "`{}` is in the stage `{}`, which the stack does not list", *touchpoint.id, *touchpoint.stage)
      .also(stages.at, "the stages")
      .taking(0.25)
      .act("correct the stage of {}", touchpoint.common.self);
}

}  // namespace

Rule stage_uncovered() {
  return {
      .id = "stage-uncovered",
      .title = "Stages and touchpoints that do not match",
      .when = "A stage that the stack declares has no touchpoint in use, or a touchpoint is in a stage that is not declared.",
      .why = "Customers pass through every stage, listed or not, and what nobody looks after there is left to chance.",
      .fix = "Assign the touchpoints that belong to the stage, build one, or correct the stage of the touchpoint or the list in `stages`.",
      .gets = "No stage of the customer journey is left to chance.",
      .done = "Each of the `stages` has a touchpoint in use, and no touchpoint is in a stage outside the list.",
      .severity = Severity::low,
      .effort = 8,
      .carry = 0.25,
      .flagged = "stack: {stages: [decision, retention]}\ntouchpoints: {demo-call: {stage: decision}}",
      .clean = "stack: {stages: [decision]}\ntouchpoints: {demo-call: {stage: decision}}",
      .check = both(each<Stage>(prepare, check), each<Touchpoint>(prepare_stages, check_touchpoint)),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
