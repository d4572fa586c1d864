// The source lines of findings and mistakes, as far as they may be shown.
#pragma once

#include <map>
#include <string_view>

#include "stackdrag/source.h"

namespace stackdrag {

/// A line, or a part of a very long one, and the column at which it begins. Empty if there is nothing to show.
struct SourceLine {
  std::string_view text;
  unsigned column = 1;
};

class SourceLines {
 public:
  /// Null: no line is shown.
  explicit SourceLines(const Sources* sources) : sources_(sources) {}

  /// The line around a place; empty if it contains a secret, or if the place is unknown.
  SourceLine around(Span at, const Location& location);

 private:
  bool holds_secret(std::string_view line);

  const Sources* sources_;
  std::map<const char*, bool>
      secrets_;  ///< whether long lines contain a secret, by their beginning; a file may be one line with many findings
};

}  // namespace stackdrag
