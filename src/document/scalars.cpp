// Where scalars end, and the text of plain and single-quoted ones.
#include "document/scalars.h"

#include <algorithm>

#include "document/bytes.h"

namespace stackdrag::document {

std::size_t line_start(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  const std::size_t before = text.rfind('\n', at - 1);
  return before == std::string_view::npos ? 0 : before + 1;
}

std::size_t line_end(std::string_view text, std::size_t at) {
  std::size_t end = text.find('\n', at);
  if (end == std::string_view::npos) return text.size();
  return end > at && text[end - 1] == '\r' ? end - 1 : end;
}

int column_of(std::string_view text, std::size_t at) {
  const std::size_t start = line_start(text, at);
  return static_cast<int>(at - std::max(start, std::min(at, byte_order_mark(text))));
}

bool is_document_mark(std::string_view text, std::size_t at) {
  const std::string_view mark = text.substr(at, 3);
  return (mark == "---" || mark == "...") && (at == byte_order_mark(text) || (at > 0 && text[at - 1] == '\n')) && is_gap(text, at + 3);
}

std::optional<std::size_t> end_of_quoted(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  for (std::size_t at = begin + 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      if (quote == '"' || at + 1 == text.size() || text[at + 1] != '\'') return at + 1;
      ++at;
    }
  }
  return std::nullopt;
}

bool is_value_mark(std::string_view text, std::size_t at, bool flow) {
  return text[at] == ':' && (is_gap(text, at + 1) || (flow && is_flow_mark(text[at + 1])));
}

namespace {

// Where a plain text whose line ends at `at` continues; `npos` if it does not.
std::size_t continuation(std::string_view text, std::size_t at, Surroundings in) {
  int column = 0;
  for (bool spaces = true; at < text.size(); ++at) {
    if (text[at] == '\n') {
      column = 0;
      spaces = true;
    } else if (text[at] == ' ' && spaces) {
      ++column;
    } else if (is_blank(text[at])) {
      spaces = false;
    } else if (text[at] != '\r') {
      const bool inside = in.flow || column > in.indent;
      return inside && text[at] != '#' && !is_document_mark(text, at) ? at : std::string_view::npos;
    }
  }
  return std::string_view::npos;
}

}  // namespace

std::size_t end_of_plain(std::string_view text, std::size_t begin, Surroundings in) {
  std::size_t end = begin;
  for (std::size_t at = begin; at < text.size(); ++at) {
    const char c = text[at];
    if (is_break(c)) {
      at = continuation(text, at, in);
      if (at == std::string_view::npos) break;
      --at;
      continue;
    }
    if (is_blank(c)) continue;
    if (is_value_mark(text, at, in.flow) || (in.flow && is_flow_mark(c))) break;
    if (c == '#' && at > begin && is_blank(text[at - 1])) break;
    end = at + 1;
  }
  return end;
}

std::string fold(std::string_view written, bool quoted) {
  std::string text;
  std::size_t solid = 0;  // the length up to the last non-blank byte
  for (std::size_t at = 0; at < written.size(); ++at) {
    if (is_break(written[at])) {
      text.resize(solid);
      std::size_t breaks = 0;
      for (; at < written.size() && (is_blank(written[at]) || is_break(written[at])); ++at) breaks += written[at] == '\n';
      text.append(breaks == 1 ? " " : std::string(breaks - 1, '\n'));
      solid = text.size();
      --at;
      continue;
    }
    text += written[at];
    if (!is_blank(written[at])) solid = text.size();
    if (quoted && written[at] == '\'') ++at;
  }
  return text;
}

}  // namespace stackdrag::document
