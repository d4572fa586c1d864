// Words that are no answer to what a field asks.
#pragma once

#include "stackdrag/reader.h"

namespace stackdrag {

/// Whether the text is no answer to what the field asks: `later` is no off switch, and `nobody` no owner. A person who is declared may be
/// called as they like.
bool is_evasive(const Field& field, Text text, const Ids& ids);

}  // namespace stackdrag
