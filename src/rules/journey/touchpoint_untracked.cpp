// A touchpoint that nothing measures, or only items that no longer work.
#include <algorithm>
#include <array>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// A pixel or tool with a finding of one of these rules no longer measures anything; of the last one, when the end has come.
constexpr std::array<std::string_view, 5> zombie_rules{"pixel-silent", "pixel-vendor-dead", "tool-unused", "tool-ended", "tool-eol"};

std::vector<const AnswersOfRule*> prepare(const Context& in) {
  std::vector<const AnswersOfRule*> answers;
  for (const std::string_view rule : zombie_rules) answers.push_back(&in.answers.of(rule));
  return answers;
}

/// Whether the item is not in use, or has a finding of one of `zombie_rules`.
bool is_dead(ItemId item, const std::vector<const AnswersOfRule*>& answers, const Context& in) {
  bool works = false;  // until its vendor ends it
  if (item.kind == Kind::pixel && !is_live(in.inventory.pixels[item.index])) return true;
  if (item.kind == Kind::tool) {
    const Tool& tool = in.inventory.tools[item.index];
    if (!in_use(tool.status)) return true;
    works = tool.eol && *tool.eol >= in.as_of;
  }
  return std::any_of(answers.begin(), answers.end(), [&](const AnswersOfRule* rule) {
    const AnswersOfRule::Found* found = rule->finding(item);
    const bool only_ends = works && rule == answers.back();
    return found != nullptr && found->severity != Severity::info && !only_ends;
  });
}

Verdict check(const Touchpoint& touchpoint, const std::vector<const AnswersOfRule*>& answers, const Context& in) {
  const At<Text>& id = touchpoint.id;
  const auto& measured_by = touchpoint.measured_by;
  if (!is_running(touchpoint.status) || measured_by.not_applicable()) return not_applicable();
  if (measured_by.unknown() || measured_by.none()) {
    const Span at = where(measured_by, id.at);
    return flag(at, "nothing measures `{}`", *id).act("measure {}", touchpoint.common.self);
  }
  const Unknown* missing = nullptr;
  for (const auto& measure : measured_by) {
    // `ghost-reference` reports what is not declared.
    if (!measure->target) return clear();
    if (is_dead(measure->target, answers, in)) continue;
    const auto open =
        std::find_if(answers.begin(), answers.end(), [&](const AnswersOfRule* rule) { return rule->missing(measure->target) != nullptr; });
    if (open == answers.end()) return clear();
    missing = (*open)->missing(measure->target);
  }
  if (missing != nullptr) return *missing;
  std::vector<std::string> names;
  for (const auto& measure : measured_by) names.push_back(fmt::format("`{}`", measure->text));
  return flag(measured_by.at, "nothing that still works measures `{}`, only {}", *id, join_words(names))
      .act("measure {}", touchpoint.common.self);
}

}  // namespace

Rule touchpoint_untracked() {
  return {
      .id = "touchpoint-untracked",
      .title = "Touchpoint not measured",
      .when = "A touchpoint is measured by nothing, or only by pixels and tools that are unused or switched off.",
      .why = "Nobody can tell whether it works, so it is neither improved nor stopped.",
      .fix =
          "Send an event from it and name the pixel or tool that receives it. For an offline touchpoint, name the tool that records it: "
          "`measured_by: [crm]`.",
      .gets = "The touchpoint can be compared with others, then improved or stopped.",
      .done = "A test visit shows up in the reports of what `measured_by` names.",
      .severity = Severity::medium,
      .effort = 4,
      .carry = 0.5,
      .flagged = "touchpoints: {demo-call: {stage: decision}}",
      .clean = "tools: {crm: {last_used: 2026-11-20}}\ntouchpoints: {demo-call: {stage: decision, measured_by: [crm]}}",
      .check = each<Touchpoint>(prepare, check),
      .after = {zombie_rules.begin(), zombie_rules.end()},
  };
}

}  // namespace stackdrag::rules
