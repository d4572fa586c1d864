// Source text and places in it: every value of an inventory knows where it was written.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace stackdrag {

/// A half-open range of bytes, counted over all sources laid end to end. Offset 0 belongs to no source, so a
/// default span means "nowhere". Eight bytes, because an inventory holds millions of them.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool written() const { return begin != 0; }
  friend bool operator==(Span, Span) = default;
};

/// A place as people read it. Lines and columns count from 1; columns count code points; the end is exclusive.
struct Location {
  std::string_view file;  ///< lives as long as the sources
  unsigned line = 1;
  unsigned column = 1;
  unsigned end_line = 1;
  unsigned end_column = 1;

  friend bool operator==(const Location&, const Location&) = default;
};

/// The files of one run. Owns their bytes; views into a text stay valid as long as the `Sources` lives.
class Sources {
 public:
  /// The limit on the bytes of all sources together; check with `fits` before `add`.
  static constexpr std::uint64_t most_bytes = 0xFFFF'FFF0;

  /// Takes a file's bytes under the name that messages will show. Returns the number of the new source.
  /// Precondition: `fits(text.size())`.
  /// Nothing of what is not `shown` is printed: a file that the user has not named and that belongs to somebody else.
  std::size_t add(std::string name, std::string text, bool shown = true);
  bool fits(std::uint64_t bytes) const { return bytes < most_bytes - 1 - next_; }

  std::size_t count() const { return files_.size(); }
  std::string_view name(std::size_t source) const { return files_[source].name; }
  std::string_view text(std::size_t source) const { return files_[source].text; }
  /// The offset of the source's first byte: span = base + byte offset in the file.
  std::uint32_t base(std::size_t source) const { return files_[source].base; }

  /// Whether the file of a span may be quoted.
  bool is_shown(Span span) const { return files_.empty() || file_of(span.begin).shown; }

  /// The bytes of a written span.
  std::string_view text(Span span) const;
  /// Line and column, worked out on demand; lines end with LF or CRLF. A default span yields line 1 of the first source.
  Location locate(Span span) const;
  /// The whole text of the file of a span.
  std::string_view whole_text(Span span) const;
  /// The whole first line of a span, without its line break.
  std::string_view line(Span span) const;
  /// The number of bytes on that line before the span.
  std::size_t offset_in_line(Span span) const;

 private:
  /// A file with the number of line breaks and code points before each block of its text, a few bytes for each block of about 500.
  /// Locating an offset scans at most one block, however long the lines are.
  struct File {
    std::string name;
    std::string text;
    std::uint32_t base;
    std::vector<std::uint32_t> breaks_before;
    std::vector<std::uint32_t> code_points_before;  ///< empty if all of the text is ASCII
    bool shown;
  };
  struct Place {
    unsigned line, column;
  };
  const File& file_of(std::uint32_t offset) const;
  static std::size_t offset_in(const File& file, std::uint32_t offset);
  static Place place_in(const File& file, std::size_t at);
  static std::size_t line_start(const File& file, std::size_t at);
  static std::size_t line_end(const File& file, std::size_t at);
  static unsigned code_points(const File& file, std::size_t begin, std::size_t end);

  std::deque<File> files_;  // a deque, so that views survive another `add`
  std::uint32_t next_ = 1;
};

/// A mistake in the user's file: what was found, what was expected, and where.
struct Problem {
  std::string message;
  Span at;
  bool secret = false;  ///< the line holds a key or token: it must not be shown
};

}  // namespace stackdrag
