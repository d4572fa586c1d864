// Whether bytes can be text of a document at all, before anybody tries to read them.
#pragma once

#include <optional>
#include <string_view>

#include "stackdrag/source.h"

namespace stackdrag::document {

/// The length of the byte order mark that the text begins with: 3 or 0. Spans still count from the first byte.
std::size_t byte_order_mark(std::string_view text);

/// The first thing that makes the text unreadable for either lane: another encoding, a control character, a lone carriage
/// return. Empty if all is well. `base` is the offset of the text's first byte.
std::optional<Problem> unreadable(std::string_view text, std::uint32_t base);

}  // namespace stackdrag::document
