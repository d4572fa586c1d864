// What an audit would say after something has been done.
#include <algorithm>

#include "catch.h"
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

}  // namespace

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
