// Texts of two-byte units, as spreadsheets on Windows save them ("Unicode text").
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stackdrag {

/// The text in UTF-8, if it begins with a byte order mark of UTF-16, of which nothing is left. Empty for any other text, and for one with
/// half a character in it.
std::optional<std::string> from_utf16(std::string_view bytes);

}  // namespace stackdrag
