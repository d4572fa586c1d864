// What an entry without an id is about.
#pragma once

#include <string>

#include "stackdrag/tree.h"

namespace stackdrag {

/// What an entry without an id is about, in the letters of an id: it must not have another name because somebody inserts a line before it.
/// Empty if it does not say.
std::string entry_subject(View fields);

}  // namespace stackdrag
