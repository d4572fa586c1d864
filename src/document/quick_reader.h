// The reader behind the quick lane: goes through a text line by line; the column of a line tells which collection it belongs to.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "document/builder.h"
#include "document/quick_text.h"
#include "document/scalars.h"

namespace stackdrag::document {

/// An estimate for reserving memory: an inventory has a node for every ten bytes or so.
inline constexpr std::size_t bytes_per_node = 8;

/// A block collection that is being read.
struct Level {
  std::size_t indent = 0;
  bool is_sequence = false;
  bool wants_value = false;    ///< nothing follows its last key or `-` on the same line
  const char* mark = nullptr;  ///< that key or `-`
  const char* mark_end = nullptr;
};

/// A step returns false if it declines the document, and the reading ends there.
class QuickReader {
 public:
  QuickReader(const Sources& sources, std::size_t source, Author author = Author::person)
      : text_(sources.text(source)),
        base_(sources.base(source)),
        at_(text_.data()),
        end_(text_.data() + text_.size()),
        is_export_(author == Author::program),
        builder_(sources, source, author == Author::program ? Repeats::noted : Repeats::refused, author) {
    builder_.expect(text_.size() / bytes_per_node);
  }

  bool run() { return run_lines() && close_all(); }
  bool run_export();

  Tree take() { return builder_.take(); }
  const std::vector<Problem>& repeated() const { return builder_.repeated(); }
  /// Which limit was exceeded, if one was.
  const std::optional<Problem>& problem() const { return builder_.problem(); }
  bool is_json() const { return is_json_; }
  /// Where the reading of an export has stopped.
  Problem declined() const {
    const std::uint32_t at = offset(std::min(at_, end_ - 1));
    return {"from here on this cannot be read: the export is cut off or damaged", {at, at + 1}};
  }

 private:
  bool run_lines();
  bool close_all();
  bool pass_document_mark();
  bool run_documents();
  bool next_line();
  bool finish_line();

  bool line();
  bool entry(bool is_sequence, std::size_t column);
  bool element(std::size_t column);
  bool value_or_mapping(std::size_t column);
  bool key_and_value();
  bool key_and_value(const QuickText& key);
  bool value();
  bool literal();
  bool begin(std::size_t indent, bool is_sequence);
  bool close_above(std::size_t column, bool dash);
  bool close();

  bool flow();
  bool flow_key();
  bool flow_value();
  bool skip_flow_gap();

  bool find_text(Around around, QuickText& text) {
    if (!find_quick_text(at_, around, text)) return false;
    at_ = text.end;
    return true;
  }
  bool add(const QuickText& text);

  bool is_document_mark_here() const { return is_document_mark(text_, static_cast<std::size_t>(at_ - text_.data())); }
  bool is_dash() const { return *at_ == '-' && is_quick_gap(at_[1]); }
  /// Whether the rest of the line is empty or a comment.
  bool is_rest_empty() const { return is_quick_line_end(*at_) || *at_ == '#'; }
  void skip_spaces() {
    while (*at_ == ' ') ++at_;
  }
  /// Inside brackets, where no column counts.
  void skip_blanks() {
    while (*at_ == ' ' || (is_export_ && *at_ == '\t')) ++at_;
  }
  std::uint32_t offset(const char* at) const { return base_ + static_cast<std::uint32_t>(at - text_.data()); }
  Span span(const char* from, const char* to) const { return {offset(from), offset(to)}; }

  const std::string_view text_;
  const std::uint32_t base_;
  const char* at_;
  const char* const end_;
  std::size_t column_ = 0;          // of the line that `next_line` found
  const char* node_end_ = nullptr;  // one past the last byte of the last value
  bool started_ = false;
  const bool is_export_;
  bool is_json_ = false;   // an export that begins with a bracket
  bool parts_ = false;     // a `---` parts documents
  bool declined_ = false;  // `next_line` found neither a line that can be read nor the end
  std::vector<Level> open_;
  TreeBuilder builder_;
};

}  // namespace stackdrag::document
