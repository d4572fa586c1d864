// The stack on the days to come, if nobody does anything.
//
// An inventory says when things were last seen. That time passes is no reason to believe that they have stopped, so what is seen at work
// today is taken to go on: its beats, and the days on which somebody looked, move with the clock. What has stopped stays stopped. A
// contract that renews by itself has another term once the day has passed. Everything else stays as it is written.
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "stackdrag/assess.h"

namespace stackdrag {

/// A contract that has renewed by itself.
struct Renewed {
  ItemId tool;
  Date day;  ///< of the renewal
  int months;
  bool decided;                     ///< somebody had decided that it should
  std::optional<Date> last_notice;  ///< empty if nobody knows
};

/// The same day some months later, or the last day of that month.
Date months_later(Date date, int months);
/// Whether nobody has decided yet whether the contract goes on as it is.
bool is_undecided(const Tool& tool);
/// Whether the contract will renew by itself unless somebody acts.
bool will_renew(const Tool& tool);

class Later {
 public:
  /// Begins on the day of the assessment, which must outlive it. `assume_nothing`: nothing moves.
  Later(const Assessment& now, bool assume_nothing);
  Later(const Later&) = delete;
  Later& operator=(const Later&) = delete;

  /// Goes on to a later day. Returns the contracts that have renewed since the day before.
  std::vector<Renewed> go_to(Date day);
  /// The stack on that day; the same object for all days.
  const Workspace& workspace() const { return workspace_; }
  /// The items whose beats move.
  const std::vector<ItemId>& moving() const { return moving_; }

 private:
  /// A day that moves with the clock.
  struct Hand {
    At<Date>* at;
    Date start;
    Days age;                   ///< which it keeps
    const List<Month>* season;  ///< in which it moves; null: always
  };
  void find_beats(const Assessment& now);
  template <class T>
  void add_beats(T& item);
  void copy_fields(Data& data);
  void move_looks(const Assessment& now);

  /// The day on which a term ends that began on the day that the tool renews, counted from what is written, so that days do not drift.
  Date next_renewal(const Tool& tool) const;

  Date begun_;
  Inventory* inventory_ = nullptr;  ///< that of the workspace
  std::deque<Extras> extras_;
  std::deque<std::vector<Entry<At<DataField>>>> fields_;
  std::vector<Hand> hands_;
  std::vector<ItemId> moving_;
  Workspace workspace_;
  const Inventory& written_;
  bool renews_;
};

}  // namespace stackdrag
