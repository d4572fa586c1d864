// Writes JSON as it goes, without a tree: ASCII only, in one of two layouts.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "stackdrag/decimal.h"
#include "stackdrag/output.h"

namespace stackdrag::report {

/// The caller is responsible for the grammar: in an object every value follows a `key`, and every bracket is closed. The parts of an object
/// or array are on indented lines of their own; a row and everything inside it is on one line.
class JsonWriter {
 public:
  /// `compact`: without spaces in rows.
  explicit JsonWriter(Output& out, bool compact = false) : out_(out), compact_(compact) {}

  void open(char bracket);
  void open_row(char bracket);
  /// Closes the innermost object or array.
  void close(char bracket);

  /// The name of a member that is fixed in our code, so nothing in it needs escaping.
  template <std::size_t size>
  JsonWriter& key(const char (&name)[size]) {
    static_assert(size < 128);
    if (row_depth_ == 0) begin_line();
    char* at = out_.room(size + 5);
    if (row_depth_ > 0 && !empty_) {
      *at++ = ',';
      if (!compact_) *at++ = ' ';
    }
    empty_ = false;
    *at++ = '"';
    std::memcpy(at, name, size - 1);
    at += size - 1;
    *at++ = '"';
    *at++ = ':';
    if (!is_compact()) *at++ = ' ';
    out_.fill(at);
    has_key_ = true;
    return *this;
  }
  /// The name of a member, escaped where needed.
  JsonWriter& key_of(std::string_view name);

  /// Invalid UTF-8 becomes U+FFFD.
  void text(std::string_view text);
  void text_or_null(std::string_view text) { text.empty() ? null() : this->text(text); }
  /// In the shortest form, with at most four decimals: `320`, `6.8`. A number that is not finite becomes null.
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
      out_.put(compact_ ? "," : ", ");
    }
  }
  bool is_compact() const { return compact_ && row_depth_ > 0; }
  void begin_line();
  void new_line();
  void word(std::string_view word);

  Output& out_;
  bool compact_;
  std::size_t depth_ = 0;
  std::size_t row_depth_ = 0;  ///< the depth within a row; 0 outside a row
  bool empty_ = true;          ///< the innermost object or array has no part yet
  bool has_key_ = false;       ///< a key waits for its value
};

/// A text as JSON: in quotation marks, escaped.
std::string json_text(std::string_view text);

}  // namespace stackdrag::report
