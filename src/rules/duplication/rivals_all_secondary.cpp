// Tools that all call themselves secondary for one job.
#include <algorithm>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Capability& capability, const Context&) {
  if (capability.id.empty()) return not_applicable();
  std::vector<const Tool*> tools;
  for (const Tool* tool : capability.tools) {
    if (!is_external(*tool)) tools.push_back(tool);
  }
  const auto is_secondary = [](const Tool* tool) { return tool->role && *tool->role == ToolRole::secondary; };
  if (tools.size() < 2 || !std::all_of(tools.begin(), tools.end(), is_secondary)) return clear();
  std::vector<std::string> names;
  for (const Tool* tool : tools) names.push_back(fmt::format("`{}`", *tool->id));
  std::sort(names.begin(), names.end());
  const std::string audience = capability.audience.empty() ? "" : fmt::format(" for `{}`", capability.audience);
  Flagged found = flag(tools.front()->role.at, "`{}`{} has only secondary tools: {}", capability.id, audience, join_words(names))
                      .keyed(std::string(capability.audience))
                      .measure(static_cast<double>(tools.size()), "tools")
                      .act("choose the main tool for {}");
  for (std::size_t i = 1; i < tools.size(); ++i) found.also(tools[i]->role.at, "`{}` is secondary, too", *tools[i]->id);
  return found;
}

}  // namespace

Rule rivals_all_secondary() {
  return {
      .id = "rivals-all-secondary",
      .title = "All tools for a job are secondary",
      .when = "Several tools share a capability, and each of them is marked as secondary.",
      .why = "A secondary tool runs beside a main one. Without a main one, nobody has decided which tool the team relies on.",
      .fix = "Choose the main tool and delete its `role`, or give up the others.",
      .gets = "New work starts in the tool that stays.",
      .done = "Exactly one of the tools has no `role: secondary`, and the team has been told which.",
      .severity = Severity::low,
      .effort = 1,
      .carry = 0.25,
      .flagged = "tools: {a: {does: [survey], role: secondary}, b: {does: [survey], role: secondary}}",
      .clean = "tools: {a: {does: [survey]}, b: {does: [survey], role: secondary}}",
      .check = each<Capability>(check),
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
