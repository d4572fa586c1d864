// Any item as the subject of a rule that walks over references.
#pragma once

#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// The item as a subject, whatever its kind.
inline Subject subject_at(ItemId item, const Context& in) {
  return visit_item(in.inventory, item, [&](const auto& found) -> Subject {
    if constexpr (requires { subject_of(in.facts, found); }) {
      return subject_of(in.facts, found);
    } else if constexpr (requires { found.common; }) {
      return {.kind = name_of(item.kind), .id = *found.id, .item = item, .at = found.id.at, .common = &found.common};
    } else {
      return {};
    }
  });
}

}  // namespace stackdrag::rules
