// An agent that stands on something that is broken or about to break, however far down.
#include <algorithm>

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

constexpr std::size_t most_places = 3;  ///< the rest is counted, not listed

/// A finding about something that an item depends on.
struct Crack {
  std::string_view rule;
  const AnswersOfRule::Found* finding;
  std::uint32_t steps;        ///< how long the way to it is
  std::uint32_t dependency;   ///< of the item: the last one on the way
  ItemId on;                  ///< what has the crack
  std::string_view beyond{};  ///< the rest of the way, if it leads through data
};

/// What is wrong with, and what is not known of, everything behind one thing.
struct Footing {
  std::vector<Dependency> dependencies;
  std::vector<Crack> cracks;  ///< nearest first, then worst first
  std::size_t fragile = 0;    ///< dependencies with a crack
  const Unknown* missing = nullptr;
  std::vector<std::string> ways;  ///< to the cracks behind data: ` → hs-sf → crm`
};

/// What all agents stand on.
struct Ground {
  std::vector<const AnswersOfRule*> answers;  ///< of each of the signs
  std::vector<Footing> behind_data;           ///< worked out once for all readers of a data object
};

/// Adds ` → lead → hs-survey`.
void add_way(std::string& way, std::uint32_t place, const std::vector<Dependency>& dependencies, const Inventory& inventory) {
  const Dependency& last = dependencies[place];
  if (last.through != Dependency::none) add_way(way, last.through, dependencies, inventory);
  way.append(" → ").append(*id_of(inventory, last.on));
}

/// Keeps the nearest, and of those as near the worst; else the earlier.
void add_crack(const Crack& crack, std::vector<Crack>& cracks) {
  const auto behind = std::upper_bound(cracks.begin(), cracks.end(), crack, [](const Crack& a, const Crack& b) {
    return a.steps != b.steps ? a.steps < b.steps : a.finding->severity > b.finding->severity;  // no mutant: an order
  });
  if (behind == cracks.end() && cracks.size() == most_places) return;  // no mutant: how many are quoted
  cracks.insert(behind, crack);
  if (cracks.size() > most_places) cracks.pop_back();  // no mutant: how many are quoted
}

void add_cracks(std::uint32_t place, const Ground& ground, Footing& footing) {
  const Dependency& dependency = footing.dependencies[place];
  bool fragile = false;
  for (std::size_t sign = 0; sign < ground.answers.size(); ++sign) {
    if (footing.missing == nullptr) footing.missing = ground.answers[sign]->missing(dependency.on);
    const AnswersOfRule::Found* finding = ground.answers[sign]->finding(dependency.on);
    // What is only worth a remark does not make an agent fragile.
    if (finding == nullptr || finding->severity == Severity::info) continue;
    fragile = true;
    add_crack({signs[sign], finding, dependency.steps, place, dependency.on}, footing.cracks);
  }
  if (fragile) ++footing.fragile;
}

Ground prepare(const Context& in) {
  Ground ground;
  for (const std::string_view rule : signs) ground.answers.push_back(&in.answers.of(rule));
  for (const Data& data : in.inventory.data) {
    Footing& footing = ground.behind_data.emplace_back();
    footing.dependencies = in.facts.dependencies_of(data.common.self);
    for (std::uint32_t place = 0; place < footing.dependencies.size(); ++place) add_cracks(place, ground, footing);
    for (const Crack& crack : footing.cracks) {
      add_way(footing.ways.emplace_back(), crack.dependency, footing.dependencies, in.inventory);
    }
  }
  return ground;
}

Footing footing_of(const Agent& agent, const Ground& ground, const Context& in) {
  Footing footing{.dependencies = in.facts.dependencies_of(agent.common.self)};
  for (std::uint32_t place = 0; place < footing.dependencies.size(); ++place) {
    add_cracks(place, ground, footing);
    const Dependency& dependency = footing.dependencies[place];
    if (dependency.on.kind != Kind::data) continue;
    const Footing& behind = ground.behind_data[dependency.on.index];
    for (std::size_t i = 0; i < behind.cracks.size(); ++i) {
      Crack crack = behind.cracks[i];
      crack.steps += dependency.steps;
      crack.dependency = place;
      crack.beyond = behind.ways[i];
      add_crack(crack, footing.cracks);
    }
    footing.fragile += behind.fragile;
    if (footing.missing == nullptr) footing.missing = behind.missing;
  }
  return footing;
}

/// The thing on the way that the agent itself names.
ItemId first_step(const Crack& crack, const std::vector<Dependency>& dependencies) {
  std::uint32_t place = crack.dependency;
  while (dependencies[place].through != Dependency::none) place = dependencies[place].through;
  return dependencies[place].on;
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

/// Adds `lead-scorer → lead → hs-survey`.
void add_whole_way(std::string& way, const Agent& agent, const Crack& crack, const Footing& footing, const Inventory& inventory) {
  way.append(*agent.id);
  add_way(way, crack.dependency, footing.dependencies, inventory);
  way.append(crack.beyond);
}

/// Where the cracks are. By hand rather than with `also`: an inventory may have tens of thousands of such notes.
void add_places(Flagged& finding, const Agent& agent, const Footing& footing, const Inventory& inventory) {
  constexpr std::size_t usual_note = 80;
  finding.places.reserve(footing.cracks.size());
  finding.notes.reserve(footing.cracks.size() * usual_note);
  for (const Crack& crack : footing.cracks) {
    finding.notes.append("`").append(crack.rule).append("` here (");
    add_whole_way(finding.notes, agent, crack, footing, inventory);
    finding.notes.append(")");
    finding.places.push_back({crack.finding->at, static_cast<std::uint32_t>(finding.notes.size())});
  }
}

Verdict check(const Agent& agent, const Ground& ground, const Context& in) {
  if (!in_use(agent.status)) return not_applicable();
  if (agent.uses.unknown() && agent.reads.unknown()) return unknown_any(agent, {"uses", "reads"});
  const Footing footing = footing_of(agent, ground, in);
  if (footing.cracks.empty()) return footing.missing == nullptr ? clear() : Verdict{*footing.missing};
  const Crack& nearest = footing.cracks.front();
  const Text weak = *id_of(in.inventory, nearest.on);
  // What may be a long way down is said to be so: `lead-scorer → lead → hs-survey`.
  std::string way;
  add_whole_way(way, agent, nearest, footing, in.inventory);
  Flagged finding = flag(entry_of(agent, first_step(nearest, footing.dependencies)), "`{}` depends on `{}`, which has an open `{}` ({})",
                         *agent.id, weak, nearest.rule, way)
                        .act(fmt::format("give {{}} a fallback for `{}`", weak));
  add_places(finding, agent, footing, in.inventory);
  return std::move(finding).measure(static_cast<double>(footing.fragile), "dependencies");
}

}  // namespace

Rule agent_fragile_dependency() {
  return {
      .id = "agent-fragile-dependency",
      .title = "Agent stands on a weak link",
      .when = "Something that an agent stands on, at any depth, has an open finding about its health.",
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
      .check = each<Agent>(prepare, check),
      .after = {std::begin(signs), std::end(signs)},
  };
}

}  // namespace stackdrag::rules
