// One capability that more tools cover than the limit allows.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "rules/planned.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// The product that a tool is part of: what it says itself, or its id or name, if others say that they are part of it; else empty.
std::string product_of(const Tool& tool, const std::unordered_set<std::string>& products) {
  if (tool.product) return folded_name(*tool.product);
  for (const Text name : {*tool.id, tool.common.name ? *tool.common.name : Text()}) {
    if (std::string folded = folded_name(name); products.contains(folded)) return folded;
  }
  return {};
}

/// The tools that compete with each other. Left out are other teams' tools, secondary tools, tools that are being replaced, and
/// all but one of the tools that belong to one product.
std::vector<const Tool*> competitors(const Capability& capability, const Context& in) {
  std::unordered_set<const Tool*> replaced;
  for (const Tool* tool : capability.tools) {
    const Tool* other = tool->replaces && is_running(tool->status) ? in.facts.tool(tool->replaces->target) : nullptr;
    if (other != tool) replaced.insert(other);
  }
  std::unordered_set<std::string> named;
  for (const Tool* tool : capability.tools) {
    if (tool->product) named.insert(folded_name(*tool->product));
  }
  std::vector<const Tool*> all;
  std::unordered_map<std::string, std::size_t> products;  // and where their first tool stands
  for (const Tool* tool : capability.tools) {
    const bool secondary = tool->role && *tool->role == ToolRole::secondary;
    // What is paused does no job.
    if (replaced.contains(tool) || secondary || is_external(*tool) || !is_running(tool->status)) continue;
    if (const std::string product = product_of(*tool, named); !product.empty()) {
      // Accounts, environments and modules of one product stand for it together: by the one with the first id.
      const auto [place, fresh] = products.try_emplace(product, all.size());
      if (!fresh) {
        if (*tool->id < *all[place->second]->id) all[place->second] = tool;  // no mutant: no two ids are equal
        continue;
      }
    }
    all.push_back(tool);
  }
  return all;
}

/// What the cheapest `count` tools cost a month for this one job. The price of a tool is divided by its jobs times its audiences, so that
/// tools that overlap in several jobs are not counted several times. An unknown cost counts as `unknown`.
double cheapest(const std::vector<const Tool*>& tools, std::size_t count, double unknown) {
  std::vector<double> costs;
  for (const Tool* tool : tools) {
    const std::uint32_t jobs = tool->does.size() * std::max(1U, tool->serves.size());
    costs.push_back(lacks_cost(*tool) ? unknown : tool->cost->per_month / jobs);
  }
  std::sort(costs.begin(), costs.end());
  return std::accumulate(costs.begin(), costs.begin() + static_cast<std::ptrdiff_t>(count), 0.0);
}

/// Where the tool's `does` names the capability.
Span place_of(const Capability& capability, const Tool& tool, const Packs& packs) {
  const auto* const word = std::find_if(tool.does.begin(), tool.does.end(), [&](const At<Text>& does) {
    return *does == capability.id || packs.capability(*does) == capability.key;
  });
  return word == tool.does.end() ? tool.does.at : word->at;
}

Flagged with_cost(Flagged finding, const std::vector<const Tool*>& tools, std::size_t over, double wasted) {
  const double least = wasted * cheapest(tools, over, 0);
  const double most = wasted * cheapest(tools, over, std::numeric_limits<double>::infinity());
  finding.money = least;
  const auto unpriced = std::find_if(tools.begin(), tools.end(), [](const Tool* tool) { return lacks_cost(*tool); });
  if (unpriced == tools.end()) return finding;
  return std::move(finding).costing_unknown(**unpriced, "cost", std::isfinite(most) ? std::optional(Money{most}) : std::nullopt);
}

/// The day by which so many of the tools go that the limit holds; empty if that is not planned.
std::optional<Date> planned(const std::vector<const Tool*>& tools, std::size_t limit, const Context& in) {
  std::vector<Date> ends;
  for (const Tool* tool : tools) {
    if (const auto end = planned_end(*tool, in)) ends.push_back(*end);
  }
  const std::size_t over = tools.size() - limit;
  if (ends.size() < over) return std::nullopt;
  std::sort(ends.begin(), ends.end());
  return ends[over - 1];
}

Verdict check(const Capability& capability, const Context& in) {
  if (capability.id.empty()) {
    const Tool& tool = *capability.tools.front();
    return tool.does.unknown() && !is_external(tool) ? unknown(tool, {"does"}) : not_applicable();
  }
  const auto limit = static_cast<std::size_t>(in.options.number("limit"));
  if (capability.tools.size() <= limit) return clear();  // no mutant: skips the search for competitors
  const std::vector<const Tool*> tools = competitors(capability, in);
  if (tools.size() <= limit) return clear();
  std::vector<std::string> names;
  for (const Tool* tool : tools) names.push_back(fmt::format("`{}`", *tool->id));
  // The finding points at the first tool above the limit, in file order.
  const Tool& newcomer = *tools[limit];
  const std::string audience = capability.audience.empty() ? "" : fmt::format(" for `{}`", capability.audience);
  Flagged finding = flag(place_of(capability, newcomer, in.packs), "`{}`{} is covered by {} (limit {}): {}", capability.id, audience,
                         count_of(tools.size(), "tool"), limit, join_words(names))
                        .keyed(std::string(capability.audience))
                        .measure(static_cast<double>(tools.size()), "tools")
                        .act("choose one tool for {}");
  for (const Tool* tool : tools) {
    if (tool != &newcomer) finding.also(place_of(capability, *tool, in.packs), "`{}` covers it here", *tool->id);
  }
  return with_plan(with_cost(std::move(finding), tools, tools.size() - limit, in.options.number("wasted")), planned(tools, limit, in));
}

}  // namespace

Rule capability_overlap() {
  return {
      .id = "capability-overlap",
      .title = "Several tools for one job",
      .when = "More tools than the limit are in use for the same capability, however it is spelled, and the same audience.",
      .why = "You pay for the job more than once, people learn two tools for it, and its data sits in two places that disagree.",
      .fix =
          "Choose one tool, move the data, and give notice on the other. During the move, set `replaces` on the new tool. If both are to "
          "stay, set `role: secondary`, or `serves` if they serve different audiences.",
      .severity = Severity::medium,
      .effort = 24,
      .carry = 1,
      .flagged = "tools:\n  hubspot: {does: [marketing-automation, survey], cost: 42000/yr}\n  surveybee: {does: [survey], cost: 6000/yr}",
      .clean = "tools:\n  hubspot: {does: [marketing-automation], cost: 42000/yr}\n  surveybee: {does: [survey], cost: 6000/yr}",
      .check = each<Capability>(check),
      .stake = Stake::cost_of_tool,
      .options = {{"limit", "tools", 1, "tools in use that may share a capability", "tools_per_capability"},
                  {"wasted", "share", 0.5, "share of the cost of the cheapest surplus tools that counts as wasted"}},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
