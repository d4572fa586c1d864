// Numbers at their shortest, texts with their escapes, and the lines around them.
#include "report/json_writer.h"

#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t indent = 2;
constexpr std::size_t longest_number = 32;
constexpr std::string_view digits = "0123456789abcdef";

unsigned is_special(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return static_cast<unsigned>(byte < 0x20) | static_cast<unsigned>(byte > 0x7E) | static_cast<unsigned>(byte == '"') |
         static_cast<unsigned>(byte == '\\');
}

/// Written without a branch in the loop, so that the compiler looks at many bytes at once.
bool needs_escape(std::string_view text) {
  unsigned found = 0;
  for (const char c : text) found |= is_special(c);
  return found != 0;
}

/// The letter of the escape that a character has of its own; 0 if it has none.
char short_escape(char32_t code_point) {
  switch (code_point) {
    case '"':
    case '\\':
      return static_cast<char>(code_point);
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return 0;
  }
}

void put_unit(Output& out, char32_t unit) {
  char* at = out.room(6);
  *at++ = '\\';
  *at++ = 'u';
  for (int shift = 12; shift >= 0; shift -= 4) *at++ = digits[unit >> shift & 0xF];
  out.fill(at);
}

void put_special(Output& out, char32_t code_point) {
  if (const char letter = short_escape(code_point)) {
    out.put('\\');
    out.put(letter);
  } else if (code_point < 0x10000) {
    put_unit(out, code_point);
  } else {
    put_unit(out, 0xD800 + ((code_point - 0x10000) >> 10));
    put_unit(out, 0xDC00 + ((code_point - 0x10000) & 0x3FF));
  }
}

/// Puts valid UTF-8.
void put_escaped(Output& out, std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t plain = offset;
    while (offset < text.size() && is_special(text[offset]) == 0) ++offset;
    out.put(text.substr(plain, offset - plain));
    if (offset < text.size()) put_special(out, next_code_point(text, offset));
  }
}

}  // namespace

void JsonWriter::open(char bracket) {
  separate();
  out_.put(bracket);
  ++depth_;
  if (row_depth_ > 0) ++row_depth_;
  empty_ = true;
}

void JsonWriter::open_row(char bracket) {
  open(bracket);
  if (row_depth_ == 0) row_depth_ = 1;
}

void JsonWriter::close(char bracket) {
  --depth_;
  if (row_depth_ > 0) {
    --row_depth_;
  } else if (!empty_) {
    new_line();
  }
  empty_ = false;
  out_.put(bracket);
  if (depth_ == 0) out_.put('\n');
}

JsonWriter& JsonWriter::key_of(std::string_view name) {
  text(name);
  out_.put(": ");
  has_key_ = true;
  return *this;
}

void JsonWriter::text(std::string_view text) {
  separate();
  if (text.size() + 2 > Output::piece_bytes || needs_escape(text)) return escaped(text);
  char* at = out_.room(text.size() + 2);
  *at++ = '"';
  at += text.copy(at, text.size());
  *at++ = '"';
  out_.fill(at);
}

void JsonWriter::escaped(std::string_view text) {
  out_.put('"');
  while (const std::optional<std::size_t> invalid = first_invalid_utf8(text)) {
    put_escaped(out_, text.substr(0, *invalid));
    put_special(out_, 0xFFFD);
    text.remove_prefix(*invalid + 1);
  }
  put_escaped(out_, text);
  out_.put('"');
}

void JsonWriter::number(Decimal decimal) {
  // With more digits than these a double no longer tells all of them apart.
  constexpr std::int64_t most = 1'000'000'000'000'000;
  if (decimal.ten_thousandths >= most || decimal.ten_thousandths <= -most) {
    const std::int64_t whole = decimal.ten_thousandths / 10'000;
    if (whole * 10'000 == decimal.ten_thousandths) return integer(whole);
    return word(fmt::format("{}", decimal.value()));
  }
  separate();
  char* at = out_.room(longest_number);
  std::int64_t left = decimal.ten_thousandths;
  if (left < 0) {
    *at++ = '-';
    left = -left;
  }
  at = std::to_chars(at, at + longest_number, left / 10'000).ptr;
  int places = static_cast<int>(left % 10'000);
  if (places > 0) *at++ = '.';
  for (int unit = 1000; places > 0; unit /= 10) {
    *at++ = static_cast<char>('0' + places / unit);
    places %= unit;
  }
  out_.fill(at);
}

void JsonWriter::number(double value) {
  if (!std::isfinite(value)) return null();
  if (std::abs(value) < 1e14) return number(Decimal::of(value));
  word(fmt::format("{}", value));
}

void JsonWriter::integer(std::int64_t value) {
  separate();
  char* const at = out_.room(longest_number);
  out_.fill(std::to_chars(at, at + longest_number, value).ptr);
}

void JsonWriter::hexadecimal(std::uint64_t value) {
  separate();
  char* at = out_.room(18);
  *at++ = '"';
  for (int shift = 60; shift >= 0; shift -= 4) *at++ = digits[value >> shift & 0xF];
  *at++ = '"';
  out_.fill(at);
}

void JsonWriter::word(std::string_view word) {
  separate();
  out_.put(word);
}

void JsonWriter::begin_line() {
  if (!empty_) out_.put(',');
  if (depth_ > 0) new_line();
  empty_ = false;
}

void JsonWriter::new_line() {
  out_.put('\n');
  for (std::size_t at = 0; at < depth_ * indent; ++at) out_.put(' ');
}

}  // namespace stackdrag::report
