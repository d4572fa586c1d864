// The quick lane: a small reader for the part of YAML in which nearly all inventories are written.
//
// yaml-cpp with the walk behind it accepts all the YAML that we do, but it is slow. This reader goes through the text once, byte by byte,
// with a stack of the columns of the open block collections, and hands each node to the builder as soon as it is complete.
//
// Its contract: for a text that it accepts, the tree is exactly the one that the reference lane yields, with the same spans (the lanes
// fuzzer compares them). It may decline any text, at any byte, for any reason: a step returns false, the unfinished tree is dropped, and
// the reference lane starts again from the beginning. So there are no messages and no recovery here. When in doubt, decline: that costs
// time, while a text that is accepted wrongly gives a wrong audit.
//
// Every source is followed by a NUL, which stops every scan, so that a look at the next byte needs no check for the end.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "document/bytes.h"
#include "document/quick.h"
#include "document/quick_reader.h"
#include "stackdrag/document_limits.h"

namespace stackdrag::document {
namespace {

using Form = QuickText::Form;

/// The `:` of a key must come within so many bytes. yaml-cpp gives up on a simple key after 1,024.
constexpr std::ptrdiff_t farthest_value_mark = 1000;

}  // namespace

bool QuickReader::run_lines() {
  if (byte_order_mark(text_) != 0 || !next_line()) return false;
  if (is_document_mark_here() && !pass_document_mark()) return false;
  if (*at_ == '{' || *at_ == '[') return flow() && finish_line() && !next_line() && !declined_;
  do {
    if (!line()) return false;
  } while (next_line());
  return !declined_;
}

bool QuickReader::run_export() {
  const std::size_t call = call_before_json(text_);
  const bool is_called = call != 0;
  at_ += is_called ? call : byte_order_mark(text_);
  const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
  const std::size_t first = std::min(rest.find_first_not_of(" \t\r\n"), rest.size());
  if (first == rest.size()) return false;
  is_json_ = rest[first] == '{' || rest[first] == '[';
  if (!is_json_) return run_documents();
  at_ += first;
  if (!flow()) return false;
  std::string_view behind(at_, static_cast<std::size_t>(end_ - at_));
  const auto pass = [&behind](std::string_view what) {
    behind.remove_prefix(std::min(behind.find_first_not_of(" \t\r\n"), behind.size()));
    const bool is_there = behind.starts_with(what);
    if (is_there) behind.remove_prefix(what.size());
    return is_there;
  };
  if (is_called && !pass(")")) return false;
  if (is_called) pass(";");
  pass("");
  return behind.empty();
}

/// Reads the documents between marks, as a list if there are several.
bool QuickReader::run_documents() {
  for (std::size_t mark = text_.find("\n---"); mark != text_.npos && !parts_; mark = text_.find("\n---", mark + 1)) {
    const std::size_t before = text_.find_first_not_of(" \r\n", byte_order_mark(text_));
    parts_ = before <= mark && text_.substr(before, 1) != "#" && is_document_mark(text_, mark + 1);
  }
  if (parts_ && !builder_.begin(NodeKind::sequence, offset(at_))) return false;
  if (!next_line() || (is_document_mark_here() && !pass_document_mark())) return false;
  for (;;) {
    if (*at_ == '{' || *at_ == '[' || !line()) return false;
    if (next_line()) continue;
    if (declined_ || !close_all()) return false;
    if (!parts_ || *at_ == '\0') return !parts_ || builder_.end(offset(node_end_));
    started_ = false;
    if (!pass_document_mark()) return *at_ == '\0' && at_ >= end_ && builder_.end(offset(node_end_));
  }
}

bool QuickReader::close_all() {
  while (!open_.empty()) {
    if (!close()) return false;
  }
  return true;
}

bool QuickReader::pass_document_mark() {
  if (*at_ != '-') return false;
  at_ += 3;
  return finish_line() && next_line() && !is_document_mark_here();
}

/// Moves from the start of a line to the next byte that is neither blank nor part of a comment. False at the end of the text, and if the
/// document is declined.
bool QuickReader::next_line() {
  for (const char* start = at_;; start = at_) {
    if (at_ >= end_) return declined_ = at_ > end_, false;
    skip_spaces();
    if (*at_ == '#') at_ = quick_line_end(at_);
    if (*at_ == '\r') ++at_;
    if (*at_ == '\n') {
      ++at_;
      continue;
    }
    if (*at_ == '\0') return false;
    column_ = static_cast<std::size_t>(at_ - start);
    const bool is_mark = column_ == 0 && started_ && is_document_mark_here();
    declined_ = *at_ == '\t' || (is_mark && !parts_);
    return !declined_ && !is_mark;
  }
}

bool QuickReader::finish_line() {
  skip_spaces();
  if (*at_ == '#' && at_[-1] == ' ') at_ = quick_line_end(at_);
  if (*at_ == '\r') ++at_;
  if (*at_ == '\0') return true;
  return *at_++ == '\n';
}

bool QuickReader::line() {
  const bool dash = is_dash();
  if (!close_above(column_, dash)) return false;
  if (open_.empty()) return !std::exchange(started_, true) && begin(column_, dash) && entry(dash, column_);
  Level& top = open_.back();
  if (top.wants_value) {
    top.wants_value = false;
    // A sequence may be at the same column as its key.
    if (column_ == top.indent && dash && !top.is_sequence) return begin(column_, true) && element(column_);
    if (column_ > top.indent) return dash ? begin(column_, true) && element(column_) : value_or_mapping(column_);
    if (!builder_.null(span(top.mark, top.mark_end))) return false;
    node_end_ = top.mark_end;
  }
  return column_ == top.indent && dash == top.is_sequence && entry(dash, column_);
}

bool QuickReader::begin(std::size_t indent, bool is_sequence) {
  if (!builder_.begin(is_sequence ? NodeKind::sequence : NodeKind::mapping, offset(at_))) return false;
  open_.push_back({.indent = indent, .is_sequence = is_sequence});
  return true;
}

/// Closes the collections that a line at `column` does not continue.
bool QuickReader::close_above(std::size_t column, bool dash) {
  while (!open_.empty()) {
    const Level& top = open_.back();
    if (column > top.indent || (column == top.indent && (dash || !top.is_sequence))) break;
    if (!close()) return false;
  }
  return true;
}

bool QuickReader::close() {
  const Level& level = open_.back();
  if (level.wants_value) {
    if (!builder_.null(span(level.mark, level.mark_end))) return false;
    node_end_ = level.mark_end;
  }
  open_.pop_back();
  return builder_.end(offset(node_end_));
}

bool QuickReader::entry(bool is_sequence, std::size_t column) { return is_sequence ? element(column) : key_and_value(); }

bool QuickReader::element(std::size_t column) {
  const char* const mark = at_++;
  skip_spaces();
  if (is_rest_empty()) {
    Level& top = open_.back();
    top.wants_value = true;
    top.mark = mark;
    top.mark_end = mark + 1;
    return finish_line();
  }
  const std::size_t inner = column + static_cast<std::size_t>(at_ - mark);
  if (is_dash()) return begin(inner, true) && element(inner);
  return value_or_mapping(inner);
}

/// Reads a value, or a mapping if what is here turns out to be a key.
bool QuickReader::value_or_mapping(std::size_t column) {
  QuickText text;
  if (!find_quick_text(at_, Around::block, text)) return value();
  const char* behind = text.end;
  while (*behind == ' ') ++behind;
  return *behind == ':' ? begin(column, false) && key_and_value(text) : value();
}

bool QuickReader::key_and_value() {
  QuickText key;
  return find_quick_text(at_, Around::block, key) && key_and_value(key);
}

bool QuickReader::key_and_value(const QuickText& key) {
  at_ = key.end;
  skip_spaces();
  if (*at_ != ':' || !is_quick_gap(at_[1]) || at_ - key.begin > farthest_value_mark || !add(key)) return false;
  ++at_;
  skip_spaces();
  if (!is_rest_empty()) return value();
  Level& top = open_.back();
  top.wants_value = true;
  top.mark = key.begin;
  top.mark_end = key.end;
  return finish_line();
}

/// Reads a value that begins here.
bool QuickReader::value() {
  if (*at_ == '[' || *at_ == '{') return flow() && finish_line();
  if (*at_ == '|' || *at_ == '>') return literal();
  QuickText text;
  return find_text(Around::block, text) && add(text) && finish_line();
}

/// Reads a literal or folded block. Declines one that begins with a blank line, contains tabs, has a digit in its header, or is followed
/// by a comment.
bool QuickReader::literal() {
  const char* const header = at_++;
  if (*at_ == '+' || *at_ == '-') ++at_;
  if (!finish_line()) return false;
  skip_spaces();
  if (is_quick_line_end(*at_)) return false;
  const auto begin = static_cast<std::size_t>(header - text_.data());
  const Block block = read_block(text_, begin, static_cast<int>(open_.back().indent));
  const std::string_view written = text_.substr(begin, block.next - begin);
  at_ = text_.data() + block.next;
  node_end_ = text_.data() + block.end;
  const std::size_t behind = text_.find_first_not_of(" \r\n", block.next);
  if (block.text.empty() || written.find('\t') != std::string_view::npos) return false;
  if (behind != std::string_view::npos && text_[behind] == '#') return false;
  return builder_.scalar(Style::block, span(header, node_end_), std::string_view(block.text));
}

bool QuickReader::skip_flow_gap() {
  for (;; ++at_) {
    skip_blanks();
    if (*at_ == '#' && (at_[-1] == ' ' || at_[-1] == '\n')) at_ = quick_line_end(at_);
    if (*at_ == '\r') ++at_;
    if (*at_ != '\n') return *at_ != '\0';
    if (is_document_mark(text_, static_cast<std::size_t>(at_ + 1 - text_.data()))) return false;
  }
}

bool QuickReader::flow() {
  const bool is_mapping = *at_ == '{';
  const char closes = is_mapping ? '}' : ']';
  if (!builder_.begin(is_mapping ? NodeKind::mapping : NodeKind::sequence, offset(at_))) return false;
  ++at_;
  while (skip_flow_gap() && *at_ != closes) {
    if ((is_mapping && !flow_key()) || !flow_value() || !skip_flow_gap()) return false;
    if (*at_ == closes) break;
    if (*at_++ != ',') return false;
  }
  if (*at_ != closes) return false;
  node_end_ = ++at_;
  return builder_.end(offset(at_));
}

bool QuickReader::flow_key() {
  QuickText key;
  if (!find_text(Around::flow, key)) return false;
  skip_blanks();
  if (*at_ != ':' || at_ - key.begin > farthest_value_mark || !add(key)) return false;
  ++at_;
  return skip_flow_gap();
}

bool QuickReader::flow_value() {
  if (*at_ == '[' || *at_ == '{') return flow();
  QuickText text;
  return find_text(Around::flow, text) && add(text);
}

/// Adds a key or value: its text is what is written, unless it contains escapes.
bool QuickReader::add(const QuickText& text) {
  node_end_ = text.end;
  const Span at = span(text.begin, text.end);
  const std::string_view written(text.begin, static_cast<std::size_t>(text.end - text.begin));
  if (text.form == Form::plain) {
    if (is_null_word(written)) return builder_.null(at);
    // Merge keys are for the reference lane.
    return written != "<<" && builder_.scalar(Style::plain, at, Words::span);
  }
  if (!text.changes) return builder_.scalar(Style::quoted, at, Words::inside_quotes);
  const std::string_view inside = written.substr(1, written.size() - 2);
  if (text.form == Form::single_quoted) return builder_.scalar(Style::quoted, at, std::string_view(fold(inside, true)));
  BadEscape ignored;
  const std::optional<std::string> said = unescape(inside, ignored);
  return said && builder_.scalar(Style::quoted, at, std::string_view(*said));
}

std::optional<Tree> read_quickly(const Sources& sources, std::size_t source) {
  QuickReader reader(sources, source);
  if (!reader.run()) return std::nullopt;
  return reader.take();
}

std::size_t call_before_json(std::string_view text) {
  const std::size_t begin = byte_order_mark(text);
  const std::size_t bracket = text.find('(');
  if (bracket == text.npos) return 0;
  const std::size_t value = text.find_first_not_of(" \t\r\n", bracket + 1);
  if (value == text.npos || (text[value] != '{' && text[value] != '[')) return 0;
  std::string_view name = text.substr(begin, bracket - std::min(begin, bracket));
  if (name.starts_with("/**/")) name.remove_prefix(4);
  const bool is_name = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' || c == '.';
  });
  return is_name ? value : 0;
}

std::optional<Document> read_export_quickly(const Sources& sources, std::size_t source) {
  QuickReader reader(sources, source, Author::program);
  if (!reader.run_export()) {
    std::optional<Problem> problem = reader.problem();
    if (!problem && sources.text(source).size() > most_reference_bytes && reader.is_json()) problem = reader.declined();
    return problem ? std::optional(Document{{}, std::move(problem), {}}) : std::nullopt;
  }
  std::vector<Problem> repeated = reader.repeated();
  return Document{reader.take(), {}, std::move(repeated)};
}

}  // namespace stackdrag::document
