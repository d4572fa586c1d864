// A proposal for a job that a tool in use already does.
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Our own tools in use that have a capability, by the capability's key, whomever they serve: a proposal does not say yet whom it would.
using ToolsByJob = std::unordered_map<std::string_view, std::vector<const Tool*>>;

ToolsByJob prepare(const Context& in) {
  ToolsByJob tools;
  for (const Capability& capability : in.facts.capabilities) {
    for (const Tool* tool : capability.tools) {
      if (!capability.key.empty() && !is_external(*tool)) tools[capability.key].push_back(tool);
    }
  }
  for (auto& [job, having] : tools) {
    std::sort(having.begin(), having.end());
    having.erase(std::unique(having.begin(), having.end()), having.end());
  }
  return tools;
}

/// `hubspot` (owner `ana`, renews 2027-01-31): whom to ask first, and by when.
std::string described(const Tool& tool) {
  std::vector<std::string> details;
  if (tool.owner) details.push_back(fmt::format("owner `{}`", tool.owner->text.view()));
  if (tool.renews) details.push_back(fmt::format("renews {}", *tool.renews));
  return details.empty() ? fmt::format("`{}`", *tool.id) : fmt::format("`{}` ({})", *tool.id, fmt::join(details, ", "));
}

Verdict check(const Proposal& proposal, const ToolsByJob& tools, const Context& in) {
  if (!proposal.does) return not_applicable();
  const Tool* const replaced = proposal.replaces ? in.facts.tool(proposal.replaces->target) : nullptr;
  std::vector<std::string> taken;
  Span first{};
  for (const At<Text>& job : proposal.does) {
    const auto having = tools.find(in.packs.capability(*job));
    if (having == tools.end()) continue;
    std::vector<std::string> rivals;
    for (const Tool* tool : having->second) {
      if (tool != replaced) rivals.push_back(described(*tool));
    }
    if (rivals.empty()) continue;
    if (taken.empty()) first = job.at;
    taken.push_back(fmt::format("`{}`: {}", *job, join_words(rivals)));
  }
  if (taken.empty()) return clear();
  return flag(first, "`{}` is proposed for what the stack already has: {}", *proposal.id, fmt::join(taken, "; "))
      .measure(static_cast<double>(taken.size()), "capabilities")
      .act("say what {} replaces, or use what is there", proposal.common.self);
}

}  // namespace

Rule proposal_overlap() {
  return {
      .id = "proposal-overlap",
      .title = "A proposal for a job that is already done",
      .when = "A proposal names a capability that a tool in use has, and does not say that it replaces this tool.",
      .why = "The same job is bought twice: two contracts, two logins, and data in two places that disagree.",
      .fix = "Ask the owner of the tool that you have. If the new one is to take over, name the old one in `replaces`.",
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
