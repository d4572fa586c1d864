// An agent that depends, directly or through other items, on something that is broken or about to break.
#include <algorithm>

#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

constexpr std::string_view health_rules[] = {
    "integration-departed-credential",
    "api-version-retired",
    "integration-failing",
    "integration-silent",
    "integration-to-retired",
    "api-version-sunset",
    "tool-eol",
    "tool-ended",
    "tool-unused",
    "api-version-unpinned",
    "agent-idle",
};

constexpr std::size_t most_places = 3;  ///< the others are only counted

/// A finding about something that an item depends on.
struct Weakness {
  std::string_view rule;
  const AnswersOfRule::Found* finding;
  std::uint32_t steps;       ///< the length of the path to it
  std::uint32_t dependency;  ///< the last of the item's dependencies on the path
  ItemId on;                 ///< the item that the finding is about
  std::string_view rest{};   ///< the rest of the path, if it goes through a data object
};

/// The health of everything that one item depends on: open findings, and what is missing to tell.
struct Health {
  std::vector<Dependency> dependencies;
  std::vector<Weakness> weaknesses;  ///< nearest first, then worst first
  std::size_t flagged = 0;           ///< how many dependencies have a finding
  Severity worst = Severity::info;   ///< of the findings
  bool all_accepted = true;          ///< as debt
  const Unknown* missing = nullptr;
  std::vector<std::string> paths;  ///< for a data object, the path to each weakness: ` → hs-sf → crm`
};

/// What the checks of all agents share.
struct Shared {
  std::vector<const AnswersOfRule*> answers;  ///< of each of the `health_rules`
  std::vector<Health> by_data;                ///< by the data object's index, computed once for all agents that read it
};

/// Adds ` → lead → hs-survey`.
void add_path(std::string& path, std::uint32_t place, const std::vector<Dependency>& dependencies, const Inventory& inventory) {
  const Dependency& last = dependencies[place];
  if (last.through != Dependency::none) add_path(path, last.through, dependencies, inventory);
  path.append(" → ").append(*id_of(inventory, last.on));
}

/// Keeps the `most_places` nearest, and among equally near ones the worst, then the earliest.
void add_weakness(const Weakness& weakness, std::vector<Weakness>& weaknesses) {
  const auto position = std::upper_bound(weaknesses.begin(), weaknesses.end(), weakness, [](const Weakness& a, const Weakness& b) {
    return a.steps != b.steps ? a.steps < b.steps : a.finding->severity > b.finding->severity;  // no mutant: an order
  });
  if (position == weaknesses.end() && weaknesses.size() == most_places) return;  // no mutant: how many are quoted
  weaknesses.insert(position, weakness);
  if (weaknesses.size() > most_places) weaknesses.pop_back();  // no mutant: how many are quoted
}

void add_weaknesses(std::uint32_t place, const Shared& shared, Health& health) {
  const Dependency& dependency = health.dependencies[place];
  bool flagged = false;
  for (std::size_t rule = 0; rule < shared.answers.size(); ++rule) {
    if (health.missing == nullptr) health.missing = shared.answers[rule]->missing(dependency.on);
    const AnswersOfRule::Found* finding = shared.answers[rule]->finding(dependency.on);
    if (finding == nullptr) continue;
    flagged = true;
    health.worst = std::max(health.worst, finding->severity);
    health.all_accepted = health.all_accepted && finding->accepted();
    add_weakness({health_rules[rule], finding, dependency.steps, place, dependency.on}, health.weaknesses);
  }
  if (flagged) ++health.flagged;
}

Shared prepare(const Context& in) {
  Shared shared;
  for (const std::string_view rule : health_rules) shared.answers.push_back(&in.answers.of(rule));
  for (const Data& data : in.inventory.data) {
    Health& health = shared.by_data.emplace_back();
    health.dependencies = in.facts.dependencies_of(data.common.self);
    for (std::uint32_t place = 0; place < health.dependencies.size(); ++place) add_weaknesses(place, shared, health);
    for (const Weakness& weakness : health.weaknesses) {
      add_path(health.paths.emplace_back(), weakness.dependency, health.dependencies, in.inventory);
    }
  }
  return shared;
}

Health health_of(const Agent& agent, const Shared& shared, const Context& in) {
  Health health{.dependencies = in.facts.dependencies_of(agent.common.self)};
  for (std::uint32_t place = 0; place < health.dependencies.size(); ++place) {
    add_weaknesses(place, shared, health);
    const Dependency& dependency = health.dependencies[place];
    if (dependency.on.kind != Kind::data) continue;
    const Health& of_data = shared.by_data[dependency.on.index];
    for (std::size_t i = 0; i < of_data.weaknesses.size(); ++i) {
      Weakness weakness = of_data.weaknesses[i];
      weakness.steps += dependency.steps;
      weakness.dependency = place;
      weakness.rest = of_data.paths[i];
      add_weakness(weakness, health.weaknesses);
    }
    health.flagged += of_data.flagged;
    health.worst = std::max(health.worst, of_data.worst);
    health.all_accepted = health.all_accepted && of_data.all_accepted;
    if (health.missing == nullptr) health.missing = of_data.missing;
  }
  return health;
}

/// The item on the path that the agent itself names.
ItemId first_step(const Weakness& weakness, const std::vector<Dependency>& dependencies) {
  std::uint32_t place = weakness.dependency;
  while (dependencies[place].through != Dependency::none) place = dependencies[place].through;
  return dependencies[place].on;
}

/// Where the agent names the first item on the path.
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
void add_whole_path(std::string& path, const Agent& agent, const Weakness& weakness, const Health& health, const Inventory& inventory) {
  path.append(*agent.id);
  add_path(path, weakness.dependency, health.dependencies, inventory);
  path.append(weakness.rest);
}

/// Adds a note for each weakness. Written without `also` for speed: an inventory may have tens of thousands of these notes.
void add_places(Flagged& finding, const Agent& agent, const Health& health, const Inventory& inventory) {
  constexpr std::size_t usual_note = 80;
  finding.places.reserve(health.weaknesses.size());
  finding.notes.reserve(health.weaknesses.size() * usual_note);
  for (const Weakness& weakness : health.weaknesses) {
    finding.notes.append("`").append(weakness.rule).append("` here (");
    add_whole_path(finding.notes, agent, weakness, health, inventory);
    finding.notes.append(")");
    finding.places.push_back({weakness.finding->at, static_cast<std::uint32_t>(finding.notes.size())});
  }
}

/// What the agent itself names that does not run, what is only paused last; null if all of it runs.
const At<Ref<Kind::tool, Kind::integration, Kind::agent>>* dead_link(const Agent& agent, const Context& in) {
  for (const auto runs : {+[](Status status) { return in_use(status); }, +[](Status status) { return is_running(status); }}) {
    const auto* const dead = std::find_if(agent.uses.begin(), agent.uses.end(), [&](const auto& use) {
      return use->target && !runs(in.facts.items[in.facts.place_of(use->target)].status);
    });
    if (dead != agent.uses.end()) return dead;
  }
  return nullptr;
}

/// Whether a weak link does little harm: little hangs on what the agent does, or it only suggests and nobody says that much hangs on it.
bool only_drafts(const Agent& agent) {
  const bool suggests = agent.autonomy && *agent.autonomy == Autonomy::suggest;
  if (!agent.impact) return suggests;
  return *agent.impact == Level::low || (suggests && *agent.impact == Level::medium);
}

/// How bad it is if a link breaks.
Severity worst_for(const Agent& agent) { return only_drafts(agent) ? Severity::medium : Severity::high; }

/// The finding is no worse than what follows from it: from a remark, or in an agent that only drafts.
Severity severity_of(const Agent& agent, const Health& health) { return health.worst == Severity::low ? Severity::low : worst_for(agent); }

/// What is missing, as a question that no answer can make worse than that for this agent.
Verdict asked(Unknown missing, const Agent& agent) {
  missing.worst = worst_for(agent);
  return missing;
}

/// Whether something takes over when a link fails: another way, or an item that is itself in order.
bool has_fallback(const Agent& agent, const Shared& shared, const Context& in) {
  if (agent.fallback.not_applicable()) return true;
  if (!agent.fallback) return false;
  const ItemId item = agent.fallback->target;
  if (!item) return true;
  const bool weak = std::any_of(shared.answers.begin(), shared.answers.end(), [&](const auto* of) { return of->finding(item) != nullptr; });
  return !weak && item != agent.common.self && is_running(in.facts.items[in.facts.place_of(item)].status);
}

Verdict check(const Agent& agent, const Shared& shared, const Context& in) {
  if (!is_running(agent.status)) return not_applicable();
  if (has_fallback(agent, shared, in)) return clear();
  if (const auto* const dead = dead_link(agent, in)) {
    const Item& link = in.facts.items[in.facts.place_of((*dead)->target)];
    return flag(dead->at, "`{}` uses {} `{}`, which is {}", *agent.id, name_of(link.id.kind), link.name,
                link.status == Status::planned  ? "only planned"
                : link.status == Status::paused ? "paused"
                                                : "retired")
        .as(link.status == Status::paused ? Severity::medium : worst_for(agent))
        .also(link.at, "`{}` here", link.name)
        .act(fmt::format("give {{}} a fallback for {}", link.name));
  }
  if (agent.uses.unknown() && agent.reads.unknown()) return asked({agent.common.self, {"uses", "reads"}, true}, agent);
  const Health health = health_of(agent, shared, in);
  if (health.weaknesses.empty()) return health.missing == nullptr ? clear() : asked(*health.missing, agent);
  const Weakness& nearest = health.weaknesses.front();
  const Text weak = *id_of(in.inventory, nearest.on);
  // The weak item may be many steps away, so the message shows the path: `lead-scorer → lead → hs-survey`.
  std::string path;
  add_whole_path(path, agent, nearest, health, in.inventory);
  Flagged finding = flag(entry_of(agent, first_step(nearest, health.dependencies)),
                         "`{}` depends on `{}`, which has an open `{}` finding ({})", *agent.id, weak, nearest.rule, path)
                        .act(fmt::format("give {{}} a fallback for {}", weak));
  add_places(finding, agent, health, in.inventory);
  return std::move(finding)
      .measure(static_cast<double>(health.flagged), "dependencies")
      .as(severity_of(agent, health))
      .perhaps(worst_for(agent), health.missing)
      .following_accepted(health.all_accepted);
}

}  // namespace

Rule agent_fragile_dependency() {
  return {
      .id = "agent-fragile-dependency",
      .title = "Agent depends on a weak link",
      .when =
          "Something that an agent depends on, directly or through other items, has an open finding about its health, or something that it "
          "uses "
          "is retired, only planned or paused (medium); and the agent names no `fallback` that is in order.",
      .why = "When that link breaks, the agent carries on with old or missing data, and its answers look as confident as before.",
      .fix =
          "Fix the link first. Then give the agent a fallback for when it fails, name that in `fallback`, and have somebody alerted when "
          "its inputs change.",
      .gets = "When an input fails, the agent does what the team has chosen, instead of working from old data.",
      .done = "With the weak link cut in a test, the agent takes its `fallback` and its owner is alerted.",
      .severity = Severity::high,
      .effort = 4,
      .carry = 1,
      .flagged =
          "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, last_ok: 2026-03-01, observed: 2026-11-20}}\nagents: "
          "{bidder: {uses: "
          "[crm-ads]}}",
      .clean =
          "tools: {crm: {last_used: 2026-11-20}, ads: {last_used: 2026-11-20}}\n"
          "integrations: {crm-ads: {from: crm, to: ads, last_ok: 2026-11-20, runs_as: svc-ads}}\nagents: {bidder: {uses: [crm-ads]}}",
      .check = each<Agent>(prepare, check),
      .after = {std::begin(health_rules), std::end(health_rules)},
  };
}

}  // namespace stackdrag::rules
