// The quick lane: reads the simple YAML (and JSON) in which inventories are written, and leaves everything else to the reference lane.
#pragma once

#include <optional>

#include "stackdrag/source.h"
#include "stackdrag/tree.h"

namespace stackdrag::document {

/// Reads block mappings and sequences, flow collections, scalars of one line (plain or quoted), literal and folded blocks, and comments.
/// Returns the tree that the reference lane would yield, with the same spans, or nothing: anything else, anything doubtful and any mistake
/// declines the whole document. It never reports a mistake and never guesses.
/// (The reference lane's limits on file size and lookahead do not apply here.)
/// Precondition: the text is readable (bytes.h). The sources must outlive the tree.
std::optional<Tree> read_quickly(const Sources& sources, std::size_t source);

}  // namespace stackdrag::document
