// The rough reading: one pass, token by token. It knows brackets and columns, but nothing else of the structure.
#include "document/rough.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "document/bytes.h"
#include "document/scalars.h"
#include "document/words.h"
#include "stackdrag/document_limits.h"
#include "stackdrag/text.h"

namespace stackdrag::document {
namespace {

bool is_surrogate_escape(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "\\u" || at + 6 > text.size()) return false;
  const char first = text[at + 2], second = static_cast<char>(text[at + 3] | 0x20);
  return (first == 'd' || first == 'D') && (second == '8' || second == '9' || (second >= 'a' && second <= 'f'));
}

class RoughReader {
 public:
  RoughReader(std::string_view text, std::uint32_t base) : text_(text), base_(base), masked_(text) {}

  Rough run() {
    at_ = byte_order_mark(text_);
    line_ = counted_ = at_;
    mask_version();
    new_line();
    while (at_ < text_.size()) token();
    if (!brackets_.empty()) suspect(fmt::format("this `{}` is never closed", text_[brackets_.back()]), brackets_.back(), 1);
    return {std::move(masked_), std::move(suspicion_)};
  }

 private:
  void suspect(std::string message, std::size_t at, std::size_t size) {
    if (suspicion_) return;
    const auto begin = base_ + static_cast<std::uint32_t>(at);
    suspicion_ = Problem{std::move(message), {begin, begin + static_cast<std::uint32_t>(size)}};
  }

  bool in_flow() const { return !brackets_.empty(); }

  // yaml-cpp reads the number of `%YAML 1.2` in the program's locale; a comment is safer and has the same effect.
  void mask_version() {
    for (std::size_t at = at_; at < text_.size();) {
      const std::size_t end = line_end(text_, at);
      const std::string_view line = text_.substr(at, end - at);
      const bool is_version = line.substr(0, 8) == "%YAML 1." && line.size() >= 9 && line[8] >= '0' && line[8] <= '9' && is_gap(line, 9);
      if (is_version) masked_[at] = '#';
      if (!is_version && !line.empty() && line.front() != '#') return;
      at = end + (text_.substr(end, 2) == "\r\n" ? 2 : 1);
    }
  }

  // Like `column_of`, but only for ascending places, so that a very long line is not scanned again and again.
  int column(std::size_t at) {
    for (; counted_ < at; ++counted_) {
      if (text_[counted_] == '\n') line_ = counted_ + 1;
    }
    return static_cast<int>(at - line_);
  }

  // A tab before anything but a comment or the end of the line counts as indentation.
  void new_line() {
    if (in_flow()) return;
    const std::size_t first = text_.find_first_not_of(" \t", at_);
    if (first == std::string_view::npos || is_break(text_[first]) || text_[first] == '#') return;
    const std::size_t tab = text_.substr(at_, first - at_).find('\t');
    if (tab != std::string_view::npos && text_[first] != '{' && text_[first] != '[') suspect("indent with spaces, not tabs", at_ + tab, 1);
  }

  void token() {
    const char c = text_[at_];
    if (c == '\n') {
      ++at_;
      new_line();
    } else if (is_blank(c) || c == '\r' || c == ',') {
      ++at_;
    } else if (c == '#') {
      at_ = line_end(text_, at_);
    } else if (c == '[' || c == '{') {
      brackets_.push_back(at_++);
    } else if (c == ']' || c == '}') {
      close(c);
    } else if (c == '"' || c == '\'') {
      quoted();
    } else if (!in_flow() && (c == '|' || c == '>')) {
      at_ = read_block(text_, at_, column_).next;
      new_line();
    } else {
      mark_or_plain(c);
    }
  }

  void mark_or_plain(char c) {
    if (is_document_mark(text_, at_)) {
      at_ += 3;
    } else if ((c == '-' || c == '?' || c == ':') && is_gap(text_, at_ + 1)) {
      if (c == '-') column_ = column(at_);
      ++at_;
    } else if (c == ':' && in_flow()) {
      const bool after_text = at_ > 0 && text_[at_ - 1] != '"' && text_[at_ - 1] != '\'';
      if (after_text && at_ + 1 < text_.size() && is_flow_mark(text_[at_ + 1]) && text_[at_ + 1] != ',')
        suspect("a space is missing after this `:`", at_, 1);
      ++at_;
    } else if (c == '&' || c == '*' || c == '!') {
      while (!is_gap(text_, at_) && !is_flow_mark(text_[at_])) ++at_;
    } else {
      if (c == '@' || c == '`' || c == '%' || (c == '?' && in_flow())) {
        suspect(
            c == '`' ? "a text that begins with a backtick must be quoted" : fmt::format("a text that begins with `{}` must be quoted", c),
            at_, 1);
      }
      plain();
    }
  }

  void close(char c) {
    const char opens = c == ']' ? '[' : '{';
    if (brackets_.empty()) {
      suspect(fmt::format("this `{}` closes nothing", c), at_, 1);
    } else if (text_[brackets_.back()] != opens) {
      suspect(fmt::format("this `{}` is closed by a `{}`", text_[brackets_.back()], c), brackets_.back(), 1);
    }
    if (!brackets_.empty()) brackets_.pop_back();
    ++at_;
  }

  void quoted() {
    const std::size_t begin = at_;
    const std::optional<std::size_t> end = end_of_quoted(text_, begin);
    if (!end) {
      suspect("this quote is never closed", begin, 1);
      at_ = text_.size();
      return;
    }
    if (text_[begin] == '"') check_escapes(begin + 1, *end - 1);
    at_ = *end;
    note_key(begin);
    if (!suspicion_) check_after_quote();
  }

  void check_after_quote() {
    const std::size_t next = std::min(text_.find_first_not_of(" \t", at_), text_.size());
    if (next == text_.size() || is_break(text_[next]) || is_flow_mark(text_[next]) || text_[next] == ':' ||
        (text_[next] == '#' && next > at_))
      return;
    if (text_[next] == '#') return suspect("a comment needs a space before its `#`", next, 1);
    suspect(fmt::format("{} follows a closing quote", ticked(text_.substr(next, line_end(text_, next) - next))), next, 1);
  }

  // yaml-cpp gets the escape of a letter in place of each half of a surrogate pair. Our own reading refuses halves without their other
  // half.
  void check_escapes(std::size_t begin, std::size_t end) {
    const std::string_view written = text_.substr(begin, end - begin);
    if (written.find('\\') == std::string_view::npos) return;
    BadEscape bad;
    if (!unescape(written, bad)) suspect(bad.message, begin + bad.at, bad.size);
    for (std::size_t at = begin; at < end; ++at) {
      if (text_[at] != '\\') continue;
      if (is_surrogate_escape(text_, at)) masked_.replace(at + 2, 4, "0041");
      // yaml-cpp decodes these two to single bytes, which are not UTF-8.
      if (text_.substr(at + 1, 1) == "N" || text_.substr(at + 1, 1) == "_") masked_[at + 1] = 'a';
      ++at;
    }
  }

  void plain() {
    const std::size_t begin = at_;
    at_ = std::max(end_of_plain(text_, begin, {in_flow(), column_}), begin + 1);
    if (in_flow()) {
      // A `?` at the beginning stays, because some readers take it for the mark of a key.
      for (std::size_t at = begin + 1; at < at_; ++at) {
        if (text_[at] == '?') masked_[at] = '_';
      }
    }
    note_key(begin);
  }

  // After a key, blocks must be indented beyond the key's column.
  void note_key(std::size_t begin) {
    const std::size_t mark = text_.find_first_not_of(" \t", at_);
    if (mark == std::string_view::npos || !is_value_mark(text_, mark, in_flow())) return;
    if (at_ - begin > longest_key) suspect(fmt::format("this key is longer than {} bytes", longest_key), begin, longest_key);
    if (!in_flow()) column_ = column(begin);
  }

  std::string_view text_;
  std::uint32_t base_;
  std::string masked_;
  std::optional<Problem> suspicion_;
  std::vector<std::size_t> brackets_;
  std::size_t at_ = 0;
  std::size_t counted_ = 0;  // how far lines have been counted
  std::size_t line_ = 0;     // the start of the line that `counted_` is in
  int column_ = -1;          // of the last key or `-`; the lines of a block or of a multi-line text must be indented beyond it
};

bool is_conflict_mark(std::string_view line) {
  const std::string_view mark = line.substr(0, 7);
  return (mark == "<<<<<<<" || mark == "=======" || mark == ">>>>>>>" || mark == "|||||||") && is_gap(line, 7);
}

}  // namespace

Rough read_roughly(std::string_view text, std::uint32_t base) { return RoughReader(text, base).run(); }

std::optional<Problem> odd_blank(std::string_view text, std::uint32_t base, std::size_t end) {
  bool structural = true;  // at the start of a line, behind a `:`, `-`, `,` or a bracket
  for (std::size_t at = byte_order_mark(text); at < end;) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    const bool wide_colon = c == 0xFF1A && begin > 0 && !is_gap(text, begin - 1);
    if ((structural && is_odd_blank(c)) || wide_colon) {
      const auto from = base + static_cast<std::uint32_t>(begin);
      const std::string what = fmt::format("`\\u{{{:x}}}`", static_cast<std::uint32_t>(c));
      return Problem{wide_colon ? fmt::format("{} is no `:`; write `:` and a space", what)
                                : fmt::format("{} looks like a space and is none; write a space", what),
                     {from, base + static_cast<std::uint32_t>(at)}};
    }
    structural = c == '\n' || c == ':' || c == '-' || c == ',' || c == '{' || c == '[' || (structural && (c == ' ' || c == '\r'));
  }
  return std::nullopt;
}

std::optional<Problem> conflict_mark(std::string_view text, std::uint32_t base) {
  for (std::size_t at = byte_order_mark(text); at < text.size();) {
    const std::size_t end = line_end(text, at);
    if (is_conflict_mark(text.substr(at, end - at))) {
      const auto begin = base + static_cast<std::uint32_t>(at);
      return Problem{"unresolved merge conflict", {begin, base + static_cast<std::uint32_t>(end)}};
    }
    at = std::min(text.find('\n', at), text.size() - 1) + 1;
  }
  return std::nullopt;
}

}  // namespace stackdrag::document
