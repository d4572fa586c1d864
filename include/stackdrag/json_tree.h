// Reads strict JSON into a tree whose nodes know where they were written.
#pragma once

#include "stackdrag/tree.h"

namespace stackdrag::report {

/// Reads a source as JSON: strict UTF-8, no NUL, no duplicate keys, a limited depth. Accepts any bytes: the result is a tree or a problem.
/// Texts are quoted scalars; numbers, `true` and `false` are plain ones.
Document read_json(const Sources& sources, std::size_t source);

}  // namespace stackdrag::report
