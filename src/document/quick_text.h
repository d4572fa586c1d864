// Where the texts of the quick lane end. A pointer is at a byte of a text that is followed by a NUL and holds none.
#pragma once

namespace stackdrag::document {

/// What surrounds a text, and so what ends a plain one.
enum class Around : unsigned char { block = 1, flow = 2 };

/// A text of one line that has been found, but is not yet in the tree.
struct QuickText {
  enum class Form { plain, single_quoted, double_quoted };

  const char* begin = nullptr;
  const char* end = nullptr;  ///< behind the closing quote, if there is one
  Form form = Form::plain;
  bool changes = false;  ///< by an escape or a doubled quote: what it says is not what stands between its quotes
};

/// Finds the text that begins at `at`. False if none may begin here, or it might go on in the next line, or anything is doubtful.
bool find_quick_text(const char* at, Around around, QuickText& text);

/// The end of the line that `at` is in: its line feed, its carriage return, or the NUL.
const char* quick_line_end(const char* at);

inline bool is_quick_line_end(char c) { return c == '\n' || c == '\r' || c == '\0'; }
inline bool is_quick_gap(char c) { return is_quick_line_end(c) || c == ' ' || c == '\t'; }

}  // namespace stackdrag::document
