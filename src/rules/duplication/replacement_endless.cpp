// A tool that has been replacing another for too long, or tools that replace each other.
#include <set>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

const Tool* replaced_by(const Tool& tool, const Facts& facts) { return tool.replaces ? facts.tool(tool.replaces->target) : nullptr; }

/// The tools in use that replace each other in a circle, from this one on; empty if there is no circle through it.
std::vector<const Tool*> circle(const Tool& tool, const Facts& facts) {
  std::vector<const Tool*> all{&tool};
  std::set<const Tool*> seen{&tool};
  for (const Tool* next = replaced_by(tool, facts); next != nullptr && in_use(next->status); next = replaced_by(*next, facts)) {
    if (next == &tool) return all;
    if (!seen.insert(next).second) break;
    all.push_back(next);
  }
  return {};
}

/// A circle is told once, of the tool whose id comes first.
Verdict check_circle(const Tool& tool, const std::vector<const Tool*>& all) {
  std::vector<std::string> names;
  for (const Tool* one : all) {
    if (*one->id < *tool.id) return clear();
    names.push_back(fmt::format("`{}`", *one->id));
  }
  if (all.size() == 1) return flag(tool.replaces.at, "`{}` is said to replace itself", *tool.id).act("correct what {} replaces");
  return flag(tool.replaces.at, "{} are said to replace each other", join_words(names)).act("decide which of the tools stays");
}

Verdict check(const Tool& tool, const Context& in) {
  const Tool* const old = replaced_by(tool, in.facts);
  if (!in_use(tool.status) || old == nullptr || !in_use(old->status) || is_external(*old)) return not_applicable();
  if (const std::vector<const Tool*> all = circle(tool, in.facts); !all.empty()) return check_circle(tool, all);
  const bool has_end = old->retire_on && *old->retire_on >= in.as_of;
  const bool ends = old->decision && *old->decision == Decision::cancel && old->renews && *old->renews >= in.as_of;
  if (has_end || ends) return clear();
  const At<Date>& since = tool.common.extras().added;
  if (!since) return since.unknown() ? unknown(tool, {"added"}) : clear();
  const Days age = in.as_of - *since;
  const Days limit = in.options.days("move");
  if (age <= limit) return clear();
  return flag(tool.replaces.at, "`{}` has been about to replace `{}` for {} (limit {}), and both still run", *tool.id, *old->id, age, limit)
      .also(since.at, "added here")
      .measure(age)
      .act(fmt::format("finish the move from `{}` to {{}}", *old->id), old->common.self);
}

}  // namespace

Rule replacement_endless() {
  return {
      .id = "replacement-endless",
      .title = "Replacement without an end",
      .when =
          "A tool has been replacing another for longer than the limit without a date for the old one's end, or tools replace each other.",
      .why = "Both are paid for and looked after, and the longer it lasts, the less anybody knows what the old one is still needed for.",
      .fix = "Set `retire_on` on the old tool and finish the move by then; or keep both on purpose and delete `replaces`.",
      .severity = Severity::medium,
      .effort = 24,
      .carry = 1,
      .flagged = "tools: {new: {replaces: old, added: 2019-03-01}, old: {}}",
      .clean = "tools: {new: {replaces: old, added: 2026-09-01}, old: {}}",
      .check = each<Tool>(check),
      .profile = Profile::standard,
      .options = {days_option("move", 365, "days that a move from one tool to another may take")},
  };
}

}  // namespace stackdrag::rules
