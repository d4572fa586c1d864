// Refuses bytes that are not text, saying where and what to do about it.
#include "document/bytes.h"

#include <algorithm>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag::document {
namespace {

bool starts_with(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

bool is_four_bytes_wide(std::string_view text) {
  const std::string_view first = text.substr(0, 4);
  if (first == std::string_view("\xFF\xFE\0\0", 4) || first == std::string_view("\0\0\xFE\xFF", 4)) return true;
  const std::size_t zeros = static_cast<std::size_t>(std::count(first.begin(), first.end(), '\0'));
  return first.size() == 4 && zeros == 3;
}

// UTF-16 and UTF-32, with or without a byte order mark: in both, ASCII text has a NUL next to every letter.
bool looks_like_wide_text(std::string_view text) {
  if (starts_with(text, "\xFF\xFE") || starts_with(text, "\xFE\xFF")) return true;
  return text.size() >= 2 && ((text[0] == '\0') != (text[1] == '\0') || is_four_bytes_wide(text));
}

struct CodePoint {
  unsigned value;
  std::size_t size;
};

// Only the few code points that YAML excludes matter: C0, DEL, C1, a byte order mark, U+FFFE and U+FFFF.
CodePoint decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) { return static_cast<unsigned>(static_cast<unsigned char>(text[at + offset])); };
  if (byte(0) < 0x80) return {byte(0), 1};
  if (byte(0) < 0xE0) return {(byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu), 2};
  if (byte(0) < 0xF0) return {(byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu), 3};
  return {0x10000, 4};
}

bool printable(unsigned code_point) {
  if (code_point < 0x20) return code_point == '\t' || code_point == '\n' || code_point == '\r';
  if (code_point < 0x7F) return true;
  if (code_point < 0xA0) return code_point == 0x85;
  return code_point != 0xFEFF && code_point != 0xFFFE && code_point != 0xFFFF;
}

std::string message_for(unsigned code_point) {
  if (code_point == 0) return "a NUL byte; this is not a text file";
  if (code_point == '\r') return "a carriage return without a line feed; save the file with line endings `LF` or `CRLF`";
  if (code_point == 0xFEFF) return "a byte order mark inside the text; remove it";
  if (code_point > 0xFF) return fmt::format("U+{:04X} is not a character; remove it", code_point);
  return fmt::format("control character U+{:04X}; remove it, or write it as an escape in double quotes", code_point);
}

// Printable ASCII and line ends are nearly all of any document. A compiler turns this loop into a few wide comparisons.
constexpr std::size_t block_bytes = 64;
bool is_plain_block(const char* bytes) {
  unsigned char odd = 0;
  for (std::size_t i = 0; i < block_bytes; ++i) {
    const auto c = static_cast<signed char>(bytes[i]);
    const bool control = (c < 0x20) & (c != '\n') & ((c != '\r') | (bytes[i + 1] != '\n'));
    odd |= static_cast<unsigned char>(control | (c == 0x7F));
  }
  return odd == 0;
}

}  // namespace

std::size_t byte_order_mark(std::string_view text) { return starts_with(text, "\xEF\xBB\xBF") ? 3 : 0; }

std::optional<Problem> unreadable(std::string_view text, std::uint32_t base, Author author) {
  const auto problem = [base](std::string message, std::size_t at, std::size_t size) {
    const auto begin = base + static_cast<std::uint32_t>(at);
    return Problem{std::move(message), {begin, begin + static_cast<std::uint32_t>(size)}};
  };
  if (looks_like_wide_text(text))
    return problem(fmt::format("this looks like {}; save the file as UTF-8", is_four_bytes_wide(text) ? "UTF-32" : "UTF-16"), 0, 1);
  // Plain blocks are valid UTF-8, and nearly all documents consist of nothing else.
  std::size_t at = byte_order_mark(text);
  while (text.size() - at > block_bytes && is_plain_block(text.data() + at)) at += block_bytes;
  const std::optional<std::size_t> invalid = first_invalid_utf8(text.substr(at));
  const std::size_t end = invalid ? at + *invalid : text.size();
  while (at < end) {
    if (end - at > block_bytes && is_plain_block(text.data() + at)) {
      at += block_bytes;
      continue;
    }
    // A block with anything else is checked byte by byte.
    const std::size_t stop = std::min(end, at + block_bytes);
    while (at < stop) {
      const CodePoint found = decode(text, at);
      const bool lone_return = found.value == '\r' && (at + 1 == text.size() || text[at + 1] != '\n');
      const bool is_odd = !printable(found.value) && !(author == Author::program && found.value >= 0x7F);
      if (is_odd || lone_return) return problem(message_for(found.value), at, found.size);
      at += found.size;
    }
  }
  if (!invalid) return std::nullopt;
  return problem(fmt::format("byte 0x{:02X} is not UTF-8; save the file as UTF-8", static_cast<unsigned char>(text[end])), end, 1);
}

}  // namespace stackdrag::document
