// The look day: the last day on which somebody is known to have looked whether things still run. What an inventory says was seen, used or
// run was true on that day; nobody has written down what came after it.
#pragma once

#include <array>
#include <optional>

#include "stackdrag/inventory.h"

namespace stackdrag {

class LookDays {
 public:
  /// Finds the look day of every kind. What was observed after `as_of` counts as observed on that day.
  ///
  /// The look day of a kind is the `observed` of the stack, if given. Else it is the later of the inventory's own `as_of` and of the newest
  /// day on which one of its items was seen and which ends a week in which enough of them were: one of fewer than five, else a fifth and at
  /// least two. One pixel that somebody looked up today says nothing about forty others. Items that are not in use, paused, out of season,
  /// external, new, or have an `observed` of their own do not count.
  LookDays(const Inventory& inventory, Date as_of);

  /// The look day of an item of this kind that was last seen on `seen`: its own `observed`, else that of its kind. Never before `seen`, and
  /// never after the day of the audit.
  Date of(const Common& item, Date seen) const;
  /// The look day of a kind; empty if none of its items says when it was last seen.
  std::optional<Date> of(Kind kind) const { return by_kind_[static_cast<std::size_t>(kind)]; }

  /// An item added at most so long ago has had no time to be seen.
  static constexpr Days settling{30};

 private:
  Date as_of_;
  std::array<std::optional<Date>, kind_count> by_kind_;
};

}  // namespace stackdrag
