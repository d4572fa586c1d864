// Writes JSON as it goes, without a tree: ASCII only, in one of two layouts.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "stackdrag/decimal.h"
#include "stackdrag/output.h"

namespace stackdrag::report {

/// The caller keeps the grammar: in an object every value follows a `key`, and what is opened is closed. An object or array has each of its
/// parts on a line of its own, indented; one that is opened as a row has everything on one line, and so has all that is in it.
class JsonWriter {
 public:
  explicit JsonWriter(Output& out) : out_(out) {}

  void open(char bracket);
  void open_row(char bracket);
  /// Closes what was opened last.
  void close(char bracket);

  /// The name of a member, one of ours: nothing in it needs an escape.
  template <std::size_t size>
  JsonWriter& key(const char (&name)[size]) {
    static_assert(size < 128);
    if (row_depth_ == 0) begin_line();
    char* at = out_.room(size + 5);
    if (row_depth_ > 0 && !empty_) {
      *at++ = ',';
      *at++ = ' ';
    }
    empty_ = false;
    *at++ = '"';
    std::memcpy(at, name, size - 1);
    std::memcpy(at + size - 1, "\": ", 3);
    out_.fill(at + size + 2);
    has_key_ = true;
    return *this;
  }
  /// The name of a member, whatever it is.
  JsonWriter& key_of(std::string_view name);

  /// What is not UTF-8 becomes U+FFFD.
  void text(std::string_view text);
  void text_or_null(std::string_view text) { text.empty() ? null() : this->text(text); }
  /// At its shortest with at most four places: `320`, `6.8`. What is not finite has no JSON form but null.
  void number(Decimal decimal);
  void number(double value);
  void integer(std::int64_t value);
  void boolean(bool value) { word(value ? "true" : "false"); }
  void null() { word("null"); }
  /// 16 hexadecimal digits, as a text.
  void hexadecimal(std::uint64_t value);

 private:
  void separate() {
    if (has_key_) {
      has_key_ = false;
    } else if (row_depth_ == 0) {
      begin_line();
    } else if (empty_) {
      empty_ = false;
    } else {
      out_.put(", ");
    }
  }
  void begin_line();
  void new_line();
  void word(std::string_view word);

  Output& out_;
  std::size_t depth_ = 0;
  std::size_t row_depth_ = 0;  ///< the depth within a row; 0 outside of one
  bool empty_ = true;          ///< what was opened last has no part yet
  bool has_key_ = false;       ///< a key waits for its value
};

}  // namespace stackdrag::report
