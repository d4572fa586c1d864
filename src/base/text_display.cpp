// Text on a terminal: made visible, measured in columns, cut, padded and broken into lines.
#include <algorithm>
#include <cstdint>
#include <iterator>

#include <fmt/format.h>

#include "base/width.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

bool is_bidirectional_control(char32_t c) {
  return c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// Code points that can hide in a word. The zero-width joiners and the variation selectors are not among them: emoji and several
/// scripts need them, and they can do no harm.
bool is_hidden(char32_t c) {
  return c == 0xAD || c == 0x180E || c == 0x200B || c == 0x2028 || c == 0x2029 || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F) || (c & 0xFFFE) == 0xFFFE;
}

bool is_printable_ascii(char c) { return c >= ' ' && c <= '~'; }

void append_visible(std::string& out, std::string_view valid, bool blanks) {
  for (std::size_t offset = 0; offset < valid.size();) {
    const std::size_t begin = offset;
    const char32_t c = next_code_point(valid, offset);
    if (is_control(c) || is_bidirectional_control(c) || is_hidden(c) || (blanks && is_odd_blank(c))) {
      fmt::format_to(std::back_inserter(out), "\\u{{{:x}}}", static_cast<std::uint32_t>(c));
    } else {
      out.append(valid, begin, offset - begin);
    }
  }
}

/// The length of the longest prefix of `text` that takes at most `columns`, including combining marks on its last character.
std::size_t fitting_prefix(std::string_view text, std::size_t columns, std::size_t& taken) {
  taken = 0;
  std::size_t offset = 0;
  while (offset < text.size()) {
    std::size_t after = offset;
    const std::size_t width = column_width(next_code_point(text, after));
    if (taken + width > columns) break;
    taken += width;
    offset = after;
  }
  return offset;
}

/// The offset of the longest suffix of `text` that takes at most `columns`, given that the whole takes `width`.
std::size_t fitting_suffix(std::string_view text, std::size_t columns, std::size_t width) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    std::size_t after = offset;
    const std::size_t next = column_width(next_code_point(text, after));
    // A combining mark without its character would attach to the `…`.
    if (width <= columns && next != 0) break;
    width -= next;
    offset = after;
  }
  return offset;
}

}  // namespace

bool is_odd_blank(char32_t c) {
  return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

namespace {

std::string made_visible(std::string_view text, bool blanks) {
  if (std::all_of(text.begin(), text.end(), is_printable_ascii)) return std::string(text);
  std::string out;
  out.reserve(text.size() + 16);
  while (const std::optional<std::size_t> invalid = first_invalid_utf8(text)) {
    append_visible(out, text.substr(0, *invalid), blanks);
    out += "\uFFFD";
    text.remove_prefix(*invalid + 1);
  }
  append_visible(out, text, blanks);
  return out;
}

}  // namespace

std::string visible(std::string_view text) { return made_visible(text, false); }
std::string visible_blanks(std::string_view text) { return made_visible(text, true); }

// Counts each code point by itself: terminals disagree on the width of joined emoji, and most do it this way.
std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t offset = 0; offset < text.size();) width += column_width(next_code_point(text, offset));
  return width;
}

std::string shorten(std::string_view text, std::size_t columns) {
  const std::size_t width = display_width(text);
  if (width <= columns) return std::string(text);
  if (columns == 0) return {};
  const std::size_t room = columns - 1;
  std::size_t taken = 0;
  const std::size_t head = fitting_prefix(text, room - room / 2, taken);
  const std::size_t tail = fitting_suffix(text, room - taken, width);
  return fmt::format("{}…{}", text.substr(0, head), text.substr(tail));
}

std::string pad(std::string_view text, std::size_t columns) {
  std::string out(text);
  const std::size_t width = display_width(text);
  if (width < columns) out.append(columns - width, ' ');
  return out;
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines(1);
  std::size_t width = 0;
  for (std::size_t begin = text.find_first_not_of(' '); begin < text.size(); begin = text.find_first_not_of(' ', begin)) {
    const std::string_view word = text.substr(begin, text.find(' ', begin) - begin);
    const std::size_t word_width = display_width(word);
    if (!lines.back().empty() && width + 1 + word_width > columns) {
      lines.emplace_back();
      width = 0;
    }
    if (!lines.back().empty()) {
      lines.back() += ' ';
      ++width;
    }
    lines.back() += word;
    width += word_width;
    begin += word.size();
  }
  return lines;
}

}  // namespace stackdrag
