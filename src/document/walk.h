// Follows a parser's events through the source: gives every value its exact span, and leaves nothing unread. walk.cpp explains how.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/builder.h"
#include "document/scalars.h"

namespace stackdrag::document {

/// What the parser reports about a node besides its content. `at` is where it says the node, or its first property, begins.
struct Event {
  std::size_t at = 0;
  std::size_t anchor = 0;  ///< the number by which aliases refer to it, or 0
  std::string_view tag{};  ///< as the parser resolved it
  bool flow = false;       ///< for a collection: written with brackets, or a pair
};

/// A collection that is being read.
struct Frame {
  enum class Form { block, flow, pair };  ///< a pair is a mapping of one entry inside `[…]`, without braces

  NodeKind kind = NodeKind::null;
  Form form = Form::block;
  int indent = -1;        ///< the column of a block collection
  std::size_t begin = 0;  ///< its first byte
  std::size_t entries = 0;
  bool wants_value = false;    ///< a key has been read, its value has not
  bool explicit_key = false;   ///< the key was written after a `?`
  std::size_t mark_begin = 0;  ///< the last key, or the last `-`
  std::size_t mark_end = 0;
};

/// Walks over a text in step with the events of its parse, and builds the tree.
///
/// Between two values there may only be blanks, comments, line breaks, and the marks of structure that the events imply.
/// If anything else is left over, or a scalar reads differently from what the parser reported, the parser has lost
/// something that the user wrote, and the walk stops with a problem.
class Walk {
 public:
  /// `masked` is what the parser was given: as long as `text`, and different from it only inside scalars and comments.
  /// Scalars are compared with `masked`, but their text is taken from `text`. Both must outlive the walk.
  Walk(std::string_view text, std::string_view masked, std::uint32_t base, TreeBuilder& builder);

  // One function for each kind of event. Each returns false if the walk must stop; the builder then holds the problem.
  bool scalar(const Event& event, const std::string& value);
  bool null(const Event& event);
  bool alias(const Event& event);
  bool begin(const Event& event, NodeKind kind);
  bool end();
  /// To be called after the last event: checks that nothing follows.
  bool finish();

  // The state in which the walk stopped, for diagnostics.
  const std::vector<Frame>& frames() const { return frames_; }
  /// The collection that was closed last; after the last event, the outermost.
  const Frame& root() const { return root_; }
  /// Whether the last value began before `place` and ended after it.
  bool passed(std::size_t place) const { return last_begin_ < place && node_end_ > place; }
  std::size_t position() const { return at_; }
  /// Whether the problem only says that something is left over, not why.
  bool vague() const { return vague_; }

 private:
  bool approach();
  bool approach_first();
  bool approach_in_block(Frame& frame);
  bool approach_in_flow(Frame& frame);
  bool pass_value_mark(const Frame& frame);
  bool pass_properties(const Event& event);
  bool pass_name();
  bool pass_tag(std::string_view resolved);
  bool pass_directives();
  void skip_gap();
  bool reach(const Event& event);
  void finish_node(std::size_t begin, std::size_t end);

  bool plain(const Event& event, const std::string& value);
  bool quoted(const std::string& value);
  bool block(const std::string& value);
  bool nothing(bool is_text);
  template <class Text>
  bool add_text(std::size_t begin, std::size_t end, Style style, Text text);
  bool stays_inside(std::size_t begin, std::size_t end);

  int block_indent() const;
  bool in_flow() const { return !frames_.empty() && frames_.back().form != Frame::Form::block; }
  /// Whether the text at the cursor belongs to the innermost collection rather than to an outer one.
  bool is_inside() const;
  char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool is_mark_here(char mark) const { return here() == mark && is_gap(text_, at_ + 1); }
  Span span(std::size_t begin, std::size_t end) const;
  bool fail(std::string message, std::size_t begin, std::size_t end) { return builder_.fail(std::move(message), span(begin, end)); }
  bool lost();

  std::string_view text_;
  std::string_view masked_;
  std::uint32_t base_;
  TreeBuilder& builder_;
  std::vector<Frame> frames_;
  Frame root_;                  // the collection that was closed last; after the last event, the outermost
  std::size_t start_;           // after the byte order mark
  std::size_t at_;              // everything before it is accounted for
  std::size_t node_end_ = 0;    // one past the last byte of the last value
  std::size_t last_begin_ = 0;  // the first byte of the last value
  std::size_t node_begin_ = 0;  // the first byte of the current node, including its properties
  bool started_ = false;        // the beginning of the document has been passed
  bool vague_ = false;
};

}  // namespace stackdrag::document
