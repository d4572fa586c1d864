// Reads JSON, and nothing else, into a tree whose values know where they stand.
#pragma once

#include "stackdrag/tree.h"

namespace stackdrag::report {

/// Reads a source as JSON: strict UTF-8, no NUL, no key twice, a limited depth. Any bytes are fine: the answer is a tree or a problem.
/// Texts are quoted scalars; numbers, `true` and `false` are plain ones.
Document read_json(const Sources& sources, std::size_t source);

}  // namespace stackdrag::report
