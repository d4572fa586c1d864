// Takes again and again the next actions of one group: those that free most for their hours among what is urgent, else among all. Before it
// takes them, it looks whether something else would miss its day behind them.
#include "decide/plan_order.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace stackdrag::decide {
namespace {

/// Some actions of one group that could be done next, and what they are worth for their hours.
struct Next {
  std::size_t group = 0;
  ActionSet actions{};  ///< those that are not done yet, in the order in which they have to be
  bool is_critical = false;
  bool is_due = false;
  int days_left = 0;    ///< of what is due
  double at_stake = 0;  ///< likewise
  double quarters = 0;  ///< of work; of what is due on one day, what takes least comes first, so that most is ready in time
  Phase phase = Phase::now;
  double density = 0;
  std::optional<Date> due{};  ///< the day that it can still make

  auto rank() const {
    return std::tuple(is_critical, is_due, -days_left, at_stake, is_due ? -quarters : 0, -static_cast<int>(phase), density);
  }
  auto by_day() const { return std::tuple(*due, -at_stake, quarters); }
};

class Sequence {
 public:
  Sequence(std::span<const ActionSet> chosen, const Weighing& weighing, const Urgency& urgency, GainsOfSets& gains)
      : chosen_(chosen), weighing_(weighing), urgency_(urgency), gains_(gains), done_(chosen.size()) {}

  std::vector<Turn> turns() && {
    while (true) {
      const std::vector<Next> all = all_next();
      if (all.empty()) return std::move(turns_);
      const Next& first = *std::max_element(all.begin(), all.end(), [](const Next& a, const Next& b) { return a.rank() < b.rank(); });
      const Next& best = before_its_day(all, first);
      if (best.phase != Phase::now && !has_asked_) quarters_ += static_cast<double>(urgency_.asking_quarters), has_asked_ = true;
      for (const std::uint32_t action : best.actions) take(best.group, action, best.phase);
    }
  }

 private:
  std::vector<Next> all_next() {
    std::vector<Next> all;
    for (std::size_t group = 0; group < chosen_.size(); ++group) {
      for (const std::uint32_t action : chosen_[group]) {
        if (Next next = next_with(group, action); !next.actions.empty()) all.push_back(std::move(next));
      }
    }
    return all;
  }

  /// What is to be done before `first`, as it would miss its day behind it; else `first` itself.
  const Next& before_its_day(const std::vector<Next>& all, const Next& first) const {
    std::vector<const Next*> dated;
    for (const Next& next : all) {
      if (next.due && &next != &first) dated.push_back(&next);
    }
    if (dated.empty()) return first;
    std::stable_sort(dated.begin(), dated.end(), [](const Next* a, const Next* b) { return a->by_day() < b->by_day(); });
    const auto late_behind = [&](double quarters) {
      int late = 0;
      for (const Next* const next : dated) {
        if (ready_by(urgency_, quarters, next->quarters, true) > *next->due) ++late;
        quarters += next->quarters;
      }
      return late;
    };
    const bool asks_first = first.phase != Phase::now && !has_asked_;
    const double behind = quarters_ + first.quarters + (asks_first ? static_cast<double>(urgency_.asking_quarters) : 0);
    return late_behind(behind) > late_behind(quarters_) ? *dated.front() : first;
  }

  /// What is not done yet of an action and of what has to come before it.
  void add_undone(std::size_t group, std::uint32_t action, ActionSet& into) const {
    const auto is_in = [&](const ActionSet& set) { return std::find(set.begin(), set.end(), action) != set.end(); };
    if (is_in(done_[group]) || is_in(into)) return;
    for (const std::uint32_t first : weighing_.before[action]) {
      // What another action of the plan settles is not done itself.
      if (std::binary_search(chosen_[group].begin(), chosen_[group].end(), first)) add_undone(group, first, into);
    }
    into.push_back(action);
  }

  Next next_with(std::size_t group, std::uint32_t action) {
    Next next{.group = group};
    add_undone(group, action, next.actions);
    if (next.actions.empty()) return next;
    ActionSet then = done_[group];
    double quarters = 0;
    for (const std::uint32_t one : next.actions) {
      then.insert(std::upper_bound(then.begin(), then.end(), one), one);
      quarters += static_cast<double>(weighing_.quarters[one]);
    }
    const auto start = urgency_.latest_start[action];
    const Days passed{7 * static_cast<int>(std::floor(urgency_.quarters_a_week > 0 ? quarters_ / urgency_.quarters_a_week : 0))};
    next.is_critical = urgency_.is_critical[action];
    next.is_due = start && *start <= urgency_.from + passed + Days{7};
    next.quarters = quarters;
    if (next.is_due && urgency_.due[action]) {
      next.days_left = (*urgency_.due[action] - urgency_.from).count;
      next.at_stake = urgency_.at_stake[action];
    }
    if (start && urgency_.due[action] && ready_by(urgency_, quarters_, quarters, true) <= *urgency_.due[action])
      next.due = urgency_.due[action];
    if (!urgency_.phase.empty() && !next.is_critical && !next.is_due) next.phase = urgency_.phase[action];
    next.density = worth_of(group, next.actions, then) / quarters;
    return next;
  }

  /// What the next actions take off. Of a large group, the sum of what each takes off alone: working out all sets would take too long.
  double worth_of(std::size_t group, const ActionSet& next, const ActionSet& then) {
    constexpr std::size_t most_worked_out = 16;
    if (chosen_[group].size() <= most_worked_out) return (gains_.of(then).charge - gains_.of(done_[group]).charge).value();
    Decimal sum{};
    for (const std::uint32_t action : next) sum += gains_.of({action}).charge;
    return sum.value();
  }

  void take(std::size_t group, std::uint32_t action, Phase phase) {
    const Gains before = gains_.of(done_[group]);
    ActionSet& done = done_[group];
    done.insert(std::upper_bound(done.begin(), done.end(), action), action);
    const Gains& after = gains_.of(done);
    turns_.push_back({action, {after.charge - before.charge, after.hours - before.hours, after.saves - before.saves, {}}, phase});
    quarters_ += static_cast<double>(weighing_.quarters[action]);
  }

  std::span<const ActionSet> chosen_;
  const Weighing& weighing_;
  const Urgency& urgency_;
  GainsOfSets& gains_;
  std::vector<ActionSet> done_;
  std::vector<Turn> turns_;
  double quarters_ = 0;
  bool has_asked_ = false;
};

}  // namespace

int begun_after(const Urgency& urgency, double quarters_before, bool presses) {
  constexpr double days_a_week = 7;
  const double pace = presses ? urgency.most_quarters_a_week : urgency.quarters_a_week;
  return pace > 0 ? static_cast<int>(quarters_before / pace * days_a_week + 1e-6) : 0;
}

Date ready_by(const Urgency& urgency, double quarters_before, double quarters, bool presses) {
  constexpr double working_day = 32;
  const auto takes = std::max(1, static_cast<int>(std::ceil(quarters / working_day)));
  return urgency.from + Days{begun_after(urgency, quarters_before, presses) + takes - 1};
}

std::vector<Turn> in_order(std::span<const ActionSet> chosen, const Weighing& weighing, const Urgency& urgency, GainsOfSets& gains) {
  return Sequence(chosen, weighing, urgency, gains).turns();
}

}  // namespace stackdrag::decide
