// The quick lane: reads the simple YAML (and JSON) in which inventories are written, and leaves everything else to the reference lane.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "stackdrag/source.h"
#include "stackdrag/tree.h"

namespace stackdrag::document {

/// Reads block mappings and sequences, flow collections, scalars of one line (plain or quoted), literal and folded blocks, and comments.
/// Returns the tree that the reference lane would yield, with the same spans, or nothing: anything else, anything doubtful and any mistake
/// declines the whole document. It never reports a mistake and never guesses.
/// (The reference lane's limits on file size and lookahead do not apply here.)
/// Precondition: the text is readable (bytes.h). The sources must outlive the tree.
std::optional<Tree> read_quickly(const Sources& sources, std::size_t source);

/// How many bytes stand before JSON that is passed to a function, `call({…});`; 0 if no function is called.
std::size_t call_before_json(std::string_view text);

/// The same for what another program has written; see `read_export`. What is read here the reference lane may refuse. A document that goes
/// beyond the limits is a problem at once, as is one that is too large for the reference lane.
std::optional<Document> read_export_quickly(const Sources& sources, std::size_t source);

}  // namespace stackdrag::document
