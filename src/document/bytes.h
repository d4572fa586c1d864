// Checks whether bytes can be the text of a document, before any parsing.
#pragma once

#include <optional>
#include <string_view>

#include "document/author.h"
#include "stackdrag/source.h"

namespace stackdrag::document {

/// The length of the byte order mark at the beginning of the text: 3, or 0 if there is none. Spans count from the first byte all the same.
std::size_t byte_order_mark(std::string_view text);

/// The first thing that makes the text unreadable for either lane: another encoding, a control character, a lone carriage
/// return. Empty if there is none. `base` is the offset of the text's first byte. In the text of a program, any character above ASCII is
/// readable.
std::optional<Problem> unreadable(std::string_view text, std::uint32_t base, Author author = Author::person);

}  // namespace stackdrag::document
