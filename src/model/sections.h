// The sections of an inventory as they are written, before their items are decoded.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "stackdrag/tree.h"
#include "stackdrag/value.h"

namespace stackdrag {

/// An item as it stands in a document, before its fields are read.
struct Written {
  At<Text> id;
  View fields;   ///< a mapping or a null
  bool in_list;  ///< so that its id stands among the fields
};

/// The items of one kind as they stand in one document: a mapping by id, or a list.
struct Section {
  Kind kind;
  View key;
  View items;
  std::vector<bool> accepted{};  ///< which of them have an id that is their own, in order
  std::uint32_t first = 0;       ///< the index of the first of those
};

/// The id of an element of a list; empty if it has none that is a text.
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
