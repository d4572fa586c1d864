// The parser is nlohmann's. It does not report the positions of values, so the builder follows it through the text.
#include "stackdrag/json_tree.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "stackdrag/document_limits.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

using nlohmann::json;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t longest_shown = 60;

/// The parser's callbacks. Returning false stops the parser.
class Builder {
 public:
  Builder(std::string_view text, std::uint32_t base, Document& out)
      : text_(text), base_(base), out_(out), at_(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0) {}

  bool null() { return add(word(4), NodeKind::null, Style::plain, Words::none); }
  bool boolean(bool truth) { return plain(word(truth ? 4 : 5)); }
  bool number_integer(json::number_integer_t) { return plain(number()); }
  bool number_unsigned(json::number_unsigned_t) { return plain(number()); }
  bool number_float(json::number_float_t, const std::string&) { return plain(number()); }
  bool string(std::string& text) { return quoted(text); }
  bool binary(json::binary_t&) { return false; }
  bool key(std::string& name) { return quoted(name); }
  bool start_object(std::size_t) { return open(NodeKind::mapping); }
  bool end_object() { return close() && no_key_twice(out_.tree.nodes[closed_]); }
  bool start_array(std::size_t) { return open(NodeKind::sequence); }
  bool end_array() { return close(); }

  /// `position` is the number of bytes read.
  bool parse_error(std::size_t position, const std::string&, const json::exception& error) {
    const std::size_t at = position == 0 ? 0 : position - 1;
    if (error.id == 406) return fail(here(at_), "this number is too large");
    if (at >= text_.size()) return fail(here(text_.size()), "the JSON text ends too early: part of it is missing");
    std::size_t end = at;
    const char32_t code_point = next_code_point(text_, end);
    // The parser may stop in the middle of a code point.
    const bool whole = (static_cast<unsigned char>(text_[at]) & 0xC0) != 0x80 && code_point != ' ' && code_point != '\n';
    return fail(here(at),
                whole ? fmt::format("`{}` is not expected here in a JSON text", visible(text_.substr(at, end - at))) : "this is not JSON");
  }

 private:
  Span here(std::size_t at) const {
    const auto begin = base_ + static_cast<std::uint32_t>(std::min(at, text_.size()));
    return {begin, begin};
  }
  bool fail(Span at, std::string message) {
    if (!out_.problem) out_.problem = Problem{std::move(message), at};
    return false;
  }

  /// Consumes the next token, `size` bytes. Between tokens there are only blanks, commas and colons.
  Span word(std::size_t size) {
    begin_token();
    const Span span{base_ + static_cast<std::uint32_t>(at_), base_ + static_cast<std::uint32_t>(at_ + size)};
    at_ += size;
    return span;
  }
  Span number() {
    begin_token();
    return word(text_.substr(at_).find_first_not_of("+-.0123456789eE") == std::string_view::npos
                    ? text_.size() - at_
                    : text_.find_first_not_of("+-.0123456789eE", at_) - at_);
  }
  void begin_token() { at_ = std::min(text_.find_first_not_of(" \t\r\n,:", at_), text_.size()); }

  bool plain(Span at) { return add(at, NodeKind::scalar, Style::plain, Words::span); }
  bool quoted(const std::string& text) {
    begin_token();
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    const Span span = word(end + 1 - at_);
    if (text.size() == span.end - span.begin - 2) return add(span, NodeKind::scalar, Style::quoted, Words::inside_quotes);
    if (!add(span, NodeKind::scalar, Style::quoted, Words::kept)) return false;
    out_.tree.nodes.back().extent = out_.tree.keep(text) & document::largest_extent;
    return true;
  }
  bool add(Span at, NodeKind kind, Style style, Words words) {
    if (out_.tree.nodes.size() >= document::most_nodes) return fail(at, "this file holds more values than stackdrag reads");
    Node& node = out_.tree.nodes.emplace_back();
    node.at = at;
    node.kind = kind;
    node.style = style;
    node.words = words;
    return true;
  }
  bool open(NodeKind kind) {
    const Span at = word(1);
    if (open_.size() >= document::deepest_nesting) return fail(at, fmt::format("nested deeper than {} levels", document::deepest_nesting));
    open_.push_back(out_.tree.nodes.size());
    return add(at, kind, Style::plain, Words::none);
  }
  bool close() {
    const Span at = word(1);
    closed_ = open_.back();
    open_.pop_back();
    Node& node = out_.tree.nodes[closed_];
    node.extent = static_cast<std::uint32_t>(out_.tree.nodes.size() - closed_) & document::largest_extent;
    node.at.end = at.end;
    return true;
  }

  /// Refuses duplicate names: the parser's own tree would silently keep the last.
  bool no_key_twice(const Node& node) {
    std::vector<std::pair<std::string_view, std::uint32_t>> keys;
    View(out_.tree, &node).entries([&](View key, View) { keys.emplace_back(key.text(), key.at().begin); });
    std::sort(keys.begin(), keys.end());
    const auto same = [](const auto& a, const auto& b) { return a.first == b.first; };
    const auto twice = std::adjacent_find(keys.begin(), keys.end(), same);
    if (twice == keys.end()) return true;
    const std::uint32_t second = (twice + 1)->second;
    return fail({second, second}, fmt::format("`{}` appears twice", shorten(visible(twice->first), longest_shown)));
  }

  std::string_view text_;
  std::uint32_t base_;
  Document& out_;
  std::size_t at_;                 ///< one past the last token
  std::vector<std::size_t> open_;  ///< the nodes that are not yet closed
  std::size_t closed_ = 0;
};

std::optional<Problem> unreadable(std::string_view text, std::uint32_t base) {
  const auto at = [base](std::size_t offset) {
    return Span{base + static_cast<std::uint32_t>(offset), base + static_cast<std::uint32_t>(offset)};
  };
  // The parser would take a NUL as the end of the text.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
    return Problem{"a NUL byte, which JSON text cannot contain", at(nul)};
  if (const auto invalid = first_invalid_utf8(text)) return Problem{"this byte is not UTF-8", at(*invalid)};
  return std::nullopt;
}

}  // namespace

Document read_json(const Sources& sources, std::size_t source) {
  const std::string_view text = sources.text(source);
  Document document{.tree = Tree(text, sources.base(source)), .problem = unreadable(text, sources.base(source))};
  if (document.problem) return document;
  Builder builder(text, sources.base(source), document);
  bool whole = false;
  try {
    whole = json::sax_parse(text.begin(), text.end(), &builder);
  } catch (const json::exception&) {
    whole = false;
  }
  if (!whole && !document.problem) document.problem = Problem{"this is not JSON", {sources.base(source), sources.base(source)}};
  if (document.problem) document.tree = {};
  return document;
}

}  // namespace stackdrag::report
