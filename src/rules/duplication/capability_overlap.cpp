// One capability that more tools cover than the limit allows.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "rules/few_names.h"
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
    if (other != nullptr && other != tool) replaced.insert(other);
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

/// How many jobs a tool does, for how many audiences. Its price is divided by them, so that a tool whose only job is done by others as well
/// is superfluous as a whole, and one with ten jobs only by a tenth.
double jobs_of(const Tool& tool) { return static_cast<double>(tool.does.size()) * std::max(1U, tool.serves.size()); }

/// A tool that may have to go.
struct Surplus {
  bool is_used;
  double price;  ///< a month, for one of its jobs
  const Tool* tool;
};

/// The `count` tools of which the others could do the job: what nobody uses, then the cheapest. An unknown cost counts as `unknown`.
std::vector<Surplus> surplus_of(const std::vector<const Tool*>& tools, std::size_t count, double unknown, const AnswersOfRule& unused) {
  std::vector<Surplus> all;
  for (const Tool* tool : tools) {
    const double price = lacks_cost(*tool) ? unknown : tool->cost->per_month / jobs_of(*tool);
    all.push_back({unused.finding(tool->common.self) == nullptr, price, tool});
  }
  std::sort(all.begin(), all.end(), [](const Surplus& a, const Surplus& b) {
    if (a.is_used != b.is_used) return b.is_used;
    return a.price != b.price ? a.price < b.price : *a.tool->id < *b.tool->id;  // no mutant: equal ones are not compared
  });
  all.resize(count);
  return all;
}

/// Claims the money of the surplus tools. Which they are may depend on costs that are unknown: at best, what has no price is free and goes;
/// at worst it costs more than the dearest of those that then go, or no more than that.
Flagged with_cost(Flagged finding, const std::vector<const Tool*>& tools, std::size_t over, const Context& in) {
  const double wasted = in.options.number("wasted");
  const AnswersOfRule& unused = in.answers.of("tool-unused");
  const std::vector<Surplus> at_best = surplus_of(tools, over, 0, unused);
  for (const Surplus& one : at_best) {
    if (one.tool->cost) finding.claims.push_back({one.tool->common.self, wasted / jobs_of(*one.tool)});
  }
  if (std::none_of(tools.begin(), tools.end(), [](const Tool* tool) { return lacks_cost(*tool); })) return finding;
  std::unordered_set<const Tool*> goes_at_best;
  for (const Surplus& one : at_best) goes_at_best.insert(one.tool);
  double dearest = 0;
  for (const Surplus& one : surplus_of(tools, over, std::numeric_limits<double>::infinity(), unused)) {
    dearest = std::max(dearest, one.price);
    if (one.tool->cost && !goes_at_best.contains(one.tool))
      finding.claims.push_back({one.tool->common.self, wasted / jobs_of(*one.tool), true});
  }
  for (const Tool* tool : tools) {
    if (!lacks_cost(*tool)) continue;
    if (finding.open_cost)
      finding.open_cost->several = true;
    else
      finding.open_cost = Unknown{tool->common.self, {"cost"}};
    const auto bound = std::isfinite(dearest) ? std::optional(wasted * dearest) : std::nullopt;
    finding.claims.push_back({tool->common.self, wasted / jobs_of(*tool), true, bound});
  }
  return finding;
}

/// Where the tool's `does` names the capability.
Span place_of(const Capability& capability, const Tool& tool, const Packs& packs) {
  const auto* const word = std::find_if(tool.does.begin(), tool.does.end(), [&](const At<Text>& does) {
    return *does == capability.id || packs.capability(*does) == capability.key;
  });
  return word == tool.does.end() ? tool.does.at : word->at;
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

/// Places in `Facts::capabilities`.
using Jobs = std::vector<std::uint32_t>;

/// One overlap: a job that several tools do, and the other jobs for which the same tools, or some of them, compete. Whoever chooses one of
/// them has decided about all these jobs.
struct Overlap {
  std::vector<const Tool*> tools;  ///< empty if not more than the limit compete
  Jobs jobs;                       ///< empty if another overlap covers this one
};
using Overlaps = std::vector<Overlap>;  ///< by the place of the capability

Overlaps prepare(const Context& in) {
  const std::vector<Capability>& capabilities = in.facts.capabilities;
  const auto limit = static_cast<std::size_t>(in.options.number("limit"));
  Overlaps all(capabilities.size());
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < capabilities.size(); ++i) {
    if (capabilities[i].id.empty() || capabilities[i].tools.size() <= limit) continue;  // no mutant: only spares work
    all[i].tools = competitors(capabilities[i], in);
    if (all[i].tools.size() <= limit) continue;
    order.push_back(i);
  }
  // The largest first, and among equals by name: what is told does not depend on the order of the tools.
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto size_of = [&](std::uint32_t at) { return all[at].tools.size(); };
    if (size_of(a) != size_of(b)) return size_of(a) > size_of(b);  // no mutant: equal sizes go by name
    const auto name_of = [&](std::uint32_t at) { return std::pair(capabilities[at].id, capabilities[at].audience); };
    return name_of(a) < name_of(b);  // no mutant: no two names are equal
  });
  std::unordered_map<const Tool*, std::vector<std::uint32_t>> heads_of;
  for (const std::uint32_t job : order) {
    const std::vector<const Tool*>& tools = all[job].tools;
    const auto has_fewer = [&](const Tool* a, const Tool* b) { return heads_of[a].size() < heads_of[b].size(); };  // no mutant: spares work
    const std::vector<std::uint32_t>& heads = heads_of[*std::min_element(tools.begin(), tools.end(), has_fewer)];
    const auto head = std::find_if(heads.begin(), heads.end(), [&](std::uint32_t at) {
      const std::vector<const Tool*>& wider = all[at].tools;
      return std::all_of(tools.begin(), tools.end(),
                         [&](const Tool* tool) { return std::find(wider.begin(), wider.end(), tool) != wider.end(); });
    });
    all[head == heads.end() ? job : *head].jobs.push_back(job);
    if (head != heads.end()) continue;
    for (const Tool* tool : tools) heads_of[tool].push_back(job);
  }
  return all;
}

/// Whether it is one job, for whatever audiences.
bool is_one_job(const Jobs& jobs, const std::vector<Capability>& capabilities) {
  const Text first = capabilities[jobs.front()].id;
  return std::all_of(jobs.begin(), jobs.end(), [&](std::uint32_t job) { return capabilities[job].id == first; });
}

/// Jobs in words: "`hosting` for `north` and `south`", "`email` and `sms`".
std::string in_words(const Jobs& jobs, const std::vector<Capability>& capabilities) {
  constexpr std::size_t most = 4;
  const std::span<const std::uint32_t> shown = std::span(jobs).first(std::min(most, jobs.size()));
  const Capability& first = capabilities[jobs.front()];
  const bool one_job = is_one_job(jobs, capabilities);
  std::vector<std::string> names;
  for (const std::uint32_t job : shown) {
    const Capability& capability = capabilities[job];
    if (one_job) {
      if (!capability.audience.empty()) names.push_back(fmt::format("`{}`", capability.audience));
    } else {
      names.push_back(capability.audience.empty() ? fmt::format("`{}`", capability.id)
                                                  : fmt::format("`{}` for `{}`", capability.id, capability.audience));
    }
  }
  if (!one_job) return few_of(std::move(names), jobs.size());
  return names.empty() ? fmt::format("`{}`", first.id) : fmt::format("`{}` for {}", first.id, few_of(std::move(names), jobs.size()));
}

Verdict check(const Capability& capability, const Overlaps& overlaps, const Context& in) {
  if (capability.id.empty()) {
    const Tool& tool = *capability.tools.front();
    if (!tool.does.unknown() || is_external(tool)) return not_applicable();
    return Unknown{.item = tool.common.self, .fields = {"does"}, .most_share = in.options.number("wasted")};
  }
  const std::vector<Capability>& capabilities = in.facts.capabilities;
  const Overlap& overlap = overlaps[static_cast<std::size_t>(&capability - capabilities.data())];
  const std::vector<const Tool*>& tools = overlap.tools;
  const auto limit = static_cast<std::size_t>(in.options.number("limit"));
  if (overlap.jobs.empty()) return tools.size() > limit ? Verdict(not_applicable()) : clear();
  Jobs of_all, of_some;
  for (const std::uint32_t job : overlap.jobs) (overlaps[job].tools.size() == tools.size() ? of_all : of_some).push_back(job);
  std::vector<std::string> names;
  for (const Tool* tool : tools) names.push_back(fmt::format("`{}`", *tool->id));
  // The finding points at the first tool above the limit.
  const Tool& newcomer = *tools[limit];
  const std::string jobs = in_words(of_all, capabilities);
  const std::string also = of_some.empty() ? "" : fmt::format("; some of them also share {}", in_words(of_some, capabilities));
  std::string unquoted = jobs;
  std::erase(unquoted, '`');
  Flagged finding = flag(place_of(capability, newcomer, in.packs), "{} {} covered by {} (limit {}): {}{}", jobs,
                         is_one_job(of_all, capabilities) ? "is" : "are", count_of(tools.size(), "tool"), limit, join_words(names), also)
                        .keyed(std::string(capability.audience))
                        .measure(static_cast<double>(tools.size()), "tools")
                        .act(fmt::format("choose one tool for {}", unquoted));
  for (const Tool* tool : tools) {
    if (tool != &newcomer) finding.also(place_of(capability, *tool, in.packs), "`{}` covers it here", *tool->id);
  }
  for (const std::uint32_t job : overlap.jobs) {
    const std::vector<const Tool*>& competing = overlaps[job].tools;
    finding = with_cost(std::move(finding), competing, competing.size() - limit, in);
  }
  return with_plan(std::move(finding), planned(tools, limit, in));
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
      .gets = "The team knows which tool to use for this job, and pays for a second one only on purpose.",
      .done = "One tool is left and the other's data has moved, or each has the `role` or `serves` that the team agreed on.",
      .severity = Severity::medium,
      .effort = 24,
      .carry = 1,
      .flagged = "tools:\n  hubspot: {does: [marketing-automation, survey], cost: 42000/yr}\n  surveybee: {does: [survey], cost: 6000/yr}",
      .clean = "tools:\n  hubspot: {does: [marketing-automation], cost: 42000/yr}\n  surveybee: {does: [survey], cost: 6000/yr}",
      .check = each<Capability>(prepare, check),
      .stake = Stake::cheaper_tool,
      .options = {{"limit", "tools", 1, "tools in use that may share a capability", "tools_per_capability"},
                  {"wasted", "share", 0.5, "share of the cost of the cheapest surplus tools that counts as wasted"}},
      .after = {"tool-unused"},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
