// Quoting the user's own text inside a message.
#pragma once

#include <string>
#include <string_view>

#include "stackdrag/text.h"

namespace stackdrag::document {

/// The text in backticks, short enough for a message and safe to print.
inline std::string ticked(std::string_view text) { return "`" + shorten(visible_blanks(text.substr(0, 400)), 60) + "`"; }

/// Whether this is `name:Mailer`, where a space is missing.
inline bool lacks_space(std::string_view text) {
  const std::size_t colon = text.find(':');
  return colon != std::string_view::npos && colon != 0 && colon + 1 < text.size() && text.find_first_of(" \t\"'") > colon &&
         text[colon + 1] != '/';
}

}  // namespace stackdrag::document
