// Explains a broken document: first by the usual mistakes, then by the text at which the parser stopped.
#include "document/diagnose.h"

#include <algorithm>

#include <fmt/format.h>

#include "document/words.h"
#include "stackdrag/document_limits.h"

namespace stackdrag::document {
namespace {

Problem problem_at(const Broken& broken, std::string message, std::size_t begin, std::size_t end) {
  return {std::move(message), {broken.base + static_cast<std::uint32_t>(begin), broken.base + static_cast<std::uint32_t>(end)}};
}

// The next text that is neither blank nor comment.
std::size_t next_token(std::string_view text, std::size_t at) {
  for (; at < text.size(); ++at) {
    if (is_blank(text[at]) || is_break(text[at])) continue;
    if (text[at] != '#' || (at > 0 && !is_blank(text[at - 1]) && !is_break(text[at - 1]))) return at;
    at = line_end(text, at);
    if (at >= text.size()) break;
  }
  return text.size();
}

std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (!is_gap(text, end) && !is_flow_mark(text[end])) ++end;
  return text.substr(at, std::max(end, std::min(at + 1, text.size())) - at);
}

std::string_view rest_of_line(std::string_view text, std::size_t at) {
  std::string_view rest = text.substr(at, line_end(text, at) - at);
  while (!rest.empty() && is_blank(rest.back())) rest.remove_suffix(1);
  return rest;
}

// A second `: ` on one line, outside quotes and brackets.
std::optional<std::size_t> second_value_mark(std::string_view text, std::size_t at) {
  const std::size_t end = line_end(text, at);
  std::size_t marks = 0;
  for (std::size_t i = line_start(text, at); i < end; ++i) {
    if (text[i] == '#' && i > 0 && is_blank(text[i - 1])) break;
    if (text[i] == '"' || text[i] == '\'' || text[i] == '[' || text[i] == '{') return std::nullopt;
    if (is_value_mark(text, i, false) && ++marks == 2) return i;
  }
  return std::nullopt;
}

// A line in a block mapping that is not an entry.
std::optional<Problem> explain_line(const Broken& broken, std::size_t at) {
  const std::string_view text = broken.text;
  const std::size_t begin = line_start(text, at);
  const std::size_t first = text.find_first_not_of(" \t", begin);
  const std::string_view line = rest_of_line(text, first);
  const std::size_t end = end_of_plain(line, 0, {});
  const std::string_view entry = line.substr(0, end);
  if (const auto mark = second_value_mark(text, at)) {
    return problem_at(broken, "a second `:` on this line; quote the text, or begin a new line", *mark, *mark + 1);
  }
  const std::size_t after = next_token(line, end);
  const bool has_mark = after < line.size() && line[after] == ':';
  if (has_mark || entry.empty() || entry.front() == '-') return std::nullopt;
  if (lacks_space(entry))
    return problem_at(broken, fmt::format("{} needs a space after its `:`", ticked(entry)), first, first + entry.size());
  return problem_at(broken, fmt::format("expected `:` after {}", ticked(entry)), first, first + entry.size());
}

Problem explain_indent(const Broken& broken, std::size_t at, const Frame& frame) {
  const std::string_view rest = rest_of_line(broken.text, at);
  const int column = column_of(broken.text, at);
  const std::string_view how = column > frame.indent ? "deeper than" : "less than";
  return problem_at(broken, fmt::format("{} is indented {} the lines that it belongs to", ticked(rest), how), at, at + rest.size());
}

bool is_first_in_line(std::string_view text, std::size_t at) {
  return text.substr(line_start(text, at), at - line_start(text, at)).find_first_not_of(' ') == std::string_view::npos;
}

// An entry in the middle of a value: one indented like a second line of the value, or a list that begins on the line of its key.
std::optional<Problem> explain_value(const Broken& broken, std::size_t token, std::size_t at) {
  const std::string_view text = broken.text;
  if (token < text.size() && text[token] == '-' && is_gap(text, token + 1) && !is_first_in_line(text, token)) {
    return problem_at(broken, "a list cannot begin here; put its first `-` on a new line", token, token + 1);
  }
  if (at >= text.size() || !is_value_mark(text, at, false)) return std::nullopt;
  const std::size_t first = text.find_first_not_of(" \t", line_start(text, at));
  const std::string_view rest = rest_of_line(text, first);
  const auto& frames = broken.walk.frames();
  if (!frames.empty() && frames.back().form != Frame::Form::block) {
    if (!broken.walk.passed(first)) return std::nullopt;
    return problem_at(broken, fmt::format("a `,` is missing before {}", ticked(rest)), first, first + rest.size());
  }
  const bool unread = line_start(text, at) > token && !frames.empty() && column_of(text, first) > frames.back().indent;
  if (!unread && !broken.walk.passed(first)) return std::nullopt;
  return problem_at(broken, fmt::format("{} is indented as if it continued the text above it", ticked(rest)), first, first + rest.size());
}

// The first text that was not parsed: the next one, or, if a key's value was not parsed, the text after its `:`.
std::size_t first_unread(const Broken& broken) {
  const auto& frames = broken.walk.frames();
  const std::size_t token = next_token(broken.text, broken.walk.position());
  const bool before_mark =
      !frames.empty() && frames.back().wants_value && token < broken.text.size() && is_value_mark(broken.text, token, false);
  return before_mark ? next_token(broken.text, token + 1) : token;
}

Problem explain_place(const Broken& broken) {
  const std::string_view text = broken.text;
  const auto& frames = broken.walk.frames();
  const std::size_t token = first_unread(broken);
  const std::size_t at = std::min(std::max(token, std::min(broken.at, text.size())), text.size());
  if (frames.empty() && token < text.size() && text[token] == ':') {
    const std::size_t start = line_start(text, token);
    if (is_document_mark(text, start))
      return problem_at(broken, "a mapping begins on a line of its own, not beside `---`", start, start + 3);
    return problem_at(broken, "a key must be a text, but this is a list or a mapping", broken.walk.root().begin, token);
  }
  const bool in_block = frames.empty() || frames.back().form == Frame::Form::block;
  if (auto problem = explain_value(broken, token, at)) return *problem;
  if (in_block) {
    // The parser may notice a bad line only after passing it; what was parsed ends before the line.
    for (const std::size_t place : {token, at}) {
      if (place >= text.size()) continue;
      if (auto problem = explain_line(broken, place)) return *problem;
    }
    for (const std::size_t place : {token, at}) {
      if (place >= text.size() || frames.empty() || !is_first_in_line(text, place)) continue;
      if (column_of(text, place) != frames.back().indent) return explain_indent(broken, place, frames.back());
    }
  }
  if (at >= text.size()) return problem_at(broken, "the text ends here, but more was expected", text.size(), text.size());
  const std::string_view rest = rest_of_line(text, at);
  if (!in_block) return problem_at(broken, fmt::format("expected `,` or a closing bracket before {}", ticked(rest)), at, at + rest.size());
  return problem_at(broken, fmt::format("{} is not expected here", ticked(rest)), at, at + rest.size());
}

}  // namespace

Problem diagnose(const Broken& broken) {
  const std::size_t at = std::min(broken.at, broken.text.size());
  const std::string_view word = word_at(broken.text, at);
  if (auto conflict = conflict_mark(broken.text, broken.base)) return *conflict;
  switch (broken.stop) {
    case Stop::depth:
      return problem_at(broken, fmt::format("this is nested more than {} levels deep", deepest_nesting), at, at + word.size());
    case Stop::unknown_alias:
      return problem_at(broken, fmt::format("the alias {} has no anchor above it", ticked(word)), at, at + word.size());
    case Stop::two_properties:
      return problem_at(broken, fmt::format("{} is a second anchor or tag for one value", ticked(word)), at, at + word.size());
    case Stop::bad_property:
      return problem_at(broken, "an anchor, alias or tag is misspelt here", at - (at > 0 && is_gap(broken.text, at) ? 1 : 0), at);
    case Stop::tab:
    case Stop::other:
      break;
  }
  if (broken.rough.suspicion) return *broken.rough.suspicion;
  if (broken.stop == Stop::tab) return problem_at(broken, "indent with spaces, not tabs", at, at + word.size());
  return explain_place(broken);
}

}  // namespace stackdrag::document
