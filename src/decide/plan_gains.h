// What sets of actions bring, each worked out once.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "stackdrag/what_if.h"

namespace stackdrag::decide {

/// A set of actions: ascending indices, each once.
using ActionSet = std::vector<std::uint32_t>;

/// What is different once a set of actions has been taken.
struct Gains {
  Decimal charge;                   ///< charged hours a month that are proved
  double hours = 0;                 ///< of work a month
  double saves = 0;                 ///< money a month
  std::vector<std::uint32_t> gone;  ///< findings, ascending
};

class GainsOfSets {
 public:
  /// Both must outlive this.
  GainsOfSets(const Assessment& now, std::span<const Action> actions);

  const Gains& of(const ActionSet& set);
  /// How the stack stands after them.
  Afterwards after(const ActionSet& set) const;
  const Toll& toll() const { return toll_; }
  /// How many sets were worked out: each has taken an audit.
  std::size_t asked() const { return known_.size(); }

 private:
  const Assessment& now_;
  std::span<const Action> actions_;
  Toll toll_;
  std::map<ActionSet, Gains> known_;
};

}  // namespace stackdrag::decide
