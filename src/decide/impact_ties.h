// Who needs whom: which item is harmed when another goes, and how much.
#pragma once

#include <string_view>

#include "stackdrag/facts.h"
#include "stackdrag/impact.h"

namespace stackdrag {

/// One item is harmed when another goes.
struct Tie {
  ItemId hit, by;
  Harm harm = Harm::refers;
  const Field* field = nullptr;  ///< the field that says so; null for data that an integration has carried elsewhere
  ItemId told_by{};              ///< whose field it is
  Span at{};
};

/// What a field that names other items says of need. Fields that are in no row only refer.
struct Requirement {
  Kind kind;
  std::string_view field;
  Dependence harmed;  ///< who is: the item itself if what it names goes, or the other way round
  Harm harm;
};
/// The rows, for a test that compares them with the field table.
std::span<const Requirement> requirements();

/// The ties between the items of an inventory.
class Ties {
 public:
  explicit Ties(const Facts& facts);

  /// The ties to what is harmed when the item goes: in order of the inventory, the strongest one to each first.
  std::span<const Tie> from(ItemId item) const { return lists_[facts_.place_of(item)]; }
  /// What names the item without needing it, or from which the stack as a whole needs it.
  std::vector<Edge> mentions(ItemId item) const;

 private:
  const Facts& facts_;
  Lists<Tie> lists_;  ///< by the place of the item that goes
};

}  // namespace stackdrag
