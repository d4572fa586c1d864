// The files of one run, laid end to end, and the way from a byte offset back to file, line and column.
#include "stackdrag/source.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "stackdrag/ensure.h"

namespace stackdrag {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t block = 256;
constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;

std::uint64_t eight_bytes(std::string_view bytes, std::size_t offset) {
  std::uint64_t eight = 0;
  std::memcpy(&eight, bytes.data() + offset, 8);
  return eight;
}

/// Counts bytes, eight at a time: `mark` sets the lowest bit of each byte that counts. `counts` tests a single byte, for the rest.
template <class Mark, class Is>
std::uint32_t count_bytes(std::string_view bytes, Mark mark, Is counts) {
  std::size_t count = 0;
  std::size_t offset = 0;
  while (bytes.size() - offset >= 8) {
    // After at most 255 rounds each of the eight 8-bit sums still fits, and so do the 16-bit sums that they are added up in.
    const std::size_t end = offset + std::min<std::size_t>((bytes.size() - offset) / 8, 255) * 8;
    std::uint64_t sums = 0;
    for (; offset < end; offset += 8) sums += mark(eight_bytes(bytes, offset));
    constexpr std::uint64_t even = 0x00FF'00FF'00FF'00FF;
    count += (((sums & even) + (sums >> 8 & even)) * 0x0001'0001'0001'0001) >> 48;
  }
  for (; offset < bytes.size(); ++offset) count += counts(bytes[offset]) ? 1U : 0U;
  return static_cast<std::uint32_t>(count);
}

/// How many code points begin in these bytes. Must also work for bytes that are not UTF-8, to locate mistakes in broken files.
std::uint32_t count_code_points(std::string_view bytes) {
  const auto continuations = [](std::uint64_t eight) { return (eight >> 7) & (~eight >> 6) & ones; };
  const auto is_continuation = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; };
  return static_cast<std::uint32_t>(bytes.size()) - count_bytes(bytes, continuations, is_continuation);
}

std::uint32_t count_breaks(std::string_view bytes) {
  // XOR turns each line break into a zero byte. Adding 0x7F then sets the high bit of every other byte, and cannot carry into the next.
  const auto breaks = [](std::uint64_t eight) {
    const std::uint64_t other = eight ^ (ones * '\n');
    return (~(((other & ~high_bits) + ~high_bits) | other) & high_bits) >> 7;
  };
  return count_bytes(bytes, breaks, [](char byte) { return byte == '\n'; });
}

bool is_ascii(std::string_view text) {
  std::uint64_t all = 0;
  std::size_t offset = 0;
  for (; text.size() - offset >= 8; offset += 8) all |= eight_bytes(text, offset);
  for (; offset < text.size(); ++offset) all |= static_cast<unsigned char>(text[offset]);
  return (all & high_bits) == 0;
}

/// For each block of the text, the count of everything before it.
template <class Count>
std::vector<std::uint32_t> sums_before_blocks(std::string_view text, Count count) {
  std::vector<std::uint32_t> before{0};
  before.reserve(text.size() / block + 1);
  for (std::size_t offset = 0; offset + block <= text.size(); offset += block) {
    before.push_back(before.back() + count(text.substr(offset, block)));
  }
  return before;
}

/// The count of everything before the offset `end`.
template <class Count>
std::uint32_t sum_before(std::string_view text, const std::vector<std::uint32_t>& blocks, std::size_t end, Count count) {
  const std::size_t whole = end / block;
  return blocks[whole] + count(text.substr(whole * block, end - whole * block));
}

/// The offset of the first line: after a byte order mark, if there is one.
std::size_t first_line(std::string_view text) { return text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0; }

}  // namespace

std::size_t Sources::add(std::string name, std::string text, bool shown) {
  ensure(fits(text.size()), "the sources are too large together");
  File& file = files_.emplace_back(File{std::move(name), std::move(text), next_, {}, {}, shown});
  file.breaks_before = sums_before_blocks(file.text, count_breaks);
  if (!is_ascii(file.text)) file.code_points_before = sums_before_blocks(file.text, count_code_points);
  // One more than the number of bytes, so that the end of the file has an offset of its own.
  next_ += static_cast<std::uint32_t>(file.text.size()) + 1;
  return files_.size() - 1;
}

std::string_view Sources::text(Span span) const {
  ensure(span.written() && span.begin <= span.end, "this span has no text");
  const File& file = file_of(span.begin);
  return std::string_view(file.text).substr(span.begin - file.base, span.end - span.begin);
}

Location Sources::locate(Span span) const {
  if (files_.empty()) return {};
  const File& file = file_of(span.begin);
  const std::string_view text = file.text;
  const std::size_t begin = offset_in(file, span.begin);
  const std::size_t end = offset_in(file, std::max(span.begin, span.end));
  const auto [line, column] = place_in(file, begin);
  // Most spans are short and end on the line where they begin.
  if (end - begin <= block && text.substr(begin, end - begin).find('\n') == std::string_view::npos) {
    return {file.name, line, column, line, column + code_points(file, begin, end)};
  }
  const auto [end_line, end_column] = place_in(file, end);
  return {file.name, line, column, end_line, end_column};
}

std::string_view Sources::whole_text(Span span) const { return files_.empty() ? std::string_view() : file_of(span.begin).text; }

std::string_view Sources::line(Span span) const {
  if (files_.empty()) return {};
  const File& file = file_of(span.begin);
  const std::size_t at = offset_in(file, span.begin);
  const std::size_t begin = line_start(file, at);
  std::string_view line = std::string_view(file.text).substr(begin, line_end(file, at) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::size_t Sources::offset_in_line(Span span) const {
  if (files_.empty()) return 0;
  const File& file = file_of(span.begin);
  const std::size_t at = offset_in(file, span.begin);
  return std::min(at - line_start(file, at), line(span).size());
}

const Sources::File& Sources::file_of(std::uint32_t offset) const {
  ensure(!files_.empty(), "there is no source");
  const auto after =
      std::upper_bound(files_.begin(), files_.end(), offset, [](std::uint32_t wanted, const File& file) { return wanted < file.base; });
  return after == files_.begin() ? *after : *std::prev(after);
}

/// The offset within the file's text; offsets before or after the text are clamped to its beginning or end.
std::size_t Sources::offset_in(const File& file, std::uint32_t offset) {
  const std::string_view text = file.text;
  return std::clamp<std::size_t>(offset - std::min(offset, file.base), first_line(text), text.size());
}

Sources::Place Sources::place_in(const File& file, std::size_t at) {
  return {sum_before(file.text, file.breaks_before, at, count_breaks) + 1, code_points(file, line_start(file, at), at) + 1};
}

/// Where the line of an offset begins: after the last break before it, in its own block or in an earlier one.
std::size_t Sources::line_start(const File& file, std::size_t at) {
  const std::string_view text = file.text;
  const std::size_t whole = at / block;
  const auto last_break = [&](std::size_t begin, std::size_t end) { return text.substr(begin, end - begin).rfind('\n'); };
  if (const auto found = last_break(whole * block, at); found != std::string_view::npos) return whole * block + found + 1;
  const auto& breaks = file.breaks_before;
  if (breaks[whole] == 0) return first_line(text);
  const auto behind = std::lower_bound(breaks.begin(), breaks.begin() + static_cast<std::ptrdiff_t>(whole), breaks[whole]);
  const std::size_t begin = static_cast<std::size_t>(behind - breaks.begin() - 1) * block;
  return begin + last_break(begin, begin + block) + 1;
}

/// Where the line of an offset ends: at the next break, in its own block or in a later one.
std::size_t Sources::line_end(const File& file, std::size_t at) {
  const std::string_view text = file.text;
  const std::size_t whole = at / block;
  if (const auto found = text.substr(at, (whole + 1) * block - at).find('\n'); found != std::string_view::npos) return at + found;
  const auto& breaks = file.breaks_before;
  if (whole + 1 >= breaks.size()) return text.size();
  const auto next = breaks.begin() + static_cast<std::ptrdiff_t>(whole + 1);
  const auto behind = std::upper_bound(next, breaks.end(), *next);
  return std::min(text.find('\n', static_cast<std::size_t>(behind - breaks.begin() - 1) * block), text.size());
}

unsigned Sources::code_points(const File& file, std::size_t begin, std::size_t end) {
  if (file.code_points_before.empty()) return static_cast<unsigned>(end - begin);
  const std::string_view text = file.text;
  if (end - begin <= block) return count_code_points(text.substr(begin, end - begin));
  return sum_before(text, file.code_points_before, end, count_code_points) -
         sum_before(text, file.code_points_before, begin, count_code_points);
}

}  // namespace stackdrag
