// Writes numbers in their shortest form and texts with escapes, and lays out lines.
#include "stackdrag/json_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t indent = 2;
constexpr std::size_t longest_number = 32;
constexpr std::string_view digits = "0123456789abcdef";

constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
/// How many bytes of a text are escaped at a time, and the most bytes that this yields: six for each, and one code point more that
/// extends past the end.
constexpr std::size_t stretch = 8 * 1024;
constexpr std::size_t room_for(std::size_t bytes) { return 6 * bytes + 12; }
static_assert(room_for(stretch) + 2 <= Output::piece_bytes);

/// Whether any of eight bytes needs an escape in JSON.
bool any_special(std::uint64_t eight) {
  const auto has_zero = [](std::uint64_t bytes) { return (bytes - ones) & ~bytes & high_bits; };
  const std::uint64_t controls = (eight - ones * 0x20) & ~eight & high_bits;
  return ((eight & high_bits) | controls | has_zero(eight ^ ones * '"') | has_zero(eight ^ ones * '\\') | has_zero(eight ^ ones * 0x7F)) !=
         0;
}

constexpr auto special = [] {
  std::array<bool, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) table[byte] = byte < ' ' || byte > '~' || byte == '"' || byte == '\\';
  return table;
}();
bool is_special(char c) { return special[static_cast<unsigned char>(c)]; }

/// The letter of a character's short escape; 0 if it has none.
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

char* put_unit(char* at, char32_t unit) {
  *at++ = '\\';
  *at++ = 'u';
  for (int shift = 12; shift >= 0; shift -= 4) *at++ = digits[unit >> shift & 0xF];
  return at;
}

char* put_special(char* at, char32_t code_point) {
  if (const char letter = short_escape(code_point)) {
    *at++ = '\\';
    *at++ = letter;
    return at;
  }
  if (code_point < 0x10000) return put_unit(at, code_point);
  at = put_unit(at, 0xD800 + ((code_point - 0x10000) >> 10));
  return put_unit(at, 0xDC00 + ((code_point - 0x10000) & 0x3FF));
}

/// Moves bytes that need no escape from the front of the text to the output.
char* put_plain(char* at, std::string_view& text, std::size_t most) {
  std::size_t size = 0;
  for (; most - size >= 8; size += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + size, 8);
    if (any_special(eight)) break;
    std::memcpy(at + size, &eight, 8);
  }
  // The last few bytes: copies eight at once, some of them for the second time.
  if (most >= 8 && most - size < 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + most - 8, 8);
    if (!any_special(eight)) {
      std::memcpy(at + most - 8, &eight, 8);
      size = most;
    }
  }
  for (; size < most && !is_special(text[size]); ++size) at[size] = text[size];
  text.remove_prefix(size);
  return at + size;
}

/// The code point at the front of a text if it is a common one of three bytes, such as an arrow or a dash; else 0.
char32_t three_bytes(std::string_view text) {
  if (text.size() < 3) return 0;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const bool common = (byte(0) & 0xF0) == 0xE0 && byte(0) != 0xE0 && byte(0) != 0xED;
  if (!common || (byte(1) & 0xC0) != 0x80 || (byte(2) & 0xC0) != 0x80) return 0;
  return (byte(0) & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU);
}

/// Moves a stretch from the front of the text to the output, escaped.
char* put_stretch(char* at, std::string_view& text) {
  const char* const end = text.data() + std::min(text.size(), stretch);
  while (text.data() < end) {
    at = put_plain(at, text, static_cast<std::size_t>(end - text.data()));
    if (text.data() == end) break;
    if (const char32_t code_point = three_bytes(text)) {
      at = put_unit(at, code_point);
      text.remove_prefix(3);
      continue;
    }
    std::size_t size = 0;
    const bool valid = first_invalid_utf8(text.substr(0, 4)) != 0;
    at = put_special(at, valid ? next_code_point(text, size) : 0xFFFD);
    text.remove_prefix(valid ? size : 1);
  }
  return at;
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
  out_.put(is_compact() ? ":" : ": ");
  has_key_ = true;
  return *this;
}

void JsonWriter::text(std::string_view text) {
  separate();
  const auto room = [&] { return out_.room(room_for(std::min(text.size(), stretch)) + 2); };
  char* at = room();
  *at++ = '"';
  at = put_stretch(at, text);
  while (!text.empty()) {
    out_.fill(at);
    at = put_stretch(room(), text);
  }
  *at++ = '"';
  out_.fill(at);
}

void JsonWriter::number(Decimal decimal) {
  // Beyond this many digits, a double cannot tell neighbouring values apart.
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

std::string json_text(std::string_view text) {
  std::string json = collected([&](Output& out) { JsonWriter(out).text(text); });
  return json.substr(0, json.find_last_not_of('\n') + 1);
}

}  // namespace stackdrag::report
