// A rough reading of a whole document, without its structure: where texts, comments and brackets are.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "stackdrag/source.h"

namespace stackdrag::document {

/// What the rough reading gives.
struct Rough {
  /// The text with what yaml-cpp cannot read overwritten, byte for byte: halves of surrogate pairs in double quotes, a `?`
  /// inside of a plain text in brackets, the directive `%YAML`. Only texts and comments differ from the source.
  std::string masked;
  /// What is most likely wrong if the document turns out to be broken. Not to be believed otherwise.
  std::optional<Problem> suspicion;
};

/// Precondition: the text is readable (bytes.h).
Rough read_roughly(std::string_view text, std::uint32_t base);

/// The first line that a merge tool left in the text; empty if there is none.
std::optional<Problem> conflict_mark(std::string_view text, std::uint32_t base);

}  // namespace stackdrag::document
