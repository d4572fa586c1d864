// The source lines of findings and mistakes, as far as they may be shown.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/source.h"

namespace stackdrag {

/// What of a source may be printed in a sentence or an excerpt: neither secrets, nor anything of a file that is not to be shown.
class Disclosure {
 public:
  /// `sources` must outlive it.
  explicit Disclosure(const Sources& sources) : sources_(sources) {}

  /// Whether the line of a place may be shown.
  bool shows_line(Span at);
  /// Whether the text of a place may be shown.
  bool shows(Span at);
  /// The sentence about a place as it may be printed.
  std::string sentence(std::string_view message, Span at);

 private:
  const std::vector<std::string_view>& secrets_at(Span at);

  const Sources& sources_;
  std::map<const char*, std::vector<std::string_view>> secrets_;  ///< of each file, by where its text begins
};

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
