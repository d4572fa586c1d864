// The fields of an observed item, of which those of a small record have the name of both: "utm.source".
#pragma once

#include <string_view>

#include "stackdrag/fields.h"

namespace stackdrag::evidence {

/// The field of this name; null if there is none.
inline const Field* find_observed_field(Kind kind, std::string_view name) {
  const std::size_t point = name.find('.');
  const Field* const field = find_field(kind, name.substr(0, point));
  if (field == nullptr || point == name.npos) return field;
  return field->shape.record == nullptr ? nullptr : field->shape.record->find(name.substr(point + 1));
}

}  // namespace stackdrag::evidence
