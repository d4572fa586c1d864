// One job done by more tools than the team has agreed on.
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_set>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// The tools that compete: not another team's, not one that stands beside the main one on purpose, not one that another is taking over
/// from.
std::vector<const Tool*> rivals(const Capability& capability, const Context& in) {
  std::unordered_set<const Tool*> replaced;
  for (const Tool* tool : capability.tools) {
    const Tool* other = tool->replaces ? in.facts.tool(tool->replaces->target) : nullptr;
    if (other != tool) replaced.insert(other);
  }
  std::vector<const Tool*> all;
  for (const Tool* tool : capability.tools) {
    const bool secondary = tool->role && *tool->role == ToolRole::secondary;
    if (!replaced.contains(tool) && !secondary && !is_external(*tool)) all.push_back(tool);
  }
  return all;
}

/// What the cheapest `count` tools cost a month for this one job: a tool that does three jobs for two regions is paid for six, so that
/// tools which overlap in everything are not counted again and again. An unknown cost counts as `unknown`.
double cheapest(const std::vector<const Tool*>& tools, std::size_t count, double unknown) {
  std::vector<double> costs;
  for (const Tool* tool : tools) {
    const std::uint32_t jobs = tool->does.size() * std::max(1U, tool->serves.size());
    costs.push_back(tool->cost.unknown() ? unknown : tool->cost->per_month / jobs);
  }
  std::sort(costs.begin(), costs.end());
  return std::accumulate(costs.begin(), costs.begin() + static_cast<std::ptrdiff_t>(count), 0.0);
}

/// The word in the tool's own list.
Span place_of(Text capability, const Tool& tool) {
  const auto* const word = std::find_if(tool.does.begin(), tool.does.end(), [&](const At<Text>& does) { return *does == capability; });
  return word == tool.does.end() ? tool.does.at : word->at;
}

Flagged with_cost(Flagged finding, const std::vector<const Tool*>& tools, std::size_t over, double wasted) {
  const double least = wasted * cheapest(tools, over, 0);
  const double most = wasted * cheapest(tools, over, std::numeric_limits<double>::infinity());
  finding.money = least;
  const auto untold = std::find_if(tools.begin(), tools.end(), [](const Tool* tool) { return tool->cost.unknown(); });
  if (untold == tools.end()) return finding;
  return std::move(finding).costing_unknown(**untold, "cost", std::isfinite(most) ? std::optional(Money{most}) : std::nullopt);
}

Verdict check(const Capability& capability, const Context& in) {
  if (capability.id.empty()) {
    const Tool& tool = *capability.tools.front();
    return tool.does.unknown() && !is_external(tool) ? unknown(tool, {"does"}) : not_applicable();
  }
  const auto limit = static_cast<std::size_t>(in.options.number("limit"));
  if (capability.tools.size() <= limit) return clear();  // no mutant: spares the look for rivals
  const std::vector<const Tool*> tools = rivals(capability, in);
  if (tools.size() <= limit) return clear();
  std::vector<std::string> names;
  for (const Tool* tool : tools) names.push_back(fmt::format("`{}`", *tool->id));
  // The first tool above the limit is the one that the file names last into the overlap.
  const Tool& newcomer = *tools[limit];
  const std::string whom = capability.audience.empty() ? "" : fmt::format(" for `{}`", capability.audience);
  Flagged finding = flag(place_of(capability.id, newcomer), "`{}`{} is done by {} (limit {}): {}", capability.id, whom,
                         count_of(tools.size(), "tool"), limit, join_words(names))
                        .keyed(std::string(capability.audience))
                        .measure(static_cast<double>(tools.size()), "tools")
                        .act("choose one tool for {}");
  for (const Tool* tool : tools) {
    if (tool != &newcomer) finding.also(place_of(capability.id, *tool), "`{}` does it here", *tool->id);
  }
  return with_cost(std::move(finding), tools, tools.size() - limit, in.options.number("wasted"));
}

}  // namespace

Rule capability_overlap() {
  return {
      .id = "capability-overlap",
      .title = "Several tools for one job",
      .when = "More tools in use share a capability, for the same audience, than the limit.",
      .why = "The job is paid for more than once, people learn two tools for it, and its data ends up in two places that do not agree.",
      .fix =
          "Choose one, move the data, and give notice to the other. While you move, say `replaces` on the new tool; if both are to stay, "
          "say `role: secondary`, "
          "or `serves` if they serve different people.",
      .severity = Severity::medium,
      .effort = 24,
      .carry = 1,
      .flagged = "tools:\n  hubspot: {does: [marketing-automation, survey], cost: 42000/yr}\n  surveybee: {does: [survey], cost: 6000/yr}",
      .clean = "tools:\n  hubspot: {does: [marketing-automation], cost: 42000/yr}\n  surveybee: {does: [survey], cost: 6000/yr}",
      .check = each<Capability>(check),
      .stake = Stake::cost_of_tool,
      .options = {{"limit", "tools", 1, "tools in use that may share a capability", "tools_per_capability"},
                  {"wasted", "share", 0.5, "share of what the cheapest tools above the limit cost for this job that counts as wasted"}},
  };
}

}  // namespace stackdrag::rules
