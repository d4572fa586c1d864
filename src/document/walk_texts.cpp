// The scalars of a document: our own scanner measures each, and it must read what the parser read.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "document/walk.h"
#include "document/words.h"

namespace stackdrag::document {
namespace {

// yaml-cpp miscounts the line breaks of folded blocks, so spaces and line breaks are left out of the comparison.
bool same_words(std::string_view a, std::string_view b) {
  const auto next_word = [](std::string_view text, std::size_t at) { return std::min(text.find_first_not_of(" \n", at), text.size()); };
  std::size_t i = 0, j = 0;
  for (;;) {
    i = next_word(a, i);
    j = next_word(b, j);
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (a[i++] != b[j++]) return false;
  }
}

bool is_space(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool has_break(std::string_view text) { return text.find('\n') != std::string_view::npos; }

}  // namespace

// `text` is the text itself, or a `Words` that says where to find it.
template <class Text>
bool Walk::add_text(std::size_t begin, std::size_t end, Style style, Text text) {
  if (!builder_.scalar(style, span(begin, end), text)) return false;
  at_ = end;
  finish_node(begin, end);
  return true;
}

// An omitted value gets the span of its key, or of the `-` before it. An omitted root is an empty document.
bool Walk::nothing(bool is_text) {
  if (frames_.empty()) return true;
  const Frame& frame = frames_.back();
  const bool is_element = frame.form != Frame::Form::block && frame.kind == NodeKind::sequence;
  const bool is_key = frame.kind == NodeKind::mapping && !frame.wants_value;
  vague_ = is_key;
  if (is_element) return fail("a value is missing here", at_, std::min(at_ + 1, text_.size()));
  if (is_key && at_ < text_.size() && is_quote(here())) return fail("the `:` of this key must stand on the same line", at_, at_ + 1);
  if (is_key) return fail("a key is missing here", at_, std::min(at_ + 1, text_.size()));
  const Span place = span(frame.mark_begin, frame.mark_end);
  if (!(is_text ? builder_.scalar(Style::quoted, place, Words::none) : builder_.null(place))) return false;
  finish_node(frame.mark_begin, frame.mark_end);
  return true;
}

bool Walk::null(const Event& event) {
  if (!approach() || !pass_properties(event)) return false;
  if (node_begin_ != event.at || at_ >= text_.size() || !is_inside()) return nothing(false);
  const std::size_t end = end_of_plain(text_, at_, {in_flow(), block_indent()});
  if (!is_null_word(text_.substr(at_, end - at_))) return nothing(false);
  const std::size_t begin = std::exchange(at_, end);
  if (!builder_.null(span(begin, end))) return false;
  finish_node(begin, end);
  return true;
}

bool Walk::scalar(const Event& event, const std::string& value) {
  if (!reach(event)) return false;
  if (value.empty() && (at_ >= text_.size() || !is_inside())) return nothing(event.tag != "tag:yaml.org,2002:null");
  if (!is_inside()) {
    const std::size_t end = end_of_plain(text_, at_, {});
    return fail(fmt::format("expected `:` after {}", ticked(text_.substr(at_, end - at_))), at_, end);
  }
  if (is_quote(here())) return quoted(value);
  if (!in_flow() && (here() == '|' || here() == '>')) return block(value);
  return plain(event, value);
}

bool Walk::plain(const Event& event, const std::string& value) {
  const std::size_t begin = at_;
  const std::size_t end = end_of_plain(masked_, begin, {in_flow(), block_indent()});
  const bool is_text = event.tag == "!" || event.tag == "tag:yaml.org,2002:str";
  if (end == begin) return value.empty() ? nothing(is_text) : lost();
  if (fold(masked_.substr(begin, end - begin), false) != value) return lost();
  const std::string_view written = text_.substr(begin, end - begin);
  if (!is_text && is_null_word(written)) {
    if (!builder_.null(span(begin, end))) return false;
    at_ = end;
    finish_node(begin, end);
    return true;
  }
  const Style style = is_text ? Style::quoted : Style::plain;
  return has_break(written) ? add_text(begin, end, style, std::string_view(fold(written, false)))
                            : add_text(begin, end, style, Words::span);
}

// A quoted text may continue on the next line, but not on one that is indented no deeper than the collection around it. There the closing
// quote was forgotten, and the scanner has found the opening quote of a later text.
bool Walk::stays_inside(std::size_t begin, std::size_t end) {
  if (in_flow()) return true;
  for (std::size_t at = text_.find('\n', begin); at < end; at = text_.find('\n', at + 1)) {
    const std::size_t first = text_.find_first_not_of(" \t\r", at + 1);
    if (first >= end || text_[first] == '\n' || column_of(text_, first) > block_indent()) continue;
    return fail("this quote is still open where the next entry begins", begin, begin + 1);
  }
  return true;
}

bool Walk::quoted(const std::string& value) {
  const std::size_t begin = at_;
  const std::optional<std::size_t> end = end_of_quoted(text_, begin);
  if (!end) return fail("this quote is never closed", begin, begin + 1);
  if (!stays_inside(begin, *end)) return false;
  const std::string_view written = text_.substr(begin + 1, *end - begin - 2);
  const std::string_view masked = masked_.substr(begin + 1, *end - begin - 2);
  const bool is_double = here() == '"';
  if (written.find_first_of(is_double ? "\\\n" : "'\n") == std::string_view::npos) {
    return masked == value ? add_text(begin, *end, Style::quoted, Words::inside_quotes) : lost();
  }
  const auto read = [is_double](std::string_view from, BadEscape& bad) {
    return is_double ? unescape(from, bad) : std::optional(fold(from, true));
  };
  BadEscape bad;
  const std::optional<std::string> text = read(written, bad);
  if (!text) return fail(bad.message, begin + 1 + bad.at, begin + 1 + bad.at + bad.size);
  BadEscape ignored;
  // yaml-cpp miscounts the line breaks of a text of nothing else.
  const bool is_blank = is_space(written) && is_space(value);
  if (!is_blank && (written == masked ? text : read(masked, ignored)) != value) return lost();
  return add_text(begin, *end, Style::quoted, std::string_view(*text));
}

bool Walk::block(const std::string& value) {
  const Block read = read_block(masked_, at_, block_indent());
  if (!same_words(read.text, value)) {
    if (const auto deep = blank_line_too_deep(masked_, at_)) {
      return fail("this blank line is indented deeper than the text below it", deep->first, deep->second);
    }
    return lost();
  }
  const bool same = masked_.substr(at_, read.end - at_) == text_.substr(at_, read.end - at_);
  const std::string text = same ? read.text : read_block(text_, at_, block_indent()).text;
  return add_text(at_, read.end, Style::block, std::string_view(text));
}

}  // namespace stackdrag::document
