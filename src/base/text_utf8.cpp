// Strict UTF-8: finds the first invalid byte, and decodes one code point at a time.
#include <cstdint>
#include <cstring>

#include "stackdrag/text.h"

namespace stackdrag {
namespace {

unsigned char byte_at(std::string_view text, std::size_t offset) { return static_cast<unsigned char>(text[offset]); }

/// The length of the sequence that begins with this byte; 0 if none may begin with it.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

/// The second byte reveals overlong forms, surrogates and code points above U+10FFFF.
bool may_follow(unsigned char lead, unsigned char second) {
  if (lead == 0xE0) return second >= 0xA0 && second <= 0xBF;
  if (lead == 0xED) return second >= 0x80 && second <= 0x9F;
  if (lead == 0xF0) return second >= 0x90 && second <= 0xBF;
  if (lead == 0xF4) return second >= 0x80 && second <= 0x8F;
  return second >= 0x80 && second <= 0xBF;
}

bool sequence_is_valid(std::string_view text, std::size_t offset, std::size_t length) {
  if (length == 0 || text.size() - offset < length) return false;
  if (length > 1 && !may_follow(byte_at(text, offset), byte_at(text, offset + 1))) return false;
  for (std::size_t i = 2; i < length; ++i) {
    if ((byte_at(text, offset + i) & 0xC0) != 0x80) return false;
  }
  return true;
}

/// Inventories are nearly all ASCII, so checking eight bytes at a time pays off.
std::size_t skip_ascii(std::string_view text, std::size_t offset) {
  for (; text.size() - offset >= 8; offset += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + offset, 8);
    if ((eight & 0x8080'8080'8080'8080U) != 0) break;
  }
  while (offset < text.size() && byte_at(text, offset) < 0x80) ++offset;
  return offset;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  std::size_t offset = skip_ascii(text, 0);
  while (offset < text.size()) {
    const std::size_t length = sequence_length(byte_at(text, offset));
    if (!sequence_is_valid(text, offset, length)) return offset;
    offset += length;
    // Text in other scripts has few long stretches of ASCII, so look for one only where ASCII begins.
    if (offset < text.size() && byte_at(text, offset) < 0x80) offset = skip_ascii(text, offset);
  }
  return std::nullopt;
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const unsigned char lead = byte_at(text, offset++);
  if (lead < 0x80) return lead;
  const std::size_t length = sequence_length(lead);
  char32_t code_point = length == 2 ? lead & 0x1FU : length == 3 ? lead & 0x0FU : lead & 0x07U;
  // The bound matters only if the contract is broken: the result is then wrong, but nothing is read past the end.
  for (std::size_t i = 1; i < length && offset < text.size(); ++i) {
    code_point = code_point << 6 | (byte_at(text, offset++) & 0x3FU);
  }
  return code_point;
}

}  // namespace stackdrag
