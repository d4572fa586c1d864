// A proposal for a job that a tool in use already does, or another proposal would do.
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/ranges.h>

#include "rules/few_names.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

constexpr std::size_t most_named = 3;

/// Our own tools that have a capability, by the capability's key, whomever they serve: a proposal does not say yet whom it would.
using ToolsByJob = std::unordered_map<std::string, std::vector<const Tool*>>;

bool is_planned(const Tool& tool) { return tool.status && *tool.status == Status::planned; }

/// Whether somebody has decided that the tool goes: then its job is free.
bool is_to_go(const Tool& tool) {
  const bool leaves = tool.decision && (*tool.decision == Decision::cancel || *tool.decision == Decision::replace);
  return leaves || tool.retire_on;
}

ToolsByJob tools_by_job(const Context& in) {
  ToolsByJob tools;
  for (const Tool& tool : in.inventory.tools) {
    if (is_external(tool) || is_to_go(tool) || !(in_use(tool.status) || is_planned(tool))) continue;
    for (const At<Text>& job : tool.does) {
      const std::string capability = in.packs.capability(*job);
      if (capability.empty()) continue;
      std::vector<const Tool*>& having = tools[capability];
      if (having.empty() || having.back() != &tool) having.push_back(&tool);
    }
  }
  return tools;
}

/// `hubspot` (owner `ana`, renews 2027-01-31): whom to ask first, and by when.
std::string described(const Tool& tool) {
  std::vector<std::string> details;
  if (is_planned(tool)) details.emplace_back("planned");
  if (tool.owner) details.push_back(fmt::format("owner `{}`", tool.owner->text.view()));
  if (tool.renews) details.push_back(fmt::format("renews {}", *tool.renews));
  return details.empty() ? fmt::format("`{}`", *tool.id) : fmt::format("`{}` ({})", *tool.id, fmt::join(details, ", "));
}

/// What the checks of all proposals share.
struct Shared {
  ToolsByJob tools;
  std::unordered_map<std::string, std::vector<const Proposal*>> proposals;  ///< by the capability's key, ordered by id like all items
};

Shared prepare(const Context& in) {
  Shared shared{tools_by_job(in), {}};
  for (const Proposal& proposal : in.inventory.proposals) {
    for (const At<Text>& job : proposal.does) {
      const std::string capability = in.packs.capability(*job);
      if (capability.empty()) continue;
      std::vector<const Proposal*>& same = shared.proposals[capability];
      if (same.empty() || same.back() != &proposal) same.push_back(&proposal);
    }
  }
  return shared;
}

/// Where the proposal takes a job that is taken, and how, in words.
struct Taken {
  Span first{};
  std::vector<std::string> jobs;

  /// `count` rivals take the job, of which the first few are named.
  void add(const At<Text>& job, std::vector<std::string> rivals, std::size_t count) {
    if (count == 0) return;
    if (jobs.empty()) first = job.at;
    jobs.push_back(fmt::format("`{}` by {}", *job, few_of(std::move(rivals), count)));
  }
};

Taken taken_by_tools(const Proposal& proposal, const Shared& shared, const Context& in) {
  const Tool* const replaced = proposal.replaces ? in.facts.tool(proposal.replaces->target) : nullptr;
  Taken taken;
  for (const At<Text>& job : proposal.does) {
    const auto having = shared.tools.find(in.packs.capability(*job));
    if (having == shared.tools.end()) continue;
    const std::vector<const Tool*>& tools = having->second;
    std::vector<std::string> rivals;
    for (std::size_t i = 0; i < tools.size() && rivals.size() < most_named; ++i) {
      if (tools[i] != replaced) rivals.push_back(described(*tools[i]));
    }
    taken.add(job, std::move(rivals), tools.size() - (std::binary_search(tools.begin(), tools.end(), replaced) ? 1 : 0));
  }
  return taken;
}

/// Of several proposals for one job, all but the first by id are told of it.
Taken taken_by_proposals(const Proposal& proposal, const Shared& shared, const Context& in) {
  Taken taken;
  for (const At<Text>& job : proposal.does) {
    const auto same = shared.proposals.find(in.packs.capability(*job));
    if (same == shared.proposals.end()) continue;
    const std::vector<const Proposal*>& proposals = same->second;
    const auto own = std::lower_bound(proposals.begin(), proposals.end(), &proposal);
    const auto before = static_cast<std::size_t>(own - proposals.begin());
    std::vector<std::string> rivals;
    for (std::size_t i = 0; i < std::min(before, most_named); ++i) rivals.push_back(fmt::format("`{}`", *proposals[i]->id));
    taken.add(job, std::move(rivals), before);
  }
  return taken;
}

Verdict check(const Proposal& proposal, const Shared& shared, const Context& in) {
  if (!proposal.does) return not_applicable();
  const Taken tools = taken_by_tools(proposal, shared, in);
  const Taken proposals = taken_by_proposals(proposal, shared, in);
  if (tools.jobs.empty() && proposals.jobs.empty()) return clear();
  std::vector<std::string> reasons;
  if (!tools.jobs.empty()) reasons.push_back(fmt::format("for what the stack already has: {}", fmt::join(tools.jobs, "; ")));
  if (!proposals.jobs.empty()) reasons.push_back(fmt::format("beside another proposal for the job: {}", fmt::join(proposals.jobs, "; ")));
  return flag(tools.jobs.empty() ? proposals.first : tools.first, "`{}` is proposed {}", *proposal.id, fmt::join(reasons, "; and "))
      .measure(static_cast<double>(tools.jobs.size() + proposals.jobs.size()), "capabilities")
      .act(tools.jobs.empty() ? "choose between {} and the other proposal" : "say which tool {} replaces, or use the one you have",
           proposal.common.self)
      .keeping_out(!tools.jobs.empty());
}

}  // namespace

Rule proposal_overlap() {
  return {
      .id = "proposal-overlap",
      .title = "Proposal for a job that another tool does",
      .when =
          "A proposal names a capability that a tool in use or a planned one has, and does not say that it replaces this tool; or one that "
          "another proposal "
          "names, too.",
      .why = "The same job is bought twice: two contracts, two logins, and data in two places that disagree.",
      .fix =
          "Ask the owner of the existing tool whether it is enough. If the new one takes over, name the old one in `replaces`. Of two "
          "proposals, let in one.",
      .gets = "No second contract for a job that is done already.",
      .done = "The owner of the existing tool has said what it cannot do, and the proposal has `replaces` or is withdrawn.",
      .severity = Severity::info,
      .effort = 1,
      .carry = 0,
      .flagged = "tools: {poll-one: {does: [survey]}}\nproposals: {new-poll: {does: [surveys]}}",
      .clean = "tools: {poll-one: {does: [survey]}}\nproposals: {new-poll: {does: [survey], replaces: poll-one}}",
      .check = each<Proposal>(prepare, check),
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
