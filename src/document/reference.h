// The reference lane: all of YAML that we accept, read with yaml-cpp.
#pragma once

#include "document/author.h"
#include "stackdrag/tree.h"

namespace stackdrag::document {

/// Precondition: the text is readable (bytes.h).
Document read_reference(const Sources& sources, std::size_t source, Repeats repeats, Author author = Author::person);

}  // namespace stackdrag::document
