// The files of one run, laid end to end, and the way from a byte offset back to file, line and column.
#include "stackdrag/source.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <iterator>

namespace stackdrag {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t block = 1024;

/// How many code points begin in these bytes. Bytes that are not UTF-8 get a number too: a place in a broken file is shown as well.
std::uint32_t count_code_points(std::string_view bytes) {
  std::uint64_t continuations = 0;
  std::size_t offset = 0;
  // Eight bytes at a time: those with bit 7 and without bit 6 begin none. The product adds up the eight marks.
  for (; bytes.size() - offset >= 8; offset += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes.data() + offset, 8);
    continuations += (((eight >> 7) & (~eight >> 6) & 0x0101'0101'0101'0101U) * 0x0101'0101'0101'0101U) >> 56;
  }
  for (; offset < bytes.size(); ++offset) continuations += (static_cast<unsigned char>(bytes[offset]) & 0xC0) == 0x80 ? 1U : 0U;
  return static_cast<std::uint32_t>(bytes.size() - continuations);
}

/// The offsets at which lines begin. A byte order mark stands before the first line.
std::vector<std::uint32_t> find_lines(std::string_view text) {
  std::size_t offset = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  std::vector<std::uint32_t> starts{static_cast<std::uint32_t>(offset)};
  while (offset < text.size()) {
    const void* found = std::memchr(text.data() + offset, '\n', text.size() - offset);
    if (found == nullptr) break;
    offset = static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) + 1;
    starts.push_back(static_cast<std::uint32_t>(offset));
  }
  return starts;
}

/// The number of code points before each block of the text.
std::vector<std::uint32_t> count_blocks(std::string_view text) {
  std::vector<std::uint32_t> before{0};
  for (std::size_t offset = 0; offset + block <= text.size(); offset += block) {
    before.push_back(before.back() + count_code_points(text.substr(offset, block)));
  }
  return before;
}

}  // namespace

std::size_t Sources::add(std::string name, std::string text) {
  assert(fits(text.size()));
  File file{std::move(name), std::move(text), next_, {}, {}};
  file.line_starts = find_lines(file.text);
  file.code_points_before = count_blocks(file.text);
  // One offset more than there are bytes, so that the end of the file is a place of its own.
  next_ += static_cast<std::uint32_t>(file.text.size()) + 1;
  files_.push_back(std::move(file));
  return files_.size() - 1;
}

std::string_view Sources::text(Span span) const {
  assert(span.written() && span.begin <= span.end);
  const File& file = file_of(span.begin);
  return std::string_view(file.text).substr(span.begin - file.base, span.end - span.begin);
}

Location Sources::locate(Span span) const {
  if (files_.empty()) return {};
  const File& file = file_of(span.begin);
  const auto [line, column] = place_in(file, span.begin);
  const auto [end_line, end_column] = place_in(file, std::max(span.begin, span.end));
  return {file.name, line, column, end_line, end_column};
}

std::string_view Sources::line(Span span) const {
  if (files_.empty()) return {};
  const File& file = file_of(span.begin);
  const std::size_t begin = file.line_starts[place_in(file, span.begin).line - 1];
  std::string_view line = std::string_view(file.text).substr(begin);
  line = line.substr(0, line.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

const Sources::File& Sources::file_of(std::uint32_t offset) const {
  assert(!files_.empty());
  const auto after =
      std::upper_bound(files_.begin(), files_.end(), offset, [](std::uint32_t wanted, const File& file) { return wanted < file.base; });
  return after == files_.begin() ? *after : *std::prev(after);
}

Sources::Place Sources::place_in(const File& file, std::uint32_t offset) {
  const std::size_t in_file = std::min<std::size_t>(offset - std::min(offset, file.base), file.text.size());
  const auto at = static_cast<std::uint32_t>(std::max<std::size_t>(in_file, file.line_starts.front()));
  const auto after = std::upper_bound(file.line_starts.begin(), file.line_starts.end(), at);
  const std::uint32_t line_start = *std::prev(after);
  // A file may be one line of many megabytes with many findings in it, so a column must not cost the length of its line.
  const auto code_points_before = [&](std::size_t end) {
    const std::size_t whole = end / block;
    return file.code_points_before[whole] + count_code_points(std::string_view(file.text).substr(whole * block, end - whole * block));
  };
  return {static_cast<unsigned>(after - file.line_starts.begin()), code_points_before(at) - code_points_before(line_start) + 1};
}

}  // namespace stackdrag
