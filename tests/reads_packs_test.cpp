// Which rules read packs: what they declare is held against what they answer with packs and without.
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "catch.h"
#include "fixture.h"
#include "packs/contents.h"
#include "stackdrag/ask.h"
#include "stackdrag/observed_file.h"
#include "stackdrag/workspace.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

std::string words_of(const Subject& subject, const Verdict& verdict) {
  if (const Flagged* const flagged = verdict.finding()) {
    const int severity = flagged->severity ? static_cast<int>(*flagged->severity) : -1;
    return fmt::format("{}: {} {} {}\n", subject.label(), severity, flagged->message, flagged->key);
  }
  if (const Unknown* const unknown = verdict.missing())
    return fmt::format("{}: unknown {}\n", subject.label(), fmt::join(unknown->fields.begin(), unknown->fields.end(), " "));
  return fmt::format("{}: clear\n", subject.label());
}

/// What each rule answers about a text, with these packs.
std::map<std::string, std::string> answers_to(const std::string& text, const Packs& packs) {
  Sources sources;
  evidence::add_example(sources, text);
  sources.add("version.yaml", "version: 1\n");
  const Loaded loaded = load(sources, packs, Lane::automatic, {});
  const Inventory& inventory = *loaded.workspace->inventory;
  const At<Date>& as_of = inventory.stack.as_of;
  std::map<std::string, std::string> answers;
  ask(built_in_catalogue().rules, {inventory, loaded.workspace->facts, packs, Profile::full, as_of ? *as_of : make_date(2026, 11, 21)},
      [&](const Rule& rule, const Subject& subject, const Verdict& verdict) {
        answers[rule.id] += words_of(subject, verdict);
        return Standing::open;
      });
  return answers;
}

}  // namespace

TEST_CASE("a rule reads packs if it says so, and only then: without any, it answers otherwise somewhere") {
  const Packs none = read_packs({}).packs;
  std::map<std::string, std::string> changed;  // by rule: a text about which it answers otherwise
  for (const Rule& rule : built_in_catalogue().rules) {
    std::vector<std::string> texts{rule.flagged, rule.clean};
    for (const Case& one : cases_of(rule)) texts.push_back(one.text);
    for (const std::string& text : texts) {
      std::map<std::string, std::string> with = answers_to(text, Packs::built_in());
      std::map<std::string, std::string> without = answers_to(text, none);
      const bool has_evidence = text.find("observed: 1\n") != std::string::npos;
      for (const Rule& asked : built_in_catalogue().rules) {
        // What evidence fills in may follow from packs, for any rule.
        if (has_evidence && asked.family != "reality") continue;
        if (with[asked.id] != without[asked.id]) changed.try_emplace(asked.id, text);
      }
    }
  }
  for (const Rule& rule : built_in_catalogue().rules) {
    INFO(rule.id << (changed.count(rule.id) != 0 ? " answers otherwise without packs:\n" + changed[rule.id] : ""));
    CHECK(rule.reads_packs == (changed.count(rule.id) != 0));
  }
}
