// Finds the scalars of the quick lane. Each pointer points into a text that is followed by a NUL and contains none.
#pragma once

namespace stackdrag::document {

/// The kind of collection around a text, which determines where a plain one ends.
enum class Around : unsigned char { block = 1, flow = 2 };

/// A scalar of one line that has been found, but is not in the tree yet.
struct QuickText {
  enum class Form { plain, single_quoted, double_quoted };

  const char* begin = nullptr;
  const char* end = nullptr;  ///< one past its last byte, or past its closing quote
  Form form = Form::plain;
  bool changes = false;  ///< has an escape or a doubled quote: its value differs from what is written between the quotes
};

/// Finds the scalar that begins at `at`. False if none can begin here, if it might continue on the next line, or if in doubt.
bool find_quick_text(const char* at, Around around, QuickText& text);

/// The end of the line that contains `at`: its line feed, its carriage return, or the NUL.
const char* quick_line_end(const char* at);

inline bool is_quick_line_end(char c) { return c == '\n' || c == '\r' || c == '\0'; }
inline bool is_quick_gap(char c) { return is_quick_line_end(c) || c == ' ' || c == '\t'; }

}  // namespace stackdrag::document
