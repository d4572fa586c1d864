// Puts a plan together: budget, musts, choice, order, weeks, and why the rest has to wait.
#include "stackdrag/work_plan.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "decide/plan_dates.h"
#include "decide/plan_groups.h"
#include "decide/plan_order.h"
#include "decide/plan_people.h"
#include "decide/plan_phases.h"
#include "decide/plan_sets.h"
#include "decide/plan_with_gains.h"
#include "stackdrag/read_inventory.h"

namespace stackdrag {
namespace {

using namespace decide;

constexpr std::size_t most_weighed = 200;
constexpr double quarters_an_hour = 4;
constexpr double days_a_month = 30;
constexpr double days_a_week = 7;

double hours_of(std::int64_t quarters) { return static_cast<double>(quarters) / quarters_an_hour; }
/// So many whole quarters as fit into the hours.
std::int64_t quarters_of(double hours) { return static_cast<std::int64_t>(std::floor(hours * quarters_an_hour + 1e-6)); }

std::int64_t quarters_of(std::span<const PlannedQuestions> questions) {
  std::int64_t quarters = 0;
  for (const PlannedQuestions& one : questions) quarters += quarters_of(one.hours);
  return quarters;
}

/// An action, or questions, in its turn.
struct Work {
  double hours = 0;
  double until = 0;                    ///< hours of work that are done when it is done
  std::optional<std::size_t> place{};  ///< among the actions of the plan
};

class Planner {
 public:
  Planner(const Assessment& assessment, std::span<const Action> actions, const PlanSettings& settings, GainsOfSets& gains)
      : now_(assessment), actions_(actions.first(std::min(actions.size(), most_weighed))), gains_(gains) {
    const Stack& stack = now_.workspace.inventory->stack;
    plan_.from = now_.as_of;
    plan_.to = now_.as_of + settings.days - Days{1};
    plan_.share = settings.share ? *settings.share : stack.debt_share ? stack.debt_share->share : repair_share;
    plan_.slack = settings.hours ? 0 : settings.slack;
    plan_.is_given = settings.hours.has_value();
    plan_.by_phase = settings.by_phase;
    const double months = settings.days.count / days_a_month;
    const double hours = settings.hours ? *settings.hours : plan_.share * now_.score.capacity_hours * months * (1 - plan_.slack);
    budget_ = quarters_of(hours);
    plan_.budget = hours_of(budget_);
    plan_.velocity = hours / settings.days.count * days_a_week;
    plan_.score = now_.score;
    plan_.toll = gains_.toll();
    plan_.weighed = actions_.size();
    plan_.actions_in_all = actions.size();
    // Half of the hours of the first two weeks.
    if (plan_.by_phase) questions_ = questions_within(settings.gaps, std::min(budget_, quarters_of(plan_.velocity)));
    set_owners(months);
  }

  WorkPlan plan() && {
    weighing_ = weigh(now_, actions_, gains_);
    set_urgency();
    for (std::uint32_t i = 0; i < actions_.size(); ++i) weighing_.is_must.push_back(is_must(i));
    Grouped groups = groups_of(now_, actions_, weighing_, gains_);
    groups_ = std::move(groups.all);
    is_independent_ = groups.is_independent;
    // What cannot wait comes before questions, too.
    if (!choose_sets(budget_ - quarters_of(questions_)) && !questions_.empty()) {
      questions_.clear();
      choose_sets(budget_);
    }
    add_turns();
    add_left_out();
    add_weeks();
    judge();
    return std::move(plan_);
  }

 private:
  void set_owners(double months) {
    const auto add = [&](Text id, const At<double>& hours) {
      if (!hours) return;
      owners_.numbers.emplace(id, owners_.limits.size());
      owners_.limits.push_back(quarters_of(plan_.share * *hours * months));
    };
    for (const Person& person : now_.workspace.inventory->people) add(*person.id, person.hours);
    for (const Team& team : now_.workspace.inventory->teams) add(*team.id, team.hours);
  }

  void set_urgency() {
    urgency_.from = plan_.from;
    urgency_.quarters_a_week = plan_.velocity * quarters_an_hour;
    urgency_.most_quarters_a_week =
        std::max(urgency_.quarters_a_week, now_.score.capacity_hours * quarters_an_hour / days_a_month * days_a_week);
    for (std::uint32_t i = 0; i < actions_.size(); ++i) {
      const Action& action = actions_[i];
      const auto start = latest_start(now_, action, plan_.velocity);
      // What is overdue cannot wait either.
      const bool is_dated = start && *start <= plan_.to;
      urgency_.is_critical.push_back(action.severity == Severity::critical);
      urgency_.latest_start.push_back(is_dated ? start : std::nullopt);
      urgency_.due.push_back(action.due);
      if (plan_.by_phase) urgency_.phase.push_back(phase_of(action, now_));
      stakes_.push_back(is_dated ? at_stake(now_, action, gains_.of({i}).saves) : Loss{});
      urgency_.at_stake.push_back(stakes_.back().money);
    }
  }

  bool is_must(std::uint32_t action) const { return urgency_.is_critical[action] || urgency_.latest_start[action].has_value(); }

  /// Returns whether all that cannot wait can be done.
  bool choose_sets(std::int64_t budget) {
    const SetChoice choice = decide::choose_sets({actions_, weighing_, urgency_, stakes_, owners_, groups_}, budget, gains_);
    chosen_ = choice.sets;
    plan_.is_possible = choice.is_possible;
    plan_.is_best = choice.is_best;
    plan_.charge = choice.charge;
    plan_.most = choice.most;
    return choice.does_musts;
  }

  int weeks_of_plan() const { return static_cast<int>(std::ceil(((plan_.to - plan_.from).count + 1) / days_a_week)); }

  /// The week in which work begins that comes after so much of it.
  int week_after(std::int64_t quarters, bool presses = false) const {
    const int days = begun_after(urgency_, static_cast<double>(quarters), presses);
    return std::min(days / static_cast<int>(days_a_week), weeks_of_plan() - 1);
  }

  /// Whether everybody does this first, as it has a day: then it is not held back to spread the hours of the plan evenly.
  bool presses(const PlannedAction& planned) const { return planned.is_must && actions_[planned.action].due; }

  void add_turns() {
    std::int64_t quarters = 0;
    std::set<ItemId> told;  // a contract is lost once
    Doers doers(now_);
    urgency_.asking_quarters = quarters_of(questions_);
    for (const Turn& turn : in_order(chosen_, weighing_, urgency_, gains_)) {
      if (turn.phase != Phase::now) quarters = add_questions(quarters);
      const std::int64_t work = weighing_.quarters[turn.action];
      PlannedAction& planned = plan_.actions.emplace_back();
      planned.action = turn.action;
      planned.hours = hours_of(work);
      planned.charge = turn.gains.charge.value();
      planned.frees = turn.gains.hours;
      planned.saves = turn.gains.saves;
      planned.is_must = is_must(turn.action);
      planned.week = week_after(quarters, presses(planned));
      if (told.insert(stakes_[turn.action].tool).second) planned.at_stake = stakes_[turn.action].money;
      planned.phase = turn.phase;
      set_course(planned, quarters);
      doers.assign(actions_[turn.action], planned.course);
      quarters += work;
      works_.push_back({planned.hours, hours_of(quarters), plan_.actions.size() - 1});
      if (const auto owner = owners_.of(actions_[turn.action])) owners_.limits[*owner] -= work;
    }
    plan_.planned = hours_of(add_questions(quarters));
    plan_.leavers = doers.leavers(plan_.from, plan_.to);
  }

  /// When an action is ready that is begun after so much work, and from when it saves what it saves.
  void set_course(PlannedAction& planned, std::int64_t quarters) const {
    const Date ready = ready_by(urgency_, static_cast<double>(quarters), planned.hours * quarters_an_hour, presses(planned));
    planned.course.ready = std::min(plan_.to, ready);
    const Action& action = actions_[planned.action];
    planned.course.is_late = planned.is_must && action.due && planned.course.ready > *action.due;
    constexpr double least_money = 0.005;
    if (planned.saves < least_money) return;
    const Saving saving = saving_of(now_, action, planned.course.ready);
    planned.saves_from = saving.from;
    planned.course.is_bound = saving.is_missed;
  }

  /// Adds the questions once so much work is done; returns how much is done then.
  std::int64_t add_questions(std::int64_t quarters) {
    for (PlannedQuestions& one : questions_) {
      one.week = week_after(quarters);
      quarters += quarters_of(one.hours);
      works_.push_back({one.hours, hours_of(quarters), std::nullopt});
      plan_.questions.push_back(one);
    }
    questions_.clear();
    return quarters;
  }

  /// Whether the plan does the action, or settles it.
  bool is_planned(std::uint32_t action) const {
    return std::any_of(chosen_.begin(), chosen_.end(), [&](const ActionSet& set) { return is_done(action, set, weighing_); });
  }

  void add_left_out() {
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      for (const std::uint32_t action : groups_[g].actions) {
        if (!std::binary_search(chosen_[g].begin(), chosen_[g].end(), action)) plan_.left_out.push_back(left_out(action, chosen_[g]));
      }
    }
    std::sort(plan_.left_out.begin(), plan_.left_out.end(), [](const auto& a, const auto& b) { return a.action < b.action; });
  }

  UnplannedAction left_out(std::uint32_t action, const ActionSet& chosen) {
    UnplannedAction out{action, hours_of(weighing_.quarters[action]), LeftOutBecause::no_room, {}, 0, is_must(action)};
    const auto& findings = actions_[action].findings;
    for (const std::uint32_t planned : chosen) {
      const std::vector<std::uint32_t>& gone = gains_.of({planned}).gone;
      if (!std::includes(gone.begin(), gone.end(), findings.begin(), findings.end())) continue;
      out.because = LeftOutBecause::settled;
      out.through = planned;
      return out;
    }
    ActionSet with = chosen;
    with.insert(std::upper_bound(with.begin(), with.end(), action), action);
    out.charge = (gains_.of(with).charge - gains_.of(chosen).charge).value();
    const auto& before = weighing_.before[action];
    const auto missing = std::find_if(before.begin(), before.end(), [&](std::uint32_t first) { return !is_planned(first); });
    const auto owner = owners_.of(actions_[action]);
    if (out.charge <= 0) {
      out.because = LeftOutBecause::no_gain;
    } else if (missing != before.end()) {
      out.because = LeftOutBecause::waits;
      out.through = *missing;
    } else if (owner && owners_.limits[*owner] < weighing_.quarters[action]) {
      out.because = LeftOutBecause::owner_busy;
    }
    return out;
  }

  void add_weeks() {
    const int weeks = weeks_of_plan();
    ActionSet done_before;
    Afterwards then = gains_.after(done_before);
    for (int week = 1; week <= weeks; ++week) {
      WeekOfPlan one{std::min(plan_.to, plan_.from + Days{7 * week - 1}), 0, {}, plan_.toll};
      ActionSet done;
      for (const Work& work : works_) {
        const bool is_done = work.place ? plan_.actions[*work.place].course.ready <= one.ends : work.until <= plan_.velocity * week + 1e-6;
        if (week < weeks && !is_done) continue;
        one.hours += work.hours;
        if (!work.place) continue;
        const PlannedAction& planned = plan_.actions[*work.place];
        done.push_back(planned.action);
        if (planned.saves_from && *planned.saves_from <= one.ends) one.toll.wasted -= planned.saves;
      }
      std::sort(done.begin(), done.end());
      if (done != done_before) then = gains_.after(done_before = done);
      one.score = then.score;
      one.toll.hours = then.toll.hours;
      // What is saved within rounding is all of it.
      constexpr double least_money = 0.005;
      if (one.toll.wasted < least_money) one.toll.wasted = 0;
      plan_.weeks.push_back(one);
    }
  }

  /// That what the groups take off adds up is a property of how they are made; if it does not hold, nothing is proved.
  void judge() {
    if (plan_.weighed < plan_.actions_in_all) {
      plan_.is_best = false;
      plan_.most.reset();
    }
    if (plan_.weeks.empty()) return;
    const double together = (now_.score.low_hours - plan_.weeks.back().score.low_hours).value();
    if (is_independent_ && std::abs(together - plan_.charge) < 1e-9) return;
    plan_.is_best = false;
    plan_.charge = together;
    plan_.most.reset();
  }

  const Assessment& now_;
  std::span<const Action> actions_;
  GainsOfSets& gains_;
  LimitedOwners owners_;
  Weighing weighing_;
  std::vector<Group> groups_;
  bool is_independent_ = true;
  Urgency urgency_;
  std::vector<Loss> stakes_;                 ///< by action
  std::vector<ActionSet> chosen_;            ///< by group
  std::vector<PlannedQuestions> questions_;  ///< that are not in the plan yet
  std::vector<Work> works_;                  ///< in their order
  std::int64_t budget_ = 0;
  WorkPlan plan_;
};

}  // namespace

std::size_t WorkPlan::late() const {
  return static_cast<std::size_t>(std::count_if(
      left_out.begin(), left_out.end(), [](const UnplannedAction& one) { return one.is_must && one.because != LeftOutBecause::settled; }));
}

std::size_t WorkPlan::behind() const {
  return static_cast<std::size_t>(
      std::count_if(actions.begin(), actions.end(), [](const PlannedAction& one) { return one.course.is_late; }));
}

WorkPlan plan_work(const Assessment& assessment, std::span<const Action> actions, const PlanSettings& settings) {
  decide::GainsOfSets gains(assessment, actions);
  return decide::plan_work(assessment, actions, settings, gains);
}

WorkPlan decide::plan_work(const Assessment& assessment, std::span<const Action> actions, const PlanSettings& settings,
                           GainsOfSets& gains) {
  return Planner(assessment, actions, settings, gains).plan();
}

}  // namespace stackdrag
