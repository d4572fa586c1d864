// The choice of a plan against another program that solves such problems: glpsol, of the GNU Linear Programming Kit.
#include <algorithm>
#include <cstdlib>
#include <random>

#include <fmt/format.h>

#include "catch.h"
#include "decide/plan_choice.h"
#include "decide/plan_groups.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

struct Instance {
  std::vector<decide::Candidates> groups;
  std::int64_t budget = 0;
  std::vector<std::int64_t> limits;  ///< by owner
};

/// "+ 3 x0_1 + 2 x4_0" of what each candidate takes; nothing takes nothing.
template <class Amount>
std::string sum_of(const Instance& instance, Amount amount) {
  std::string sum;
  for (std::size_t group = 0; group < instance.groups.size(); ++group) {
    for (std::size_t i = 0; i < instance.groups[group].size(); ++i)
      sum += fmt::format(" + {} x{}_{}\n", amount(instance.groups[group][i]), group, i);
  }
  return sum;
}

/// The instance in the format of CPLEX: one candidate of each group, within the hours, so as to take off most.
std::string in_lp_format(const Instance& instance) {
  std::string text =
      "Maximize\n taken_off:" + sum_of(instance, [](const auto& one) { return one.worth.charge.ten_thousandths; }) + "Subject To\n";
  text += " budget:" + sum_of(instance, [](const auto& one) { return one.quarters; }) + fmt::format(" <= {}\n", instance.budget);
  for (std::size_t owner = 0; owner < instance.limits.size(); ++owner)
    text += fmt::format(" owner{}:", owner) + sum_of(instance, [&](const auto& one) { return one.by_owner[owner]; }) +
            fmt::format(" <= {}\n", instance.limits[owner]);
  std::string variables;
  for (std::size_t group = 0; group < instance.groups.size(); ++group) {
    text += fmt::format(" one{}:", group);
    for (std::size_t i = 0; i < instance.groups[group].size(); ++i) {
      text += fmt::format(" + x{}_{}\n", group, i);
      variables += fmt::format(" x{}_{}\n", group, i);
    }
    text += " = 1\n";
  }
  return text + "Binary\n" + variables + "End\n";
}

/// The optimum as glpsol has it.
std::int64_t solved(const Instance& instance, const std::string& folder) {
  write_text(folder + "/instance.lp", in_lp_format(instance));
  const Ran ran = run("glpsol --lp instance.lp --cuts -o solution.txt", folder);
  INFO(ran.out << ran.err);
  const std::string solution = read_text(folder + "/solution.txt");
  REQUIRE(solution.find("INTEGER OPTIMAL") != std::string::npos);
  constexpr std::string_view before = "taken_off = ";
  return std::strtoll(solution.c_str() + solution.find(before) + before.size(), nullptr, 10);
}

/// 20 to 60 groups of actions, of which some have two owners; at most two thirds of the work fit.
Instance random_instance(std::mt19937& random) {
  const auto below = [&](std::int64_t limit) { return static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(limit)); };
  constexpr std::size_t owners = 5;
  Instance instance;
  std::int64_t all = 0;
  std::vector<std::int64_t> of_owner(owners);
  for (std::int64_t group = 20 + below(41); group > 0; --group) {
    decide::Candidates& candidates = instance.groups.emplace_back();
    candidates.push_back({0, std::vector<std::int64_t>(owners), {}});
    const std::int64_t kind = below(10);  // nobody's with limited hours, one owner's, or two owners' work
    const auto first = static_cast<std::size_t>(below(owners)), second = static_cast<std::size_t>(below(owners));
    for (std::int64_t count = 1 + below(3); count > 0; --count) {
      decide::Candidate next = candidates.back();
      const std::int64_t work = 1 + below(24);
      next.quarters += work;
      if (kind >= 4) next.by_owner[kind == 9 && count % 2 == 0 ? second : first] += work;
      next.worth.charge.ten_thousandths += 1 + below(2000);
      candidates.push_back(next);
    }
    all += candidates.back().quarters;
    for (std::size_t owner = 0; owner < owners; ++owner) of_owner[owner] += candidates.back().by_owner[owner];
  }
  instance.budget = all / 3 + below(all / 3);
  for (const std::int64_t work : of_owner) instance.limits.push_back(work / 3 + below(work + 1) / 2);
  return instance;
}

bool has_glpsol() {
  const bool is_there = run("command -v glpsol").exit == 0;
  if (!is_there) WARN("glpsol is not installed; nothing was compared");
  return is_there;
}

}  // namespace

TEST_CASE("the choice is the optimum that glpsol finds") {
  if (!has_glpsol()) return;
  const std::string folder = fresh_folder("plan-solver");
  std::mt19937 random(20261121);
  int proved = 0;
  for (int number = 0; number < 40; ++number) {
    const Instance instance = random_instance(random);
    INFO("instance " << number);
    const decide::Chosen chosen = decide::choose(instance.groups, instance.budget, instance.limits);
    REQUIRE(chosen.fits);
    const std::int64_t optimum = solved(instance, folder);
    if (chosen.is_best)
      CHECK(chosen.worth.charge.ten_thousandths == optimum);
    else
      CHECK((chosen.worth.charge.ten_thousandths <= optimum && optimum <= chosen.most.charge.ten_thousandths));
    // Nearly all are proved; the search gives up only where many groups are shared.
    proved += chosen.is_best ? 1 : 0;
  }
  CHECK(proved >= 36);
}

TEST_CASE("of acme, too") {
  if (!has_glpsol()) return;
  Settings settings;
  settings.today = *parse_date("2026-11-21");
  const std::string text = read_text(source_dir() + "/examples/acme/stack.yaml");
  const auto now = assess_text(text.substr(text.find('\n') + 1), settings);
  const Report report = now->report();
  decide::GainsOfSets gains(*now->assessment, report.actions);
  decide::Weighing weighing = decide::weigh(*now->assessment, report.actions, gains);
  weighing.is_must.resize(report.actions.size());
  const decide::Grouped groups = decide::groups_of(*now->assessment, report.actions, weighing, gains);
  Instance instance;
  for (const decide::Group& group : groups.all) {
    decide::Candidates& candidates = instance.groups.emplace_back();
    for (const decide::Choice& choice : group.choices) candidates.push_back({choice.quarters, {}, {0, 0, choice.charge}});
  }
  const std::string folder = fresh_folder("plan-solver");
  for (const std::int64_t quarters : {20, 161, 345}) {
    instance.budget = quarters;
    const decide::Chosen chosen = decide::choose(instance.groups, instance.budget, {});
    CHECK(chosen.is_best);
    CHECK(chosen.worth.charge.ten_thousandths == solved(instance, folder));
  }
}
