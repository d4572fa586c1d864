// The lines on which findings and mistakes stand, as far as they may be shown.
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
  /// Without sources no line is shown.
  explicit SourceLines(const Sources* sources) : sources_(sources) {}

  /// The line around a place; empty if a key or token stands on it, or if nobody knows the place.
  SourceLine around(Span at, const Location& location);

 private:
  bool holds_secret(std::string_view line);

  const Sources* sources_;
  std::map<const char*, bool> secrets_;  ///< what is known of long lines, by where they begin: a file may be one line with many findings
};

}  // namespace stackdrag
