// Cuts a line of source around the text that is meant.
#include "render/terminal/excerpt.h"

#include <algorithm>
#include <optional>

#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::string_view tab = "    ";
constexpr std::string_view cut = "…";

/// The same text with U+FFFD for every byte that is not UTF-8, so that code points can be counted.
std::string decodable(std::string_view text) {
  std::string out;
  while (const std::optional<std::size_t> invalid = first_invalid_utf8(text)) {
    out.append(text.substr(0, *invalid)).append("\uFFFD");
    text.remove_prefix(*invalid + 1);
  }
  return out.append(text);
}

/// The byte offset of a column, or the end.
std::size_t offset_of(std::string_view text, unsigned first_column, unsigned column) {
  std::size_t offset = 0;
  for (unsigned at = first_column; at < column && offset < text.size(); ++at) next_code_point(text, offset);
  return offset;
}

/// Whether the byte at `offset` belongs to the code point before it.
bool is_continuation(std::string_view text, std::size_t offset) {
  return offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80;
}

struct Range {
  std::size_t begin, end;
};

Range guilty_range(std::string_view text, unsigned first_column, const Location& location) {
  const std::size_t begin = offset_of(text, first_column, location.column);
  if (location.end_line > location.line) return {begin, text.size()};
  return {begin, std::max(begin, offset_of(text, first_column, location.end_column))};
}

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\t', begin), text.size());
    out += visible(text.substr(begin, end - begin));
    if (end < text.size()) out += tab;
    begin = end + 1;
  }
  return out;
}

/// The longest beginning of a text that takes at most `columns`, with a `…` if something is missing.
std::string beginning(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  if (columns == 0) return {};
  std::size_t width = 0, kept = 0;
  for (std::size_t offset = 0; offset < text.size(); kept = offset) {
    const std::size_t begin = offset;
    next_code_point(text, offset);
    width += display_width(text.substr(begin, offset - begin));
    if (width > columns - 1) break;
  }
  return std::string(text.substr(0, kept)).append(cut);
}

/// The longest ending of a text that takes at most `columns`, with a `…` if something is missing.
std::string ending(std::string_view text, std::size_t columns) {
  std::size_t width = display_width(text);
  if (width <= columns) return std::string(text);
  if (columns == 0) return {};
  std::size_t offset = 0;
  while (offset < text.size() && width > columns - 1) {
    const std::size_t begin = offset;
    next_code_point(text, offset);
    width -= display_width(text.substr(begin, offset - begin));
  }
  return std::string(cut).append(text.substr(offset));
}

bool is_key_character(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.' || c == '"' || c == '\''; }

/// Where the key begins whose value begins at `value`; `value` itself if there is no key before it on the line.
std::size_t key_before(std::string_view text, std::size_t value) {
  std::size_t at = value;
  while (at > 0 && text[at - 1] == ' ') --at;
  if (at == 0 || text[at - 1] != ':') return value;
  std::size_t key = --at;
  while (key > 0 && is_key_character(text[key - 1])) --key;
  return key < at ? key : value;
}

/// A part of a line, fit for a terminal, without the spaces around it.
std::string trimmed(std::string_view text, Range range) {
  // Looks at no more than could fit, as a line may have megabytes.
  std::size_t end = std::min(range.end, range.begin + 4096);
  while (is_continuation(text, end)) ++end;
  const std::string shown = printable(text.substr(range.begin, end - range.begin));
  const std::size_t first = shown.find_first_not_of(' ');
  return first == std::string::npos ? "" : shown.substr(first, shown.find_last_not_of(' ') - first + 1);
}

}  // namespace

Excerpt excerpt_of(std::string_view line, unsigned first_column, const Location& location, std::size_t columns) {
  const std::string text = decodable(line);
  const Range guilty = guilty_range(text, first_column, location);
  // More bytes than this cannot fit: a code point has at most four, and marks that take no column may follow it.
  const std::size_t most = columns * 16;
  const std::string_view view = text;
  std::size_t begin = guilty.begin > most ? guilty.begin - most : 0;
  while (is_continuation(view, begin)) ++begin;
  std::size_t end = std::min(guilty.end + most, view.size());
  while (is_continuation(view, end)) ++end;

  Excerpt parts{printable(view.substr(begin, guilty.begin - begin)), printable(view.substr(guilty.begin, guilty.end - guilty.begin)),
                printable(view.substr(guilty.end, end - guilty.end))};
  const std::size_t rest = display_width(parts.guilty) + display_width(parts.after);
  const std::size_t room_before = std::max(columns / 3, columns - std::min(rest, columns));
  parts.before = ending(parts.before, room_before);
  std::size_t room = columns - display_width(parts.before);
  parts.guilty = beginning(parts.guilty, room);
  room -= display_width(parts.guilty);
  parts.after = parts.guilty.ends_with(cut) ? "" : beginning(parts.after, room);
  return parts;
}

std::string carets_under(const Excerpt& excerpt) { return std::string(std::max<std::size_t>(1, display_width(excerpt.guilty)), '^'); }

std::string short_source(std::string_view line, unsigned first_column, const Location& location, std::size_t columns) {
  const std::string text = decodable(line);
  const Range guilty = guilty_range(text, first_column, location);
  std::string with_key = trimmed(text, {key_before(text, guilty.begin), guilty.end});
  if (display_width(with_key) <= columns) return with_key;
  // If both do not fit, the whole value says more than a part of the key and a part of the value.
  const std::string alone = trimmed(text, guilty);
  return shorten(display_width(alone) <= columns ? alone : with_key, columns);
}

}  // namespace stackdrag::report
