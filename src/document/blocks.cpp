// Literal and folded blocks: their extent and their text.
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "document/scalars.h"

namespace stackdrag::document {
namespace {

struct Header {
  bool folded = false;
  char chomp = ' ';
  int digit = 0;
  std::size_t end = 0;
};

Header read_header(std::string_view text, std::size_t at) {
  Header header{.folded = text[at] == '>'};
  for (++at; at < text.size(); ++at) {
    if (text[at] == '+' || text[at] == '-') {
      header.chomp = text[at];
    } else if (text[at] >= '1' && text[at] <= '9') {
      header.digit = text[at] - '0';
    } else {
      break;
    }
  }
  header.end = at;
  return header;
}

std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

std::size_t spaces_at(std::string_view text, std::size_t at) { return std::min(text.find_first_not_of(' ', at), text.size()) - at; }

bool is_blank_line(std::string_view text, std::size_t at) { return at + spaces_at(text, at) >= line_end(text, at); }

// The indentation of the block: that of its first line that is not blank; if all are blank, that of the longest.
std::size_t find_indent(std::string_view text, std::size_t at, std::size_t least) {
  std::size_t widest = least;
  for (; at < text.size() && is_blank_line(text, at); at = next_line(text, at)) widest = std::max(widest, spaces_at(text, at));
  const std::size_t first = at < text.size() ? spaces_at(text, at) : 0;
  return first >= least ? first : widest;
}

// Joins the lines of a folded block: a break between two lines of text becomes a space, and each blank line between them a break.
// Next to a line that is indented further or begins with a tab, all breaks stay.
std::string fold_lines(const std::vector<std::string_view>& lines) {
  std::string text;
  const auto is_text = [](std::string_view line) { return !line.empty() && !is_blank(line.front()); };
  std::size_t blank = 0;
  std::string_view before;
  bool any = false;
  for (const std::string_view line : lines) {
    if (line.empty()) {
      ++blank;
      continue;
    }
    if (!any) {
      text.append(blank, '\n');
    } else if (is_text(before) && is_text(line)) {
      text.append(blank == 0 ? " " : std::string(blank, '\n'));
    } else {
      text.append(blank + 1, '\n');
    }
    text.append(line);
    before = line;
    blank = 0;
    any = true;
  }
  return text;
}

std::string join_lines(const std::vector<std::string_view>& lines) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i != 0) text += '\n';
    text.append(lines[i]);
  }
  return text;
}

}  // namespace

std::optional<std::pair<std::size_t, std::size_t>> blank_line_too_deep(std::string_view text, std::size_t begin) {
  std::size_t deepest = next_line(text, begin);
  std::size_t at = deepest;
  for (; at < text.size() && is_blank_line(text, at); at = next_line(text, at)) {
    if (spaces_at(text, at) > spaces_at(text, deepest)) deepest = at;
  }
  if (at == deepest || at >= text.size() || spaces_at(text, deepest) <= spaces_at(text, at)) return std::nullopt;
  return std::pair(deepest, line_end(text, deepest));
}

Block read_block(std::string_view text, std::size_t begin, int indent) {
  const Header header = read_header(text, begin);
  Block block{.end = header.end, .next = next_line(text, begin), .text = {}};
  const auto outer = static_cast<std::size_t>(std::max(indent, 0));
  const std::size_t column = header.digit != 0 ? outer + static_cast<std::size_t>(header.digit)
                                               : find_indent(text, block.next, static_cast<std::size_t>(std::max(indent + 1, 1)));
  std::vector<std::string_view> lines;
  std::size_t trailing = 0;  // blank lines at the end, which `+` keeps
  for (std::size_t at = block.next; at < text.size(); at = next_line(text, at)) {
    const std::size_t spaces = spaces_at(text, at);
    const std::size_t end = line_end(text, at);
    const bool blank = at + spaces >= end;
    if (!blank && spaces < column) break;
    const std::string_view line = at + column < end ? text.substr(at + column, end - at - column) : std::string_view();
    lines.push_back(line);
    trailing = line.empty() ? trailing + 1 : 0;
    if (!blank) block.end = end;
    block.next = next_line(text, at);
  }
  lines.resize(lines.size() - trailing);
  block.text = header.folded ? fold_lines(lines) : join_lines(lines);
  // The end of the file ends a line like a break.
  if (!lines.empty() && header.chomp != '-') block.text += '\n';
  if (header.chomp == '+') block.text.append(trailing, '\n');
  return block;
}

}  // namespace stackdrag::document
