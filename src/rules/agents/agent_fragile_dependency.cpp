// An agent that stands on something that is broken or about to break, however far down.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

constexpr std::string_view signs[] = {
    "integration-departed-credential", "api-version-retired", "integration-failing", "integration-silent", "integration-to-retired",
    "api-version-sunset", "tool-eol", "tool-unused", "api-version-unpinned",
};

/// A finding about something that the agent depends on.
struct Crack {
  const Dependency* dependency;
  std::string_view rule;
  const Flagged* finding;
  Severity severity;
};

/// What may be a long way down is said to be so: `lead-scorer → lead → hs-survey`.
std::string way(const Agent& agent, const Dependency& dependency, const Inventory& inventory) {
  std::string out(*agent.id);
  for (const ItemId step : dependency.path) out += fmt::format(" → {}", *id_of(inventory, step));
  return out;
}

/// The worst first of what is nearest.
std::vector<Crack> cracks(const std::vector<Dependency>& dependencies, const Answers& answers) {
  std::vector<Crack> all;
  for (const Dependency& dependency : dependencies) {
    for (const std::string_view rule : signs) {
      const Flagged* finding = answers.finding(rule, dependency.on);
      if (finding == nullptr) continue;
      const Severity severity = finding->severity.value_or(find_rule(rule)->severity);
      // What is only worth a remark does not make an agent fragile.
      if (severity != Severity::info) all.push_back({&dependency, rule, finding, severity});
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Crack& a, const Crack& b) {
    const std::size_t depth_a = a.dependency->path.size(), depth_b = b.dependency->path.size();
    return depth_a != depth_b ? depth_a < depth_b : a.severity > b.severity;
  });
  return all;
}

const Unknown* first_missing(const std::vector<Dependency>& dependencies, const Answers& answers) {
  for (const Dependency& dependency : dependencies) {
    for (const std::string_view rule : signs) {
      if (const Unknown* missing = answers.missing(rule, dependency.on)) return missing;
    }
  }
  return nullptr;
}

/// Where the agent names the first step of the way.
Span entry_of(const Agent& agent, ItemId step) {
  for (const auto& use : agent.uses) {
    if (use->target == step) return use.at;
  }
  for (const auto& read : agent.reads) {
    if (read->target == step) return read.at;
  }
  return agent.id.at;
}

Verdict check(const Agent& agent, const Context& in) {
  if (!in_use(agent.status)) return not_applicable();
  if (agent.uses.unknown() && agent.reads.unknown()) return unknown_any(agent, {"uses", "reads"});
  const std::vector<Dependency> dependencies = in.facts.dependencies_of(agent.common.self);
  const std::vector<Crack> all = cracks(dependencies, in.answers);
  if (all.empty()) {
    const Unknown* missing = first_missing(dependencies, in.answers);
    return missing == nullptr ? clear() : *missing;
  }
  const Crack& nearest = all.front();
  const Text weak = *id_of(in.inventory, nearest.dependency->on);
  std::vector<const Dependency*> fragile;
  Flagged finding = flag(entry_of(agent, nearest.dependency->path.front()), "`{}` depends on `{}`, which has an open `{}` ({})", *agent.id, weak, nearest.rule,
                         way(agent, *nearest.dependency, in.inventory))
                        .act(fmt::format("give {{}} a fallback for `{}`", weak));
  for (const Crack& crack : all) {
    if (std::find(fragile.begin(), fragile.end(), crack.dependency) == fragile.end()) fragile.push_back(crack.dependency);
    finding.places.push_back({crack.finding->at, fmt::format("`{}` here ({})", crack.rule, way(agent, *crack.dependency, in.inventory))});
  }
  return std::move(finding).measure(static_cast<double>(fragile.size()), "dependencies");
}

}  // namespace

Rule agent_fragile_dependency() {
  return {
      .id = "agent-fragile-dependency",
      .title = "Agent stands on a weak link",
      .why = "When the link breaks, the agent goes on with old or missing data, and its answers look as sure as before.",
      .fix = "Put the link right first. Give the agent something to do when the link fails, and a test that tells you when what it gets changes.",
      .severity = Severity::high,
      .effort = 4,
      .carry = 1,
      .flagged = "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, last_ok: 2026-03-01}}\nagents: {bidder: {uses: [crm-ads]}}",
      .clean = "tools: {crm: {last_used: 2026-11-20}, ads: {last_used: 2026-11-20}}\n"
               "integrations: {crm-ads: {from: crm, to: ads, last_ok: 2026-11-20, runs_as: svc-ads}}\nagents: {bidder: {uses: [crm-ads]}}",
      .check = each<Agent>(check),
      .after = {std::begin(signs), std::end(signs)},
  };
}

}  // namespace stackdrag::rules
