// Solves the knapsack by dynamic programming over quarters of hours. Groups whose work is all of one owner with limited hours have a table
// of their own, as have those without such owners; the tables are put together by the best division of the budget. Of groups that several
// share, combinations are tried, the most promising first; what could at best come of one, if those owners had hours enough, bounds it
// (branch and bound).
#include "decide/plan_choice.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace stackdrag::decide {
namespace {

constexpr std::size_t most_combinations = 50'000;  ///< also of a part of the groups
constexpr std::size_t most_completed = 500;        ///< of all groups, each of which divides the budget among the tables

/// By quarters that may be used at most: what is worth most; nothing if nothing fits.
using Row = std::vector<std::optional<Worth>>;

std::optional<Worth> sum(const std::optional<Worth>& a, const std::optional<Worth>& b) {
  return a && b ? std::optional(*a + *b) : std::nullopt;
}

/// The best of some groups under one limit.
struct Table {
  std::vector<std::size_t> groups;
  std::vector<std::vector<std::uint32_t>> taken;  ///< by group, by quarters: the candidate
  Row best;

  /// Adds the choice that is best within so many quarters.
  void read(std::span<const Candidates> all, std::int64_t quarters, std::vector<std::size_t>& into) const {
    for (std::size_t i = groups.size(); i-- > 0;) {
      const std::uint32_t candidate = taken[i][static_cast<std::size_t>(quarters)];
      into[groups[i]] = candidate;
      quarters -= all[groups[i]][candidate].quarters;
    }
  }
};

Table table_of(std::vector<std::size_t> groups, std::span<const Candidates> all, std::int64_t limit) {
  const auto size = static_cast<std::size_t>(limit + 1);
  Table table{std::move(groups), {}, Row(size, Worth{})};
  for (const std::size_t group : table.groups) {
    Row next(size);
    std::vector<std::uint32_t>& taken = table.taken.emplace_back(size, 0);
    for (std::uint32_t number = 0; number < all[group].size(); ++number) {
      const Candidate& candidate = all[group][number];
      for (auto at = static_cast<std::size_t>(candidate.quarters); at < size; ++at) {
        const auto with = sum(table.best[at - static_cast<std::size_t>(candidate.quarters)], candidate.worth);
        if (with && (!next[at] || *with > *next[at])) next[at] = with, taken[at] = number;
      }
    }
    table.best = std::move(next);
  }
  return table;
}

/// Whose hours the candidates of a group take.
struct Workers {
  std::vector<bool> owners;  ///< those with limited hours
  bool others = false;       ///< and somebody else's

  std::size_t count() const { return static_cast<std::size_t>(std::count(owners.begin(), owners.end(), true)); }
};

Workers workers_of(const Candidates& candidates, std::size_t owners) {
  Workers workers{std::vector<bool>(owners), false};
  for (const Candidate& candidate : candidates) {
    for (std::size_t owner = 0; owner < owners; ++owner) {
      if (candidate.by_owner[owner] > 0) workers.owners[owner] = true;
    }
    const std::int64_t limited = std::accumulate(candidate.by_owner.begin(), candidate.by_owner.end(), std::int64_t{0});
    workers.others |= candidate.quarters > limited;
  }
  return workers;
}

/// The most that the groups can take: of what an owner does, or of all of it.
template <class Work>
std::int64_t most_work(std::span<const Candidates> groups, Work work) {
  std::int64_t sum = 0;
  for (const Candidates& candidates : groups) {
    std::int64_t most = 0;
    for (const Candidate& candidate : candidates) most = std::max(most, work(candidate));
    sum += most;
  }
  return sum;
}

class Chooser {
 public:
  Chooser(std::span<const Candidates> groups, std::int64_t budget, std::span<const std::int64_t> limits) : all_(groups) {
    // Beyond what there is to do, more hours change nothing.
    budget_ = std::min(budget, most_work(groups, [](const Candidate& candidate) { return candidate.quarters; }));
    for (std::size_t owner = 0; owner < limits.size(); ++owner)
      limits_.push_back(std::min(limits[owner], most_work(groups, [&](const Candidate& candidate) { return candidate.by_owner[owner]; })));
    std::vector<std::vector<std::size_t>> of_owner(limits.size());
    std::vector<std::size_t> of_nobody;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      const Workers workers = workers_of(groups[i], limits.size());
      if (workers.count() == 0)
        of_nobody.push_back(i);
      else if (workers.count() == 1 && !workers.others)
        of_owner[static_cast<std::size_t>(std::find(workers.owners.begin(), workers.owners.end(), true) - workers.owners.begin())]
            .push_back(i);
      else
        shared_.push_back(i);
    }
    tables_.push_back(table_of(std::move(of_nobody), groups, budget_));
    for (std::size_t owner = 0; owner < limits.size(); ++owner)
      tables_.push_back(table_of(std::move(of_owner[owner]), groups, std::min(budget_, limits_[owner])));
    picked_.resize(groups.size());
    set_bounds();
  }

  Chosen choose() && {
    try_shared(0, budget_, limits_, {});
    best_.is_best = !has_given_up();
    best_.fits = is_found_;
    best_.most = bounds_.front().back().value_or(Worth{});
    return std::move(best_);
  }

 private:
  /// What could at best come of the shared groups from each on and of all tables, within so many quarters.
  void set_bounds() {
    bounds_.resize(shared_.size() + 1);
    Row row(static_cast<std::size_t>(budget_ + 1), Worth{});
    for (std::size_t t = 0; t < tables_.size(); ++t) {
      const std::int64_t limit = std::min(budget_, t == 0 ? budget_ : limits_[t - 1]);
      row = divided(row, tables_[t], limit, nullptr);
    }
    bounds_.back() = std::move(row);
    for (std::size_t at = shared_.size(); at-- > 0;) {
      const Row& rest = bounds_[at + 1];
      Row& best = bounds_[at];
      best.resize(rest.size());
      for (const Candidate& candidate : all_[shared_[at]]) {
        for (auto quarters = static_cast<std::size_t>(candidate.quarters); quarters < rest.size(); ++quarters) {
          const auto with = sum(rest[quarters - static_cast<std::size_t>(candidate.quarters)], candidate.worth);
          if (with && (!best[quarters] || *with > *best[quarters])) best[quarters] = with;
        }
      }
    }
  }

  bool has_given_up() const { return tried_ > most_combinations || completed_ > most_completed; }

  /// Goes through the combinations of what several owners share, and completes each that may be the best.
  void try_shared(std::size_t at, std::int64_t left, const std::vector<std::int64_t>& limits, Worth worth) {
    const std::optional<Worth> bound = sum(bounds_[at][static_cast<std::size_t>(left)], worth);
    if (has_given_up() || !bound || (is_found_ && *bound <= best_.worth)) return;
    ++tried_;
    if (at == shared_.size()) {
      ++completed_;
      complete(left, limits, worth);
      return;
    }
    const Candidates& candidates = all_[shared_[at]];
    std::vector<std::size_t> order;
    for (std::size_t number = 0; number < candidates.size(); ++number) {
      if (candidates[number].quarters <= left) order.push_back(number);
    }
    const auto promise = [&](std::size_t number) {
      return sum(bounds_[at + 1][static_cast<std::size_t>(left - candidates[number].quarters)], candidates[number].worth);
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return promise(a) > promise(b); });
    for (const std::size_t number : order) {
      const Candidate& candidate = candidates[number];
      std::vector<std::int64_t> rest = limits;
      bool fits = true;
      for (std::size_t owner = 0; owner < rest.size(); ++owner) fits &= (rest[owner] -= candidate.by_owner[owner]) >= 0;
      if (!fits) continue;
      picked_[shared_[at]] = number;
      try_shared(at + 1, left - candidate.quarters, rest, worth + candidate.worth);
    }
  }

  /// By quarters: the best of what the row has and of what the table gives for a part of them, which is noted.
  static Row divided(const Row& row, const Table& table, std::int64_t limit, std::vector<std::int64_t>* parts) {
    Row next(row.size());
    for (std::size_t at = 0; at < row.size(); ++at) {
      for (std::int64_t used = 0; used <= std::min<std::int64_t>(limit, static_cast<std::int64_t>(at)); ++used) {
        const auto with = sum(row[at - static_cast<std::size_t>(used)], table.best[static_cast<std::size_t>(used)]);
        if (!with || (next[at] && *with <= *next[at])) continue;
        next[at] = with;
        if (parts != nullptr) (*parts)[at] = used;
      }
    }
    return next;
  }

  /// Divides what is left of the budget among the tables.
  void complete(std::int64_t left, const std::vector<std::int64_t>& limits, Worth worth) {
    const auto size = static_cast<std::size_t>(left + 1);
    Row row(size, worth);
    std::vector<std::vector<std::int64_t>> parts;  // by table, by quarters: what the table gets
    for (std::size_t t = 0; t < tables_.size(); ++t) {
      const std::int64_t limit = std::min(left, t == 0 ? left : limits[t - 1]);
      row = divided(row, tables_[t], limit, &parts.emplace_back(size, 0));
    }
    const std::optional<Worth> whole = row.back();
    if (!whole || (is_found_ && *whole <= best_.worth)) return;
    is_found_ = true;
    best_.worth = *whole;
    auto at = static_cast<std::int64_t>(std::find(row.begin(), row.end(), whole) - row.begin());
    best_.candidates = picked_;
    for (std::size_t t = tables_.size(); t-- > 0;) {
      const std::int64_t used = parts[t][static_cast<std::size_t>(at)];
      tables_[t].read(all_, used, best_.candidates);
      at -= used;
    }
  }

  std::span<const Candidates> all_;
  std::int64_t budget_;
  std::vector<std::int64_t> limits_;
  std::vector<std::size_t> shared_;  ///< groups that several owners share
  std::vector<Table> tables_;        ///< without limited owners, then by owner
  std::vector<Row> bounds_;          ///< by shared group; the last is that of the tables alone
  std::vector<std::size_t> picked_;
  std::size_t tried_ = 0, completed_ = 0;
  bool is_found_ = false;
  Chosen best_;
};

}  // namespace

Chosen choose(std::span<const Candidates> groups, std::int64_t budget, std::span<const std::int64_t> limits) {
  return Chooser(groups, budget, limits).choose();
}

}  // namespace stackdrag::decide
