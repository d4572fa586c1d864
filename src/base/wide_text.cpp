// From UTF-16 to UTF-8.
#include "stackdrag/wide_text.h"

#include <cstdint>

namespace stackdrag {
namespace {

constexpr std::uint32_t first_high = 0xD800, first_low = 0xDC00, behind_low = 0xE000;

void append(std::string& text, std::uint32_t code_point) {
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  const auto put_rest = [&](unsigned shift) { put(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point < 0x80) return put(code_point);
  if (code_point < 0x800) return put(0xC0 | (code_point >> 6)), put_rest(0);
  if (code_point < 0x10000) return put(0xE0 | (code_point >> 12)), put_rest(6), put_rest(0);
  put(0xF0 | (code_point >> 18)), put_rest(12), put_rest(6), put_rest(0);
}

}  // namespace

std::optional<std::string> from_utf16(std::string_view bytes) {
  const bool little = bytes.starts_with("\xFF\xFE");
  // In UTF-32 the same mark is followed by zeros.
  const bool is_wider = little && bytes.substr(2).starts_with(std::string_view("\0\0", 2));
  if (is_wider || (!little && !bytes.starts_with("\xFE\xFF")) || bytes.size() % 2 != 0) return std::nullopt;
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<std::uint32_t>(little ? second << 8 | first : first << 8 | second);
  };
  std::string text;
  text.reserve(bytes.size() / 2);
  for (std::size_t at = 2; at < bytes.size(); at += 2) {
    std::uint32_t code_point = unit(at);
    if (code_point >= first_high && code_point < behind_low) {
      if (code_point >= first_low || at + 2 >= bytes.size()) return std::nullopt;
      const std::uint32_t low = unit(at += 2);
      if (low < first_low || low >= behind_low) return std::nullopt;
      code_point = 0x10000 + ((code_point - first_high) << 10) + (low - first_low);
    }
    append(text, code_point);
  }
  return text;
}

}  // namespace stackdrag
