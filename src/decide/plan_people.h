// Who does the actions of a plan: not those who have left by then, and not those who have handed over.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "stackdrag/work_plan.h"

namespace stackdrag::decide {

/// The people and teams whose hours are known, and how many of them a plan may take.
struct LimitedOwners {
  std::map<std::string_view, std::size_t> numbers;
  std::vector<std::int64_t> limits;  ///< quarters

  /// The owner with limited hours who does the action; of several owners, the first.
  std::optional<std::size_t> of(const Action& action) const {
    const auto found = action.owners.empty() ? numbers.end() : numbers.find(action.owners.front());
    return found == numbers.end() ? std::nullopt : std::optional(found->second);
  }
};

/// Whether the action gives somebody's work to somebody else.
bool is_handover(const Assessment& assessment, const Action& action);

/// Tells who does each action, in the order of the plan.
class Doers {
 public:
  explicit Doers(const Assessment& assessment);

  /// Fills in who does an action that is ready by then.
  void assign(const Action& action, PlannedCourse& course);
  /// Those who leave within those days although something names them.
  std::vector<PlannedLeaver> leavers(Date from, Date to) const;

 private:
  const Assessment& assessment_;
  std::map<std::string_view, Date> left_;                      ///< the last days of people
  std::set<std::pair<std::string_view, ItemId>> handed_over_;  ///< what somebody no longer has
};

}  // namespace stackdrag::decide
