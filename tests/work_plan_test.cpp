// The plan of work: what is chosen, in which order, and why the rest has to wait.
#include "stackdrag/work_plan.h"

#include <algorithm>
#include <random>

#include <nlohmann/json.hpp>

#include "attacks.h"
#include "catch.h"
#include "decide/plan_choice.h"
#include "stackdrag/render_plan.h"
#include "stackdrag/text.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

Settings on_the_day() {
  Settings settings;
  settings.today = *parse_date("2026-11-21");
  return settings;
}

/// An inventory with the plan for it.
struct Planned {
  std::unique_ptr<Assessed> now;
  Report report;
  WorkPlan plan;

  Planned(const std::string& text, const PlanSettings& settings)
      : now(assess_text(text, on_the_day())), report(now->report()), plan(plan_work(*now->assessment, report.actions, settings)) {}

  std::string name(std::uint32_t action) const { return std::string(report.actions[action].text); }
  /// "week: action", in the order of work.
  std::vector<std::string> work() const {
    std::vector<std::string> all;
    for (const PlannedAction& planned : plan.actions) all.push_back(fmt::format("{}: {}", planned.week + 1, name(planned.action)));
    return all;
  }
  const UnplannedAction& left_out(std::string_view text) const {
    const auto found =
        std::find_if(plan.left_out.begin(), plan.left_out.end(), [&](const UnplannedAction& one) { return name(one.action) == text; });
    INFO(text);
    REQUIRE(found != plan.left_out.end());
    return *found;
  }
};

/// The best of all combinations, tried one by one.
decide::Worth best_of_all(std::span<const decide::Candidates> groups, std::int64_t budget, std::vector<std::int64_t> limits, bool& fits) {
  if (groups.empty()) return fits = true, decide::Worth{};
  decide::Worth best;
  fits = false;
  for (const decide::Candidate& candidate : groups.front()) {
    std::vector<std::int64_t> left = limits;
    bool is_possible = candidate.quarters <= budget;
    for (std::size_t owner = 0; owner < left.size(); ++owner) is_possible &= (left[owner] -= candidate.by_owner[owner]) >= 0;
    bool rest_fits = false;
    if (!is_possible) continue;
    const decide::Worth rest = best_of_all(groups.subspan(1), budget - candidate.quarters, left, rest_fits);
    if (!rest_fits) continue;
    const decide::Worth worth = candidate.worth + rest;
    if (!fits || worth > best) best = worth;
    fits = true;
  }
  return best;
}

std::string without_version(std::string text) { return text.erase(0, text.find('\n') + 1); }

const std::string survey_stack =
    "stack: {as_of: 2026-11-21, capacity_hours: 320, hourly_rate: 80}\npeople: {ana: {}, bea: {}}\n"
    "tools:\n"
    "  typeform: {does: [survey], owner: ana, purpose: surveys, cost: 1200, renews: 2027-06-01, notice: 30d, last_used: 2026-11-20}\n"
    "  surveybee: {does: [survey], owner: ana, purpose: surveys, cost: 6000, renews: 2027-06-01, notice: 30d, last_used: 2026-03-01}\n"
    "  idle: {does: [chat], owner: ana, purpose: chat, cost: 2400, renews: 2027-06-01, notice: 30d, last_used: 2026-02-01}\n";

}  // namespace

TEST_CASE("the choice is the best of all combinations, whoever does the work") {
  std::mt19937 random(20261121);
  const auto below = [&](std::int64_t limit) { return static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(limit)); };
  for (int instance = 0; instance < 300; ++instance) {
    const auto owners = static_cast<std::size_t>(below(4));
    std::vector<std::int64_t> limits;
    for (std::size_t owner = 0; owner < owners; ++owner) limits.push_back(below(20));
    std::vector<decide::Candidates> groups;
    for (std::int64_t group = 1 + below(5); group > 0; --group) {
      decide::Candidates& candidates = groups.emplace_back();
      for (std::int64_t count = 1 + below(4); count > 0; --count) {
        decide::Candidate candidate{0, std::vector<std::int64_t>(owners), {below(2), below(3), {below(1000)}}};
        for (std::int64_t& hours : candidate.by_owner) candidate.quarters += hours = below(3) == 0 ? below(12) : 0;
        candidate.quarters += below(2) == 0 ? below(15) : 0;
        candidates.push_back(candidate);
      }
    }
    const std::int64_t budget = below(50);
    INFO("instance " << instance);
    bool fits = false;
    const decide::Worth best = best_of_all(groups, budget, limits, fits);
    const decide::Chosen chosen = decide::choose(groups, budget, limits);
    REQUIRE(chosen.fits == fits);
    if (!fits) continue;
    CHECK(chosen.is_best);
    CHECK(chosen.worth == best);
    decide::Worth worth;
    std::int64_t quarters = 0;
    for (std::size_t group = 0; group < groups.size(); ++group) {
      const decide::Candidate& candidate = groups[group][chosen.candidates[group]];
      worth = worth + candidate.worth;
      quarters += candidate.quarters;
      for (std::size_t owner = 0; owner < owners; ++owner) limits[owner] -= candidate.by_owner[owner];
    }
    CHECK(worth == best);
    CHECK(quarters <= budget);
    CHECK(std::all_of(limits.begin(), limits.end(), [](std::int64_t left) { return left >= 0; }));
  }
}

TEST_CASE("the budget is a share of the capacity, less what is kept free, in whole quarters") {
  // 30 % of 320 h are 96 h a month. In 14 days that is 44.8 h, of which 10 % are kept free: 40.32 h.
  for (const auto& [days, budget] : std::vector<std::pair<int, double>>{{14, 40.25}, {30, 86.25}, {90, 259}}) {
    CHECK(Planned(survey_stack, {.days = Days{days}}).plan.budget == budget);
  }
  const Planned half(survey_stack, {.days = Days{30}, .share = 0.15});
  CHECK(half.plan.budget == 43);
  CHECK(Planned(survey_stack, {.hours = 7.6}).plan.budget == 7.5);
  CHECK(Planned(survey_stack, {.days = Days{14}}).plan.velocity == Approx(20.16));
}

TEST_CASE("what another action settles is not planned beside it") {
  const Planned all(survey_stack, {});
  CHECK(all.work() == std::vector<std::string>{"1: retire surveybee", "1: retire idle"});
  CHECK(all.left_out("choose one tool for survey").because == LeftOutBecause::settled);
  CHECK(all.name(*all.left_out("choose one tool for survey").through) == "retire surveybee");
  CHECK(all.plan.is_best);
  // What is saved is what an audit says afterwards, 6,000 and 2,400 a year; it is paid until the contracts end.
  CHECK(all.plan.weeks.back().toll.wasted == Approx(700));
  double saves = 0;
  for (const PlannedAction& planned : all.plan.actions) saves += planned.saves;
  CHECK(saves == Approx(700));
}

TEST_CASE("with few hours, the plan takes what frees most in them") {
  const Planned all(survey_stack, {});
  const double one = all.plan.actions.front().hours;
  const Planned few(survey_stack, {.hours = one});
  CHECK(few.work() == std::vector<std::string>{"1: retire surveybee"});
  CHECK(few.left_out("retire idle").because == LeftOutBecause::no_room);
  const Planned none(survey_stack, {.hours = 0});
  CHECK(none.work().empty());
  CHECK(none.plan.planned == 0);
}

TEST_CASE("the hours of people are theirs: what does not fit into them waits") {
  const std::string stack = survey_stack.substr(0, survey_stack.find("people:")) + "people: {ana: {hours: 20}, bea: {}}\n" +
                            survey_stack.substr(survey_stack.find("tools:"));
  // 30 % of 20 h are 6 h: one of the two fits at most.
  const Planned planned(stack, {});
  CHECK(planned.plan.actions.size() < Planned(survey_stack, {}).plan.actions.size());
  double hours = 0;
  for (const PlannedAction& one : planned.plan.actions) hours += one.hours;
  CHECK(hours <= 6);
  const auto is_busy = [](const UnplannedAction& one) { return one.because == LeftOutBecause::owner_busy; };
  CHECK(std::any_of(planned.plan.left_out.begin(), planned.plan.left_out.end(), is_busy));
}

TEST_CASE("money is saved once its contract can be ended") {
  const auto saved = [](const std::string& contract) -> std::string {
    const Planned planned(
        "stack: {as_of: 2026-11-21, capacity_hours: 320}\npeople: {ana: {}}\n"
        "tools: {idle: {does: [chat], owner: ana, purpose: chat, cost: 2400, last_used: 2026-02-01, " +
            contract + "}}\n",
        {});
    for (const PlannedAction& one : planned.plan.actions) {
      if (planned.name(one.action) != "retire idle") continue;
      const double left = planned.plan.weeks.back().toll.wasted;
      return fmt::format("{}{}{}", one.saves_from ? fmt::format("{}", *one.saves_from) : "?", one.course.is_bound ? " bound" : "",
                         left < 0.01 ? ", saved" : "");
    }
    return "not planned";
  };
  CHECK(saved("renews: 2027-06-01, notice: 30d, auto_renew: true") == "2027-06-01");
  CHECK(saved("renews: 2026-12-15, notice: 10d, auto_renew: true") == "2026-12-15, saved");
  // The notice for this year has been missed.
  CHECK(saved("renews: 2026-12-15, notice: 60d, auto_renew: true") == "2027-12-15 bound");
  CHECK(saved("renews: 2026-12-15, notice: 60d, auto_renew: true, billing: quarterly") == "2027-03-15 bound");
  CHECK(saved("renews: 2026-12-15, notice: 60d, auto_renew: false") == "2026-12-15, saved");
  CHECK(saved("renews: none, billing: monthly") == "2026-11-21, saved");
  CHECK(saved("auto_renew: true") == "?");
}

TEST_CASE("what is shown under a finding is put right with it, as its hours are counted") {
  const Planned planned(
      "stack: {as_of: 2026-11-21, capacity_hours: 320, regions: [eu], consent_platform: none}\npeople: {ana: {}}\n"
      "pixels:\n  a: {vendor: meta, owner: ana, purpose: ads, last_seen: 2026-11-20}\n"
      "  b: {vendor: tiktok, owner: ana, purpose: ads, last_seen: 2026-11-20}\n",
      {});
  const auto platform = std::find_if(planned.plan.actions.begin(), planned.plan.actions.end(),
                                     [&](const PlannedAction& one) { return planned.name(one.action) == "install a consent platform"; });
  REQUIRE(platform != planned.plan.actions.end());
  CHECK(platform->frees == Approx(planned.report.actions[platform->action].hours_freed));
}

TEST_CASE("the vendor is asked before the seats are counted") {
  const Planned planned(
      "stack: {as_of: 2026-11-21, capacity_hours: 320}\npeople: {ana: {}, bea: {}}\n"
      "tools: {crm: {does: [crm], owner: ana, purpose: crm, cost: 24000, renews: 2027-01-15, notice: 90d, auto_renew: true, "
      "last_used: 2026-11-20, seats: 10, seats_used: 5}}\n",
      {});
  const auto at = [&](std::string_view begin) {
    const auto found = std::find_if(planned.plan.actions.begin(), planned.plan.actions.end(),
                                    [&](const PlannedAction& one) { return planned.name(one.action).starts_with(begin); });
    INFO(begin);
    REQUIRE(found != planned.plan.actions.end());
    return found - planned.plan.actions.begin();
  };
  CHECK(at("ask the vendor of crm") < at("right-size crm"));
}

TEST_CASE("who leaves hands over in time, and gets nothing to do after that") {
  const std::string tools =
      "tools:\n  crm: {does: [crm], owner: tom, purpose: crm, cost: 24000, renews: 2027-06-01, notice: 30d, last_used: 2026-11-20, seats: "
      "10, seats_used: 5}\n"
      "  old: {does: [chat], owner: tom, purpose: chat, cost: 2400, renews: 2027-06-01, notice: 30d, last_used: 2026-02-01}\n"
      "integrations: {a: {from: crm, to: old, owner: tom, last_ok: 2026-11-20, runs_as: svc}}\n";
  const auto planned = [&](const std::string& left) {
    return Planned(
        "stack: {as_of: 2026-11-21, capacity_hours: 60}\npeople: {ana: {}, tom: {left: " + left + "}, svc: {kind: service}}\n" + tools,
        {.days = Days{90}});
  };
  // Far away, he is still here when the last of it is done; soon, there is nobody yet.
  for (const PlannedAction& one : planned("2027-06-30").plan.actions) CHECK(one.course.gone.empty());
  const Planned soon = planned("2026-12-05");
  REQUIRE(soon.plan.leavers.size() == 1);
  CHECK(soon.plan.leavers.front().who == "tom");
  bool hands_over = false, is_gone = false;
  for (const PlannedAction& one : soon.plan.actions) {
    INFO(fmt::format("{} {}", soon.name(one.action), one.course.ready));
    if (soon.name(one.action).starts_with("hand ")) {
      hands_over = true;
      CHECK(one.is_must);
      CHECK(one.course.ready <= *parse_date("2026-12-05"));
    }
    is_gone |= !one.course.gone.empty();
    for (const std::string_view who : one.course.who) CHECK((who != "tom" || one.course.ready <= *parse_date("2026-12-05")));
  }
  CHECK(hands_over);
  CHECK(is_gone);
  const Planned months = planned("2027-01-10");
  CHECK(months.plan.leavers.size() == 1);
}

TEST_CASE("what is overdue cannot wait, and is warned about") {
  const std::string stack =
      "stack: {as_of: 2026-11-21, capacity_hours: 40}\npeople: {ana: {}, bea: {}}\n"
      "tools: {old: {does: [crm], owner: ana, purpose: crm, cost: none, eol: 2026-11-21, last_used: 2026-11-20}}\n";
  const Planned planned(stack, {});
  REQUIRE(planned.plan.behind() + planned.plan.late() == 1);
  const std::string folder = fresh_folder("plan-overdue");
  write_text(folder + "/stack.yaml", "version: 1\n" + stack);
  const Ran some = run("$S plan --days 90 --fail-on-late", folder), none = run("$S plan --days 14 --fail-on-late", folder);
  CHECK(some.exit == 1);
  CHECK(unwrapped(some.out).find("1 action that cannot wait is ready only after its day") != std::string::npos);
  CHECK(none.exit == 1);
  CHECK(none.out.find("NOT POSSIBLE: ") != std::string::npos);
}

TEST_CASE("what is critical or has a day comes first, and is missed aloud if it does not fit") {
  const std::string stack =
      "stack: {as_of: 2026-11-21, capacity_hours: 320, regions: [eu], consent_platform: none}\npeople: {ana: {}, bea: {}}\n"
      "tools:\n"
      "  hubspot: {does: [crm], owner: ana, purpose: crm, cost: 24000, renews: 2027-01-15, notice: 30d, auto_renew: true, "
      "last_used: 2026-11-20}\n"
      "  idle: {does: [chat], owner: ana, purpose: chat, cost: 2400, renews: 2027-06-01, notice: 30d, last_used: 2026-02-01}\n"
      "agents: {scorer: {does: scores leads, owner: ana, autonomy: act, reads: [lead]}}\ndata: {lead: {personal: true}}\n";
  const Planned planned(stack, {});
  const auto musts = std::count_if(planned.plan.actions.begin(), planned.plan.actions.end(), [](const auto& one) { return one.is_must; });
  REQUIRE(musts >= 1);
  const Ran refused = [&] {
    const std::string folder = fresh_folder("plan-late");
    write_text(folder + "/stack.yaml", "version: 1\n" + stack);
    return run("$S plan --hours 0.5 --fail-on-late", folder);
  }();
  CHECK(refused.exit == 1);
  CHECK(refused.out.find("NOT POSSIBLE: ") != std::string::npos);
}

// With all of its 80 h a month, the team moves three integrations in 2 days; a notice that is due in 1 goes before them.
TEST_CASE("what would miss its day behind something critical goes before it") {
  const auto first_of = [](const std::string& renews) {
    const Planned planned(
        "stack: {as_of: 2026-11-21, capacity_hours: 80}\npeople: {ana: {}, ben: {left: 2026-06-30}}\n"
        "tools:\n  crm: {does: [crm], owner: ana, purpose: crm, cost: 24000, notice: 30d, auto_renew: true, last_used: 2026-11-20, "
        "renews: " +
            renews +
            "}\n"
            "  ads: {does: [ads], owner: ana, purpose: ads, cost: none, last_used: 2026-11-20}\n"
            "integrations:\n"
            "  a: {from: crm, to: ads, owner: ana, runs_as: ben, via: api, last_ok: 2026-11-20}\n"
            "  b: {from: ads, to: crm, owner: ana, runs_as: ben, via: api, last_ok: 2026-11-20}\n"
            "  c: {from: ads, to: crm, owner: ana, runs_as: ben, via: api, last_ok: 2026-11-20}\n",
        {});
    CHECK(planned.plan.behind() == 0);
    REQUIRE_FALSE(planned.plan.actions.empty());
    return planned.name(planned.plan.actions.front().action);
  };
  CHECK(first_of("2026-12-22") == "decide on the renewal of crm by 2026-11-22");
  CHECK(first_of("2026-12-30") == "move a, b and c to a service account");
}

TEST_CASE("many decisions of one near day are all made in time, as the team drops everything else for them") {
  std::string stack = "stack: {as_of: 2026-11-21, capacity_hours: 240}\npeople: {ana: {}}\ntools:\n";
  for (int i = 0; i < 5; ++i)
    stack += fmt::format(
        "  t{}: {{does: [x{}], owner: ana, purpose: x, cost: 12000, notice: 30d, auto_renew: true, renews: 2026-12-23, last_used: "
        "2026-11-20}}\n",
        i, i);
  const Planned planned(stack, {});
  const auto decides = [&](const PlannedAction& one) { return says(planned.name(one.action), "decide on the renewal of"); };
  CHECK(std::count_if(planned.plan.actions.begin(), planned.plan.actions.end(), decides) == 5);
  CHECK(planned.plan.behind() == 0);
  CHECK(planned.plan.weeks.front().hours >= 15);
}

TEST_CASE("who leaves later still decides what has its day before") {
  const Planned planned(
      "stack: {as_of: 2026-11-21, capacity_hours: 240}\npeople: {ana: {}, pia: {left: 2026-12-18}}\n"
      "tools: {crm: {does: [crm], owner: pia, purpose: crm, cost: 96000, notice: 30d, auto_renew: true, renews: 2027-01-01, last_used: "
      "2026-11-20}}\n",
      {});
  const auto decides = std::find_if(planned.plan.actions.begin(), planned.plan.actions.end(),
                                    [&](const PlannedAction& one) { return says(planned.name(one.action), "renewal of crm"); });
  REQUIRE(decides != planned.plan.actions.end());
  CHECK_FALSE(decides->course.is_late);
  CHECK(decides->course.who == std::vector<std::string_view>{"pia"});
}

TEST_CASE("where only one of two decisions can be in time, it is that with more at stake") {
  const std::string contract =
      ", purpose: x, notice: 30d, auto_renew: true, renews: 2026-12-24, last_used: 2026-11-20, seats: 20, seats_used: 2, ";
  const Planned planned(
      "stack: {as_of: 2026-11-21, capacity_hours: 80}\npeople: {ana: {}}\ntools:\n"
      "  crm: {does: [crm], owner: ana" +
          contract + "cost: 2400}\n  cms: {does: [cms], owner: ana" + contract + "cost: 240000}\n",
      {});
  REQUIRE_FALSE(planned.plan.actions.empty());
  CHECK(planned.name(planned.plan.actions.front().action) == "decide on the renewal of cms by 2026-11-24");
}

TEST_CASE("an unknown notice period is looked up before even a short one would have passed") {
  const auto due = [](const std::string& renews) {
    const Planned planned(
        "stack: {as_of: 2026-11-21, capacity_hours: 320}\npeople: {ana: {}}\n"
        "tools: {crm: {does: [crm], owner: ana, purpose: crm, cost: 24000, auto_renew: true, last_used: 2026-11-20, renews: " +
            renews + "}}\n",
        {});
    for (const Action& action : planned.report.actions) {
      if (action.text != "find out the notice period of crm") continue;
      CHECK(action.effort_hours == 0.5);
      return fmt::format("{}", action.due.value_or(Date{}));
    }
    return std::string("nobody asks");
  };
  CHECK(due("2027-01-15") == "2026-12-16");
  CHECK(due("2026-12-01") == "2026-11-21");
}

TEST_CASE("the table goes on until the last contract has ended") {
  const Ran plan = run("$S plan examples/acme --days 14");
  CHECK(plan.out.find("  2026-12-04                40 h  10–33, grade C          €1,620\n"
                      "  2027-01-15                40 h  10–33, grade C            €500\n") != std::string::npos);
}

TEST_CASE("what is due today is a must if the day is enough for it, and one contract is at stake once") {
  const std::string stack =
      "stack: {as_of: 2026-11-21, capacity_hours: 320}\npeople: {ana: {}, bea: {}}\n"
      "tools:\n"
      "  crm: {does: [crm], owner: ana, purpose: crm, cost: 24000, renews: 2027-02-19, notice: 90d, auto_renew: true, "
      "last_used: 2026-11-20, seats: 10, seats_used: 5}\n";
  const Planned planned(stack, {});
  const auto decides = std::find_if(planned.plan.actions.begin(), planned.plan.actions.end(), [&](const PlannedAction& one) {
    return planned.name(one.action).find("renewal of crm") != std::string::npos;
  });
  REQUIRE(decides != planned.plan.actions.end());
  CHECK(decides->is_must);
  // Four of ten seats, as one more than is used is no waste: 800 a month, for a year.
  CHECK(decides->at_stake == Approx(9'600));
}

TEST_CASE("of more actions than are weighed, the plan claims nothing and says so") {
  std::string stack = "stack: {as_of: 2026-11-21, capacity_hours: 320}\npeople: {ana: {}, bea: {}}\npixels:\n";
  for (int i = 0; i < 230; ++i)
    stack += fmt::format("  tag-{}: {{vendor: vendor{}, owner: ana, status: paused, paused_on: 2025-01-01}}\n", i, i);
  const Planned planned(stack, {.hours = 5});
  REQUIRE(planned.plan.actions_in_all > planned.plan.weighed);
  CHECK_FALSE(planned.plan.is_best);
  CHECK_FALSE(planned.plan.most.has_value());
  CHECK(planned.plan.planned <= 5);
}

// Each of them could be kept instead of the others, so all belong together; each saves 100 a month.
TEST_CASE("of a group that is too large to be weighed as a whole, the plan claims no more than it knows") {
  std::string stack = "stack: {as_of: 2026-11-21, capacity_hours: 320}\npeople: {ana: {}, bea: {}}\ntools:\n";
  for (int i = 0; i < 20; ++i)
    stack += fmt::format(
        "  t{}: {{does: [survey], owner: ana, purpose: surveys, cost: 1200, renews: 2027-06-01, notice: 30d, last_used: "
        "2026-02-01}}\n",
        i);
  const Planned all(stack, {.hours = 1000});
  REQUIRE(all.plan.actions.size() >= 20);
  CHECK(all.plan.is_best);
  const double one = all.plan.actions.front().hours;
  const Planned few(stack, {.hours = 5 * one});
  CHECK(few.plan.actions.size() == 5);
  CHECK(few.plan.planned <= few.plan.budget);
  REQUIRE(few.plan.most);
  CHECK(*few.plan.most >= few.plan.charge);
  CHECK(few.plan.is_best == (*few.plan.most <= few.plan.charge));
}

// Ten of sixty fit into each owner's hours, and all of them into the budget: what bounds the search knows nothing of the owners.
TEST_CASE("where too many combinations are left, the search gives up and says how far it may be from the best") {
  std::mt19937 random(7);
  std::vector<decide::Candidates> groups;
  for (int group = 0; group < 60; ++group) {
    decide::Candidates& candidates = groups.emplace_back();
    candidates.push_back({0, {0, 0, 0}, {}});
    decide::Candidate both{2, {0, 0, 0}, {0, 0, {1'000 + static_cast<std::int64_t>(random() % 10)}}};
    both.by_owner[static_cast<std::size_t>(group) % 3] = 1;
    both.by_owner[static_cast<std::size_t>(group + 1) % 3] = 1;
    candidates.push_back(both);
  }
  const decide::Chosen chosen = decide::choose(groups, 1'000, std::vector<std::int64_t>{10, 10, 10});
  REQUIRE(chosen.fits);
  CHECK_FALSE(chosen.is_best);
  std::vector<std::int64_t> left(3, 10);
  for (std::size_t group = 0; group < groups.size(); ++group) {
    for (std::size_t owner = 0; owner < 3; ++owner) left[owner] -= groups[group][chosen.candidates[group]].by_owner[owner];
  }
  CHECK(std::all_of(left.begin(), left.end(), [](std::int64_t hours) { return hours >= 0; }));
  CHECK(chosen.worth.charge > Decimal{14'000});
  CHECK(chosen.worth < chosen.most);
}

TEST_CASE("more hours than there is work take no more time") {
  std::vector<decide::Candidates> groups(50, {{0, {}, {}}, {8, {}, {0, 0, {10}}}});
  const decide::Chosen chosen = decide::choose(groups, 1'000'000'000, {});
  CHECK(chosen.worth.charge == Decimal{500});
  CHECK(chosen.is_best);
}

// In acme, 41 facts are missing, 10.25 h of asking: less than half of the first two weeks' 40.32 h. With them, all of the work is done
// within six weeks; the phases are told, and what is critical or has its day in the first weeks comes before all of them.
TEST_CASE("the first 90 days go from looking to keeping, with what cannot wait before all") {
  PlanSettings settings{.days = Days{90}, .by_phase = true};
  const auto acme = assess_text(without_version(read_text(source_dir() + "/examples/acme/stack.yaml")), on_the_day());
  const Report report = acme->report();
  settings.gaps = report.gaps;
  const WorkPlan plan = plan_work(*acme->assessment, report.actions, settings);
  double asking = 0;
  for (const PlannedQuestions& one : plan.questions) {
    asking += one.hours;
    CHECK(one.week <= 1);
  }
  CHECK(asking == 10.25);
  double hours = asking;
  Phase last = Phase::now;
  for (const PlannedAction& one : plan.actions) {
    hours += one.hours;
    INFO(report.actions[one.action].text);
    CHECK((one.phase == Phase::now || one.phase >= last));
    if (one.phase != Phase::now) last = one.phase;
  }
  CHECK(hours == plan.planned);
  CHECK(last == Phase::keep);
  CHECK(plan.actions.front().phase == Phase::now);
  CHECK(plan.weeks.back().hours == plan.planned);
  // The same work as without phases: they are an order.
  settings.by_phase = false;
  const WorkPlan other = plan_work(*acme->assessment, report.actions, settings);
  CHECK(other.planned + asking == plan.planned);
  CHECK(other.questions.empty());
}

TEST_CASE("what has to be found out leaves half of the first two weeks to the rest, and gives way to what cannot wait") {
  const auto now = assess_text(survey_stack, on_the_day());
  const Report report = now->report();
  PlanSettings settings{.days = Days{90}, .share = 0.01, .by_phase = true, .gaps = report.gaps};
  const WorkPlan plan = plan_work(*now->assessment, report.actions, settings);
  double asking = 0;
  for (const PlannedQuestions& one : plan.questions) asking += one.hours;
  CHECK(asking <= plan.velocity);
  CHECK(plan.planned <= plan.budget);
}

TEST_CASE("the plan is a calendar of weeks and last days that keep their identities") {
  const std::string folder = fresh_folder("plan-calendar");
  const Ran ran =
      run("$S plan examples/acme --days 90 --format ics > " + folder +
          "/acme.ics && env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 python3 tests/formats/read_calendar.py " + folder + "/acme.ics");
  INFO(ran.err);
  REQUIRE(ran.exit == 0);
  const std::string calendar = read_text(folder + "/acme.ics");
  // The same as in the forecast's calendar: FNV-1a of "notice\ntool/hubspot".
  CHECK(calendar.find("UID:a77726d2eeae921b@stackdrag\r\n") != std::string::npos);
  if (ran.out.find("no icalendar") != std::string::npos) return;
  CHECK(ran.out.find("2026-12-16 Last day: decide on the renewal of hubspot by 2026-12-16 | 14 3\n") != std::string::npos);
  CHECK(ran.out.find("2026-11-21 Plan, week 1: 21 h of work to begin | \n") != std::string::npos);
}

TEST_CASE("the plan of each example is what is recorded") {
  const std::string golden = source_dir() + "/tests/golden/plan/";
  for (const char* const name : {"acme", "clean"}) {
    const std::string command = std::string("COLUMNS=80 $S plan examples/") + name + " --as-of 2026-11-21";
    INFO(command);
    CHECK(is_recorded(golden + name + ".text", run(command).out));
    CHECK(is_recorded(golden + name + ".markdown", run(command + " --format markdown").out));
  }
  CHECK(is_recorded(golden + "acme.json", run("$S plan examples/acme --as-of 2026-11-21 --format json").out));
  CHECK(is_recorded(golden + "acme.ics", run("$S plan examples/acme --as-of 2026-11-21 --format ics").out));
  CHECK(is_recorded(golden + "acme-90.text", run("COLUMNS=80 $S plan examples/acme --first-90-days").out));
  CHECK(is_recorded(golden + "acme-90.markdown", run("$S plan examples/acme --first-90-days --format markdown").out));
  CHECK(is_recorded(source_dir() + "/docs/schema/plan.json", run("$S schema plan").out));
}

// A hundred actions take seconds to weigh, so both formats show one plan.
TEST_CASE("the plan of a larger example is what is recorded") {
  const std::string golden = source_dir() + "/tests/golden/plan/harbour-home.";
  const Settings settings = on_the_day();
  Sources sources;
  for (const std::string name : {"agents", "campaigns", "integrations", "journey", "pixels", "projects", "stack", "tools"})
    sources.add(name + ".yaml", read_text(fmt::format("{}/examples/harbour-home/{}.yaml", source_dir(), name)));
  const Loaded loaded = load(sources, settings);
  REQUIRE(static_cast<bool>(loaded.workspace));
  const Assessment assessment = assess(*loaded.workspace, settings);
  const Report report = report_of(assessment, "harbour-home");
  const WorkPlan plan = plan_work(assessment, report.actions, {});
  const auto rendered = [&](auto render) {
    return collected([&](Output& out) { render(ReportedPlan{report, plan}, RenderOptions{}, out); });
  };
  CHECK(is_recorded(golden + "text", rendered(render_plan_text)));
  CHECK(is_recorded(golden + "markdown", rendered(render_plan_markdown)));
}

TEST_CASE("the JSON of a plan is valid by its published schema") {
  const std::string folder = fresh_folder("plan-schema");
  const Ran ran = run(
      fmt::format("set -e\n$S schema plan > '{0}/schema.json'\n$S plan examples/acme --days 14 --format json > '{0}/14.json'\n"
                  "$S plan examples/acme --first-90-days --format json > '{0}/90.json'\n"
                  "env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 python3 tests/schema/validate.py '{0}/schema.json' '{0}/14.json' '{0}/90.json'",
                  folder));
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 0);
  CHECK_FALSE(ran.out.find("refused") != std::string::npos);
}

TEST_CASE("the page about plans shows what is really printed") {
  const Ran ran = run("COLUMNS=80 $S plan examples/acme --days 14");
  REQUIRE(ran.exit == 0);
  const std::string& printed = ran.out;
  REQUIRE(printed.find("WEEK 1") != std::string::npos);
  CHECK(read_text(source_dir() + "/docs/plan.md").find(printed) != std::string::npos);
}

TEST_CASE("text from anywhere stays text in a plan") {
  const std::string folder = fresh_folder("plan-hostile");
  std::string tools = "tools:\n", pixels = "pixels:\n";
  for (std::size_t i = 0; i < attacks.size(); ++i) {
    const std::string quoted = "\"" + attacks[i] + "\"";
    tools +=
        fmt::format("  chat{}: {{does: [{}], name: {}, purpose: {}, cost: 2400, last_used: 2026-02-01, renews: 2027-01-02, notice: 30d}}\n",
                    i, quoted, quoted, quoted);
    pixels += fmt::format("  tag{}: {{vendor: {}, owner: {}, status: paused, paused_on: 2025-01-01}}\n", i, quoted, quoted);
  }
  write_text(folder + "/stack.yaml", "version: 1\nstack: {name: \"" + attacks.front() + "\", as_of: 2026-11-21}\n" + tools + pixels);
  for (const std::string format : {"text", "markdown", "json", "ics"}) {
    const Ran ran = run("$S plan --first-90-days --color never --all --format " + format, folder);
    INFO(format);
    std::string text = ran.out;
    if (format == "ics") {
      for (std::size_t at = 0; (at = text.find("\r\n ")) != std::string::npos;) text.erase(at, 3);
      std::erase(text, '\r');
    }
    CHECK(text.find("retire chat0") != std::string::npos);
    const auto acts = [](char c) { return c != '\n' && static_cast<unsigned char>(c) < ' '; };
    CHECK(std::none_of(text.begin(), text.end(), acts));
    for (const char* const hidden : {"\u202E", "\u2066", "\u200B", "\uFEFF"}) CHECK(text.find(hidden) == std::string::npos);
    for (const char* const line : {"\n::", "\n##["}) CHECK(text.find(line) == std::string::npos);
    if (format == "json") CHECK(json::accept(ran.out));
  }
}

TEST_CASE("a plan is asked for in words that make sense") {
  for (const char* const arguments : {"--days 0", "--days 1000", "--days x", "--share 30", "--share 300%", "--slack -1%", "--hours -2",
                                      "--days 30 --first-90-days", "--days 12h", "--days 1.5", "--days 2y", "--share 30", "--hours 3d"}) {
    const Ran ran = run(std::string("$S plan examples/ten-lines ") + arguments);
    INFO(arguments);
    CHECK(ran.exit == 2);
    CHECK(ran.err.find(std::string(arguments).substr(0, 6)) != std::string::npos);
    CHECK(ran.out.empty());
  }
}

TEST_CASE("lengths, shares and hours are written as people write them") {
  const auto head = [](const std::string& arguments) {
    const std::string text = run("$S plan examples/acme " + arguments).out;
    return text.substr(0, text.find("WEEK"));
  };
  CHECK(head("--days 2w") == head("--days 14"));
  CHECK(head("--days '14 days'") == head("--days 14"));
  CHECK(head("--share 0.2") == head("--share 20%"));
  CHECK(head("--slack '10 %'") == head("--slack 10%"));
  CHECK(head("--hours '20 h'") == head("--hours 20"));
  CHECK(head("--hours 20h") == head("--hours 20"));
}

TEST_CASE("a command without a baseline of its own says where to name one") {
  for (const std::string command :
       {"plan examples/acme", "forecast examples/acme", "impact salesforce examples/acme", "show examples/acme"}) {
    const Ran ran = run("$S " + command + " --as-of baseline");
    INFO(command);
    CHECK(ran.exit == 2);
    CHECK(unwrapped(ran.err).find("the configuration names no baseline; add `baseline: FILE` to .stackdrag.yaml, or write the day") !=
          std::string::npos);
  }
}
