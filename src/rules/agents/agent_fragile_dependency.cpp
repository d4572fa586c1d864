// An agent that stands on something that is broken or about to break, however far down.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

constexpr std::string_view signs[] = {
    "integration-departed-credential",
    "api-version-retired",
    "integration-failing",
    "integration-silent",
    "integration-to-retired",
    "api-version-sunset",
    "tool-eol",
    "tool-unused",
    "api-version-unpinned",
};

constexpr std::size_t most_places = 5;  ///< the rest is counted, not listed

/// A finding about something that the agent depends on, and the way there.
struct Crack {
  std::vector<ItemId> path;
  std::string_view rule;
  const Flagged* finding;
  Severity severity;
};

/// What is wrong with, and what is not known of, everything behind one thing.
struct Footing {
  std::vector<Crack> cracks;  ///< nearest first, then worst first
  std::size_t fragile = 0;    ///< dependencies with a crack
  const Unknown* missing = nullptr;
};

void add_cracks(const Dependency& dependency, const Answers& answers, Footing& footing) {
  const std::size_t before = footing.cracks.size();
  for (const std::string_view rule : signs) {
    if (footing.missing == nullptr) footing.missing = answers.missing(rule, dependency.on);
    const Flagged* finding = answers.finding(rule, dependency.on);
    if (finding == nullptr) continue;
    const Severity severity = finding->severity.value_or(find_rule(rule)->severity);
    // What is only worth a remark does not make an agent fragile.
    if (severity != Severity::info) footing.cracks.push_back({dependency.path, rule, finding, severity});
  }
  if (footing.cracks.size() > before) ++footing.fragile;
}

void sort_and_cut(Footing& footing) {
  std::stable_sort(footing.cracks.begin(), footing.cracks.end(), [](const Crack& a, const Crack& b) {
    return a.path.size() != b.path.size() ? a.path.size() < b.path.size() : a.severity > b.severity;
  });
  if (footing.cracks.size() > most_places) footing.cracks.resize(most_places);
}

/// What stands behind each data object, worked out once for all its readers.
std::vector<Footing> behind_data(const Context& in) {
  std::vector<Footing> footings;
  for (const Data& data : in.inventory.data) {
    Footing& footing = footings.emplace_back();
    for (const Dependency& dependency : in.facts.dependencies_of(data.common.self)) add_cracks(dependency, in.answers, footing);
    sort_and_cut(footing);
  }
  return footings;
}

Footing footing_of(const Agent& agent, const std::vector<Footing>& behind, const Context& in) {
  Footing footing;
  for (const Dependency& dependency : in.facts.dependencies_of(agent.common.self)) {
    add_cracks(dependency, in.answers, footing);
    if (dependency.on.kind != Kind::data) continue;
    const Footing& further = behind[dependency.on.index];
    for (Crack crack : further.cracks) {
      crack.path.insert(crack.path.begin(), dependency.path.begin(), dependency.path.end());
      footing.cracks.push_back(std::move(crack));
    }
    footing.fragile += further.fragile;
    if (footing.missing == nullptr) footing.missing = further.missing;
  }
  sort_and_cut(footing);
  return footing;
}

/// What may be a long way down is said to be so: `lead-scorer → lead → hs-survey`.
std::string way(const Agent& agent, const Crack& crack, const Inventory& inventory) {
  std::string out(*agent.id);
  for (const ItemId step : crack.path) out += fmt::format(" → {}", *id_of(inventory, step));
  return out;
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

Verdict check(const Agent& agent, const std::vector<Footing>& behind, const Context& in) {
  if (!in_use(agent.status)) return not_applicable();
  if (agent.uses.unknown() && agent.reads.unknown()) return unknown_any(agent, {"uses", "reads"});
  const Footing footing = footing_of(agent, behind, in);
  if (footing.cracks.empty()) return footing.missing == nullptr ? clear() : Verdict{*footing.missing};
  const Crack& nearest = footing.cracks.front();
  const Text weak = *id_of(in.inventory, nearest.path.back());
  Flagged finding = flag(entry_of(agent, nearest.path.front()), "`{}` depends on `{}`, which has an open `{}` ({})", *agent.id, weak,
                         nearest.rule, way(agent, nearest, in.inventory))
                        .act(fmt::format("give {{}} a fallback for `{}`", weak));
  for (const Crack& crack : footing.cracks) {
    finding.places.push_back({crack.finding->at, fmt::format("`{}` here ({})", crack.rule, way(agent, crack, in.inventory))});
  }
  return std::move(finding).measure(static_cast<double>(footing.fragile), "dependencies");
}

}  // namespace

Rule agent_fragile_dependency() {
  return {
      .id = "agent-fragile-dependency",
      .title = "Agent stands on a weak link",
      .why = "When the link breaks, the agent goes on with old or missing data, and its answers look as sure as before.",
      .fix =
          "Put the link right first. Give the agent something to do when the link fails, and a test that tells you when what it gets "
          "changes.",
      .severity = Severity::high,
      .effort = 4,
      .carry = 1,
      .flagged =
          "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, last_ok: 2026-03-01}}\nagents: {bidder: {uses: "
          "[crm-ads]}}",
      .clean =
          "tools: {crm: {last_used: 2026-11-20}, ads: {last_used: 2026-11-20}}\n"
          "integrations: {crm-ads: {from: crm, to: ads, last_ok: 2026-11-20, runs_as: svc-ads}}\nagents: {bidder: {uses: [crm-ads]}}",
      .check = each<Agent>(behind_data, check),
      .after = {std::begin(signs), std::end(signs)},
  };
}

}  // namespace stackdrag::rules
