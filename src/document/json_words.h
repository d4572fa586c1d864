// What a file of JSON may not hold, although it is YAML.
#pragma once

#include <optional>

#include "stackdrag/source.h"
#include "stackdrag/tree.h"

namespace stackdrag::document {

/// The first word in a `.json` file that JSON does not know; empty if there is none, or if the file is another one.
std::optional<Problem> foreign_to_json(const Sources& sources, std::size_t source, const Tree& tree);

}  // namespace stackdrag::document
