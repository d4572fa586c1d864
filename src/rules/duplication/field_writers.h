// Who writes the fields of a data object, as far as the object says; for the rules of this family.
#pragma once

#include <algorithm>

#include "stackdrag/inventory.h"

namespace stackdrag::rules {

/// Whether it is written who the one writer of a field is, even if that could not be read.
inline bool names_writer(const At<DataField>& field) { return field && (field->writer || field->writer.misread()); }

/// Whether every field has one writer, so that several writers of the object do not collide.
inline bool every_field_has_writer(const Data& data) {
  return data.fields.size() > 0 &&
         std::all_of(data.fields.begin(), data.fields.end(), [](const auto& field) { return names_writer(field.value); });
}

}  // namespace stackdrag::rules
