// The quick lane: reads the plain YAML (and JSON) that inventories are written in, and leaves everything else to the reference lane.
#pragma once

#include <optional>

#include "stackdrag/source.h"
#include "stackdrag/tree.h"

namespace stackdrag::document {

/// Block mappings and sequences, flow collections, texts of one line (plain or quoted), literal and folded blocks, comments. For any
/// bytes that are readable text the answer is the tree that the reference lane yields, with the same spans, or nothing: on anything else,
/// anything doubtful and any mistake the whole document is declined. It reports no mistakes, and never guesses.
/// (The reference lane's limits on the size of a file and on reading ahead do not apply here.)
std::optional<Tree> read_quickly(const Sources& sources, std::size_t source);

}  // namespace stackdrag::document
