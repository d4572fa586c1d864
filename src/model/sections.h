// The sections of an inventory as parsed, before their items are decoded.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "stackdrag/tree.h"
#include "stackdrag/value.h"

namespace stackdrag {

/// An item as parsed, before its fields are decoded.
struct Written {
  At<Text> id;
  View fields;   ///< a mapping, or null
  bool in_list;  ///< its id is one of its fields, not its key
};

/// The items of one kind in one document: a mapping by id, or a list.
struct Section {
  Kind kind;
  View key;
  View items;
  std::vector<bool> accepted{};  ///< for each item that has an id, in order: whether it was declared
};

/// The id of a list element; empty if it has none, or one that is not a scalar.
inline std::optional<View> id_of_element(View element) {
  const auto id = element.find("id");
  return id && id->is_scalar() ? id : std::nullopt;
}

/// Calls `visit` with each item of a section that has an id, in order.
template <class Visit>
void each_item(const Section& section, Visit visit) {
  if (section.items.is_mapping()) {
    section.items.entries([&](View id, View fields) { visit(Written{{id.text(), id.at()}, fields, false}); });
    return;
  }
  for (const View element : section.items) {
    if (const auto id = id_of_element(element)) visit(Written{{id->text(), id->at()}, element, true});
  }
}

}  // namespace stackdrag
