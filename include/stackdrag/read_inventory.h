// From documents to an inventory: every mistake is reported with its place, and what could be read is kept.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "stackdrag/kinds.h"
#include "stackdrag/source.h"
#include "stackdrag/tree.h"

namespace stackdrag {

/// A name that a field refers to and that no item has. Not a mistake of the format: a rule reports it.
struct Undeclared {
  ItemId from;             ///< the item that refers
  std::string_view field;  ///< by which field
  Kind expected;           ///< the first kind that the field may point to
  Text name;
  Span at;
};

struct ReadInventory {
  Inventory inventory;
  std::vector<Undeclared> undeclared;  ///< in the order of the files
  std::vector<Problem> problems;       ///< in the order of the files
};

/// The days from which the reader counts.
struct AuditDay {
  Date today;
  std::optional<Date> as_of{};    ///< the day of the audit, if something else than the inventory says it
  std::optional<Date> written{};  ///< what the inventory says; set by the reader

  /// The latest day that somebody who wrote the inventory may have known.
  Date latest_known() const { return written.value_or(today); }
};

/// Merges the documents into one inventory, in their order. An id that two files declare is a problem that names both places.
/// Without a day, any day may be written, however far away.
ReadInventory read_inventory(const Sources& sources, std::vector<Tree> documents, const std::optional<AuditDay>& day = {});

/// The item's id and span, whatever its kind. Precondition: the item exists.
const At<Text>& id_of(const Inventory& inventory, ItemId item);
/// The common fields of an item; null for kinds that have none.
const Common* common_of(const Inventory& inventory, ItemId item);
/// The label of an item. Precondition: it exists.
std::string label_of(const Inventory& inventory, ItemId item);
/// The number of declared items, including people and teams. Kinds without the role `item` do not count.
std::size_t item_count(const Inventory& inventory);

}  // namespace stackdrag
