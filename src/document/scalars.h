// The texts of a document: where each ends, and what it says. Both lanes read scalars with these functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace stackdrag::document {

inline bool is_blank(char c) { return c == ' ' || c == '\t'; }
inline bool is_quote(char c) { return c == '"' || c == '\''; }
inline bool is_break(char c) { return c == '\n' || c == '\r'; }
inline bool is_flow_mark(char c) { return c == ',' || c == '[' || c == ']' || c == '{' || c == '}'; }

inline bool is_null_word(std::string_view text) {
  if (text.size() != 4) return text == "~";
  return (text[0] == 'n' || text[0] == 'N') && (text == "null" || text == "Null" || text == "NULL");
}

/// Whether there is a blank, a line break or the end of the text at `at`.
inline bool is_gap(std::string_view text, std::size_t at) { return at >= text.size() || is_blank(text[at]) || is_break(text[at]); }

/// The offset of the first byte of the line that `at` is in.
std::size_t line_start(std::string_view text, std::size_t at);
/// One past the last byte of the line that `at` is in, without its line break.
std::size_t line_end(std::string_view text, std::size_t at);
/// The column of `at` in bytes, counted from 0; a byte order mark takes none.
int column_of(std::string_view text, std::size_t at);
/// Whether there is a `---` or `...` at `at`, at the start of a line and followed by a gap.
bool is_document_mark(std::string_view text, std::size_t at);

/// One past the closing quote of the text whose opening quote is at `begin`; empty if it is never closed.
std::optional<std::size_t> end_of_quoted(std::string_view text, std::size_t begin);

/// The collection that a plain text is in: a flow collection, or a block collection and the column of its indentation (-1 at the root).
struct Surroundings {
  bool flow = false;
  int indent = -1;
};

/// Whether the `:` at `at` ends the text before it and begins a value.
bool is_value_mark(std::string_view text, std::size_t at, bool flow);
/// One past the last byte of the plain text at `begin`, which may span several lines.
std::size_t end_of_plain(std::string_view text, std::size_t begin, Surroundings in);

/// The text of a plain or single-quoted scalar, given without its quotes: folds line breaks and, if it was quoted, turns doubled quotes
/// into single ones.
std::string fold(std::string_view written, bool quoted);

/// An escape that cannot be decoded: where it begins, its length, and what is wrong with it.
struct BadEscape {
  std::size_t at = 0;
  std::size_t size = 0;
  std::string message;
};

/// The text of a double-quoted scalar, given without its quotes. Empty if an escape is wrong; `bad` then says which.
std::optional<std::string> unescape(std::string_view written, BadEscape& bad);

/// A literal or folded block.
struct Block {
  std::size_t end = 0;   ///< one past its last line that is not blank, or past its header
  std::size_t next = 0;  ///< the start of the line that follows it
  std::string text;
};
/// The blank line above the first text of the block at `begin` that is indented deeper than this text, which YAML does not allow: its span
/// in `text`. Empty if there is none.
std::optional<std::pair<std::size_t, std::size_t>> blank_line_too_deep(std::string_view text, std::size_t begin);
/// Reads the block whose `|` or `>` is at `begin`. `indent` is the column of the collection that it is in, or -1 at the root.
Block read_block(std::string_view text, std::size_t begin, int indent);

}  // namespace stackdrag::document
