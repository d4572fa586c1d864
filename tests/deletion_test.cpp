// Deleting a fact does not improve the headline: every field of every rule's flagged example is deleted in turn.
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <yaml-cpp/yaml.h>

#include "catch.h"
#include "stackdrag/catalogue.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

/// A field of an item: its section, the item's key or number, and its name.
struct Fact {
  std::string section, item, field;
};

std::vector<Fact> facts_of(const YAML::Node& inventory) {
  std::vector<Fact> facts;
  for (const auto& section : inventory) {
    if (!section.second.IsMap()) continue;
    for (const auto& item : section.second) {
      // `stack` and `limits` have their fields themselves.
      if (!item.second.IsMap() || section.first.as<std::string>() == "stack") {
        facts.push_back({section.first.as<std::string>(), "", item.first.as<std::string>()});
        continue;
      }
      for (const auto& field : item.second)
        facts.push_back({section.first.as<std::string>(), item.first.as<std::string>(), field.first.as<std::string>()});
    }
  }
  return facts;
}

std::string without(const std::string& text, const Fact& fact) {
  YAML::Node inventory = YAML::Load(text);
  YAML::Node section = inventory[fact.section];
  if (fact.item.empty())
    section.remove(fact.field);
  else
    section[fact.item].remove(fact.field);
  return YAML::Dump(inventory);
}

/// Without `evidence-stale`: where nobody ever looked, every question is open instead, and that is charged more.
double headline(const std::string& text) {
  static const Catalogue catalogue = with_settings(built_in_catalogue(), {{"evidence-stale", {.off = true}}});
  return audit_text(text, Profile::full, catalogue).report->drag.high.value();
}

/// What the docs name as weaknesses: nobody asks for these facts, as most items have none of them, or they are settings.
const std::map<std::string, std::string> weaknesses{
    {"agents.autonomy", "one of two facts that contradict each other"},
    {"agents.uses", "a link"},
    {"agents.writes", "a link"},
    {"campaigns.starts", "one of two facts that contradict each other"},
    {"campaigns.utm", "a link"},
    {"conventions.allowed", "a setting"},
    {"conventions.pattern", "a setting"},
    {"data.fields", "one of two facts that contradict each other"},
    {"data.written_by", "a link"},
    {"integrations.from", "a link"},
    {"integrations.to", "a link"},
    {"integrations.until", "an end that need not be"},
    {"limits.pixels_per_page", "a setting"},
    {"pages.pixels", "a link"},
    {"pages.third_party_block_ms", "what somebody has measured"},
    {"people.kind", "something that has happened"},
    {"people.left", "something that has happened"},
    {"pixels.kb", "what somebody has measured"},
    {"pixels.last_seen", "when it was last seen"},
    {"pixels.sends", "a link"},
    {"projects.owner", "an owner"},
    {"stack.capacity_hours", "a setting"},
    {"stack.stages", "a setting"},
    {"teams.lead", "a link"},
    {"tools.cost", "one of two facts that contradict each other"},
    {"tools.dpa", "that there is no agreement"},
    {"tools.last_used", "one of two facts that contradict each other"},
    {"tools.observed", "one of two facts that contradict each other"},
    {"tools.renews", "one of two facts that contradict each other"},
    {"tools.replaces", "a link"},
    {"tools.role", "one of two facts that contradict each other"},
    {"touchpoints.next", "a link"},
    {"touchpoints.tool", "a link"},
};

}  // namespace

TEST_CASE("deleting a fact from a flagged example does not improve the headline, but for what the docs name") {
  std::vector<std::string> better;
  std::set<std::string> needed;
  for (const Rule& rule : built_in_catalogue().rules) {
    // Without the fact that evidence contradicts there is no contradiction left.
    if (rule.family == "reality") continue;
    const double before = headline(rule.flagged);
    for (const Fact& fact : facts_of(YAML::Load(rule.flagged))) {
      const double after = headline(without(rule.flagged, fact));
      if (after >= before - 0.01) continue;
      const std::string field = fact.section + "." + fact.field;
      if (weaknesses.count(field) != 0)
        needed.insert(field);
      else
        better.push_back(fmt::format("{}: {} ({:.2f} -> {:.2f})", rule.id, field, before, after));
    }
  }
  INFO(fmt::format("{}", fmt::join(better, "\n")));
  CHECK(better.empty());
  // What holds by now is no weakness any more.
  for (const auto& [field, why] : weaknesses) CHECK((needed.count(field) != 0 ? "" : field) == std::string());
}

TEST_CASE("the page about the score names the facts whose deletion improves it") {
  const std::string page = read_text(source_dir() + "/docs/score.md");
  const std::string chapter = page.substr(page.find("## Weaknesses"));
  for (const auto& [field, why] : weaknesses) {
    INFO(field << ": " << why);
    const std::string name = "`" + field.substr(field.find('.') + 1);
    CHECK((chapter.find(name + "`") != std::string::npos || chapter.find(name + ": ") != std::string::npos));
  }
}
