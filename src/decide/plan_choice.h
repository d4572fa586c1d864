// Chooses one set of actions of each group: a multiple-choice knapsack, whose budget is hours of work.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "stackdrag/decimal.h"

namespace stackdrag::decide {

/// What a choice is worth: first what must be done, then what it frees.
struct Worth {
  std::int64_t criticals = 0;
  std::int64_t at_stake = 0;  ///< cents
  Decimal charge{};

  friend auto operator<=>(const Worth&, const Worth&) = default;
  friend Worth operator+(const Worth& a, const Worth& b) {
    return {a.criticals + b.criticals, a.at_stake + b.at_stake, a.charge + b.charge};
  }
};

struct Candidate {
  std::int64_t quarters = 0;             ///< of hours of work, all together
  std::vector<std::int64_t> by_owner{};  ///< of these, those of owners whose hours are limited
  Worth worth{};
};

/// The candidates of one group, of which one is taken: never empty.
using Candidates = std::vector<Candidate>;

struct Chosen {
  std::vector<std::size_t> candidates{};  ///< by group
  Worth worth{};
  bool is_best = true;  ///< no combination is worth more
  Worth most{};         ///< what none can exceed
  bool fits = true;     ///< a combination within the limits was found; if not, and `is_best`, there is none
};

/// The candidates that are worth most within the budget and the owners' limits; without shared groups, of several those that take least
/// time. Precondition: every candidate has as many entries `by_owner` as there are limits.
Chosen choose(std::span<const Candidates> groups, std::int64_t budget, std::span<const std::int64_t> limits);

}  // namespace stackdrag::decide
