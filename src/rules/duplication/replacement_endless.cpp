// A tool that has been replacing another for too long, or tools that replace each other.
#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

const Tool* replaced_by(const Tool& tool, const Facts& facts) { return tool.replaces ? facts.tool(tool.replaces->target) : nullptr; }

/// The circles of tools in use that replace each other, each from the tool whose id comes first. By the tool's index: its circle; null if
/// there is none through it.
struct Circles {
  std::deque<std::vector<const Tool*>> all;
  std::vector<const std::vector<const Tool*>*> by_tool;
};

/// Every tool replaces at most one other, so each is walked over once: where a walk meets itself, there is a circle.
Circles prepare(const Context& in) {
  const std::vector<Tool>& tools = in.inventory.tools;
  Circles circles{{}, std::vector<const std::vector<const Tool*>*>(tools.size())};
  std::vector<const Tool*> walked_from(tools.size());
  for (const Tool& start : tools) {
    const Tool* at = &start;
    while (at != nullptr && in_use(at->status) && walked_from[at->common.self.index] == nullptr) {
      walked_from[at->common.self.index] = &start;
      at = replaced_by(*at, in.facts);
    }
    if (at == nullptr || !in_use(at->status) || walked_from[at->common.self.index] != &start) continue;
    std::vector<const Tool*>& circle = circles.all.emplace_back();
    const Tool* one = at;
    do circle.push_back(one);
    while ((one = replaced_by(*one, in.facts)) != at);
    std::rotate(circle.begin(), std::min_element(circle.begin(), circle.end()), circle.end());
    for (const Tool* const tool : circle) circles.by_tool[tool->common.self.index] = &circle;
  }
  return circles;
}

/// A circle is told once, of its first tool.
Verdict check_circle(const Tool& tool, const std::vector<const Tool*>& circle) {
  if (circle.front() != &tool) return clear();
  if (circle.size() == 1) return flag(tool.replaces.at, "`{}` is said to replace itself", *tool.id).act("correct what {} replaces");
  std::vector<std::string> names;
  for (const Tool* const one : circle) names.push_back(fmt::format("`{}`", *one->id));
  return flag(tool.replaces.at, "{} are said to replace each other", join_words(names)).act("decide which of the tools to keep");
}

/// The old tool is to be kept, or its contract prolonged on other terms.
bool stays(const Tool& old) { return old.decision && (*old.decision == Decision::keep || *old.decision == Decision::renegotiate); }

/// What is meant to go is to stay; whichever of the two is out of date.
Verdict replaces_what_stays(const Tool& tool, const Tool& old) {
  return flag(tool.replaces.at, "`{}` is meant to replace `{}`, which is to be {}", *tool.id, *old.id,
              *old.decision == Decision::keep ? "kept" : "renegotiated")
      .also(old.decision.at, "decided here")
      .as(Severity::low)
      .taking(0.5)
      .carrying(0.1)
      .act(fmt::format("decide whether {} stays", *old.id), old.common.self);
}

Verdict check(const Tool& tool, const Circles& circles, const Context& in) {
  const Tool* const old = replaced_by(tool, in.facts);
  if (!in_use(tool.status) || old == nullptr || !in_use(old->status) || is_external(*old)) return not_applicable();
  if (const auto* const circle = circles.by_tool[tool.common.self.index]) return check_circle(tool, *circle);
  const bool has_end = old->retire_on && *old->retire_on >= in.as_of;
  const bool ends = old->decision && *old->decision == Decision::cancel && old->renews && *old->renews >= in.as_of;
  if (has_end || ends) return clear();
  const At<Date>& since = tool.common.extras().added;
  const bool is_late = since && in.as_of - *since > in.options.days("move");
  if (stays(*old) && !is_late) return replaces_what_stays(tool, *old);
  if (!since) return since.unknown() ? unknown(tool, {"added"}) : clear();
  const Days age = in.as_of - *since;
  const Days limit = in.options.days("move");
  if (!is_late) return clear();
  return flag(tool.replaces.at, "`{}` has been meant to replace `{}` for {} (limit {}), and both still run", *tool.id, *old->id, age, limit)
      .also(since.at, "added here")
      .measure(age)
      .act(fmt::format("finish the move from {} to {{}}", *old->id), old->common.self);
}

}  // namespace

Rule replacement_endless() {
  return {
      .id = "replacement-endless",
      .title = "Replacement without an end",
      .when =
          "A tool has been replacing another for longer than the limit without a date for the old one's end, or tools replace each other; "
          "or (low) the old one is to be kept.",
      .why = "Both are paid for and looked after, and the longer it lasts, the less anybody knows what the old one is still needed for.",
      .fix =
          "Set `retire_on` on the old tool and finish the move by then; or keep both on purpose: delete `replaces`, and set `role: "
          "secondary` or `serves` if they do the same job.",
      .gets = "The move has a last day, and so does paying for two tools.",
      .done = "`retire_on` is set and the users of the old tool know the day, or `replaces` was deleted on purpose.",
      .severity = Severity::medium,
      .effort = 24,
      .carry = 1,
      .flagged = "tools: {new: {replaces: old, added: 2019-03-01}, old: {}}",
      .clean = "tools: {new: {replaces: old, added: 2026-09-01}, old: {}}",
      .check = each<Tool>(prepare, check),
      .profile = Profile::standard,
      .options = {days_option("move", 365, "days that a move from one tool to another may take")},
  };
}

}  // namespace stackdrag::rules
