// Who has written a document.
#pragma once

#include <cstdint>

namespace stackdrag::document {

/// What a person writes is checked for slips. What a program exports is taken as it comes: texts of any characters and up to 64 MiB, and of
/// a key that stands twice the last counts, as for most readers of JSON.
enum class Author : std::uint8_t { person, program };

}  // namespace stackdrag::document
