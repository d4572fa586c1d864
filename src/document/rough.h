// A rough reading of a whole document: finds texts, comments and brackets, but not the structure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "stackdrag/source.h"

namespace stackdrag::document {

/// The result of the rough reading.
struct Rough {
  /// The text, with everything that yaml-cpp cannot read overwritten by as many bytes: halves of surrogate pairs in double quotes, a `?`
  /// inside a plain text in brackets, the directive `%YAML`. Only texts and comments differ from the source.
  std::string masked;
  /// The most likely mistake if the document turns out to be broken. Means nothing otherwise.
  std::optional<Problem> suspicion;
};

/// Precondition: the text is readable (bytes.h).
Rough read_roughly(std::string_view text, std::uint32_t base);

/// A blank that is no space, at a place where YAML wants a space: it cannot be seen, and what YAML makes of it is said of something else.
/// Looks up to `end`; empty if there is none.
std::optional<Problem> odd_blank(std::string_view text, std::uint32_t base, std::size_t end);

/// The first line that a merge tool left in the text; empty if there is none.
std::optional<Problem> conflict_mark(std::string_view text, std::uint32_t base);

}  // namespace stackdrag::document
