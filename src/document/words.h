// Quoting the user's own text inside a message.
#pragma once

#include <string>
#include <string_view>

#include "stackdrag/text.h"

namespace stackdrag::document {

/// The text in backticks, shortened for a message and safe to print.
inline std::string ticked(std::string_view text) { return "`" + shorten(visible(text.substr(0, 400)), 60) + "`"; }

}  // namespace stackdrag::document
