// What an audit would say after something has been done.
#include <algorithm>

#include <fmt/format.h>

#include "catch.h"
#include "fixture.h"
#include "stackdrag/what_if.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

Settings on_the_day() {
  Settings settings;
  settings.today = *parse_date("2026-11-21");
  return settings;
}

std::unique_ptr<Assessed> example(const std::string& name) {
  const std::string text = read_text(source_dir() + "/examples/" + name + "/stack.yaml");
  return assess_text(text.substr(text.find("version: 1") == std::string::npos ? 0 : text.find('\n', text.find("version: 1")) + 1),
                     on_the_day());
}

Action action_named(const std::vector<Action>& actions, std::string_view text) {
  const auto found = std::find_if(actions.begin(), actions.end(), [&](const Action& action) { return action.text == text; });
  INFO(text);
  REQUIRE(found != actions.end());
  return *found;
}

std::unique_ptr<Assessed> assessed(const std::string& text) {
  Settings settings = on_the_day();
  settings.profile = Profile::full;
  settings.as_of = settings.today;
  return assess_text(text, settings);
}

/// Where the score rises although a finding was put right, or called not applicable; empty if it never does.
std::vector<std::string> rises_of(const std::string& text, bool with_waivers = true) {
  std::vector<std::string> rises;
  const auto now = assessed(text);
  const Score& before = (*now)->score;
  for (std::uint32_t i = 0; i < (*now)->findings.size(); ++i) {
    const TriagedFinding& triaged = (*now)->findings[i];
    if (triaged.excused) continue;
    const std::string name = fmt::format("{} on {}", triaged.finding->rule->id, triaged.finding->subject.label());
    const std::uint32_t settled[] = {i};
    const Score put_right = what_if(*now->assessment, {{}, settled}).score;
    if (put_right.low_hours > before.low_hours || put_right.high_hours > before.high_hours) rises.push_back("put right: " + name);
    if (!with_waivers || text.find("waivers:") != std::string::npos) continue;
    // In front, as what an export says stands behind.
    const auto waived =
        assessed(fmt::format("waivers: [{{rule: {}, on: '{}', reason: we know, until: 2026-12-20, kind: not-applicable}}]\n{}",
                             triaged.finding->rule->id, triaged.finding->subject.label(), text));
    const Score& excused = (*waived)->score;
    if (excused.low_hours > before.low_hours || excused.high_hours > before.high_hours) rises.push_back("not applicable: " + name);
  }
  return rises;
}

}  // namespace

TEST_CASE("putting a finding of a fixture right or calling it not applicable never raises the score") {
  std::vector<std::string> rises;
  std::size_t number = 0;
  for (const Rule& rule : built_in_catalogue().rules) {
    for (const Case& one : cases_of(rule)) {
      // Under the sanitizers, some of them are enough.
      if (++number % 4 != 0 && is_sanitized()) continue;
      // A waiver takes the same way; to try it takes twice as long.
      for (const std::string& rise : rises_of(one.text, !rule.after.empty()))
        rises.push_back(fmt::format("{}:{}: {}", fixture_path(rule), one.line, rise));
    }
  }
  CHECK(rises == std::vector<std::string>());
}

TEST_CASE("what one finding has hidden does not count more once that is put right or called not applicable") {
  for (const char* const text : {
           // The agent's question was worth less than the rule may find at worst: the agent only drafts.
           "tools: {crm: {last_used: 2026-11-20}, ads: {last_used: 2026-11-20}}\n"
           "integrations: {silent: {from: crm, to: ads, last_ok: 2026-03-01, runs_as: svc}, open: {from: crm, to: ads, runs_as: svc}}\n"
           "agents: {writer: {uses: [silent, open], autonomy: suggest}}\n",
           // A remark about one link, and nobody knows of the other.
           "tools: {crm: {last_used: 2026-11-20}, ads: {last_used: 2026-11-20}}\n"
           "integrations:\n  rests: {from: crm, to: ads, last_ok: 2026-03-01, runs_as: svc, status: paused}\n"
           "  open: {from: crm, to: ads, runs_as: svc}\n"
           "data: {lead: {}}\nagents: {writer: {uses: [open], reads: [lead], autonomy: act}}\n",
           // The name of one input is wrong, and nobody has measured the other.
           "conventions: {data: {case: kebab}}\n"
           "data: {Lead_List: {completeness: 99%, duplicates: 0%, written_by: []}, order: {}}\n"
           "agents: {scorer: {reads: [Lead_List, order], autonomy: act}}\n",
           // A paused integration between a tool that nobody uses and one of which nobody knows.
           "tools: {old: {last_used: 2026-01-20}, other: {}}\n"
           "integrations: {link: {from: old, to: other, status: paused, reviewed: 2026-11-20}}\n",
           // The backup who has left, and the owner: one rule tells of each, and another would.
           "people: {ana: {}, ben: {left: 2026-06-30}}\ntools: {crm: {owner: ana, backup: ben, criticality: high}}\n",
           "people: {ana: {}, ben: {left: 2026-06-30}}\nagents: {bot: {owner: ana, approver: ben, autonomy: act, writes: [lead]}}\ndata: "
           "{lead: {}}\n",
           "people: {ana: {}, ben: {left: 2026-06-30}}\ntools: {crm: {owners: [ben, ana]}}\n",
           "people: {ana: {}}\ntools: {crm: {owner: ana, cost: 1000/yr, renews: 2026-12-24}}\n",
       }) {
    INFO(text);
    CHECK(rises_of(text) == std::vector<std::string>());
  }
}

TEST_CASE("if nothing is done, all stays as it is") {
  for (const char* const name : {"acme", "ten-lines", "clean"}) {
    const auto now = example(name);
    const Afterwards same = what_if(*now->assessment, {});
    INFO(name);
    CHECK(same.score.low_hours == (*now)->score.low_hours);
    CHECK(same.score.high_hours == (*now)->score.high_hours);
    CHECK(same.score.grade == (*now)->score.grade);
    CHECK(same.score.evidence == (*now)->score.evidence);
    CHECK(same.gone.empty());
    const MoneyFigures money = money_of(*now->assessment);
    CHECK(same.toll.hours == money.hours_per_month);
    CHECK(same.toll.wasted == money.wasted_per_month);
  }
}

TEST_CASE("each action settles its own findings at least, and charges no more than before") {
  for (const char* const name : {"acme", "ten-lines"}) {
    const auto now = example(name);
    Store store;
    for (const Action& action : actions_of(*now->assessment, store)) {
      const std::vector<ItemId> ended = ended_by(action, *now->assessment);
      const Afterwards then = what_if(*now->assessment, {ended, action.findings});
      INFO(name << ": " << action.text);
      for (const std::uint32_t finding : action.findings) CHECK(std::binary_search(then.gone.begin(), then.gone.end(), finding));
      CHECK(then.score.low_hours <= (*now)->score.low_hours);
    }
  }
}

TEST_CASE("retiring a tool settles what others have with it") {
  // One survey tool is idle; retiring it ends the overlap, too.
  const auto now = assess_text(
      "stack: {as_of: 2026-11-21}\npeople: {ana: {}}\n"
      "tools:\n"
      "  typeform: {does: [survey], owner: ana, purpose: surveys, cost: 1200, renews: 2027-06-01, notice: 30d, last_used: 2026-11-20}\n"
      "  surveybee: {does: [survey], owner: ana, purpose: surveys, cost: 6000, renews: 2027-06-01, notice: 30d, last_used: 2026-03-01}\n",
      on_the_day());
  Store store;
  const Action retire = action_named(actions_of(*now->assessment, store), "retire surveybee");
  const Afterwards then = what_if(*now->assessment, {ended_by(retire, *now->assessment), retire.findings});
  std::vector<std::string> gone;
  for (const std::uint32_t place : then.gone) gone.push_back((*now)->findings[place].finding->rule->id);
  CHECK(std::count(gone.begin(), gone.end(), "tool-unused") == 1);
  CHECK(std::count(gone.begin(), gone.end(), "capability-overlap") == 1);
  CHECK(then.toll.wasted == 0);
  CHECK(then.score.low_hours < (*now)->score.low_hours);
  // The audit promises what a plan does: with the overlap, not only what is found about the tool itself.
  const Toll today = toll_of(now->assessment->tally, now->assessment->charges);
  CHECK(retire.hours_freed == Approx(today.hours - then.toll.hours));
  CHECK(retire.money_saved == Approx(500));
}
