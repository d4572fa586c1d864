// Follows yaml-cpp's events through the source, and leaves nothing unread. This file handles structure; walk_texts.cpp handles scalars.
//
// The problem. yaml-cpp tells us what a document says, but not exactly where. An event carries one position, the start of the node or of
// its first property (`&anchor`, `!tag`). No event says where a scalar ends; the end of a collection has no position at all; commas, `-`,
// `:` and comments are not reported; an omitted value (`key:`) is reported wherever the parser happens to be. Findings have to point at
// the exact text. Besides, yaml-cpp is lenient: text that it does not expect may be dropped without an error, and an audit of an inventory
// with a line missing would look clean without being so.
//
// The idea. The events, in order, determine what may be written between two nodes, apart from blanks, line breaks and comments. So we move
// a cursor, `at_`, through the source in step with the events and keep one invariant: everything before the cursor is accounted for. A
// stack of frames, one for each open collection, tells which mark must come next:
//
//   innermost frame        the event is        the source must have
//   none                   the root            directives, then perhaps `---`
//   block sequence         an element          `-` at the frame's column
//   block mapping          a key               the frame's column, perhaps with `?`
//   flow collection        an entry            `,` unless it is the first, perhaps with `?`
//   any mapping            a value             `:`; in a block it is on the line of the key, unless that was written with `?`
//
// `approach` passes those marks and nothing else. The cursor must then be where the event says that its node is. A scalar is measured by
// our own scanner (scalars.h), and what the scanner reads must be what yaml-cpp reported; then the cursor moves past it. A flow collection
// ends at its bracket, a block collection where its last node ended. After the last event only `...` may be left (`finish`).
//
// By induction, every byte of an accepted document belongs to a node, to a mark that the events imply, or to the gaps between them. Nothing
// can be left over, and every span is exact. The walk does not decide what the structure is: yaml-cpp does, and the walk confirms it. If
// they disagree, whichever of them is wrong, the document is refused rather than misread. The problem then is what stands at the cursor
// (`lost`). That is `vague`: the cause may lie further up, and the rough reading (rough.h) may know it.
#include "document/walk.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "document/bytes.h"
#include "document/words.h"
#include "stackdrag/text.h"

namespace stackdrag::document {
namespace {

using Form = Frame::Form;

constexpr std::string_view core_tags[] = {"tag:yaml.org,2002:str",  "tag:yaml.org,2002:int",  "tag:yaml.org,2002:float",
                                          "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null", "tag:yaml.org,2002:seq",
                                          "tag:yaml.org,2002:map"};

bool is_core_tag(std::string_view tag) {
  return tag == "!" || std::find(std::begin(core_tags), std::end(core_tags), tag) != std::end(core_tags);
}

}  // namespace

Walk::Walk(std::string_view text, std::string_view masked, std::uint32_t base, TreeBuilder& builder)
    : text_(text), masked_(masked), base_(base), builder_(builder), start_(byte_order_mark(text)), at_(start_) {}

Span Walk::span(std::size_t begin, std::size_t end) const {
  return {base_ + static_cast<std::uint32_t>(begin), base_ + static_cast<std::uint32_t>(end)};
}

bool Walk::lost() {
  vague_ = true;
  if (at_ >= text_.size()) return fail("the text ends here, but more was expected", at_, at_);
  const std::size_t end = std::min(line_end(text_, at_), at_ + 40);
  if (here() == '#') return fail("a comment needs a space before its `#`", at_, at_ + 1);
  return fail(fmt::format("{} is not expected here", ticked(text_.substr(at_, end - at_))), at_, end);
}

int Walk::block_indent() const {
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    if (frame->form == Form::block) return frame->indent;
  }
  return -1;
}

bool Walk::is_inside() const {
  const bool is_key = !frames_.empty() && frames_.back().kind == NodeKind::mapping && !frames_.back().wants_value;
  return is_key || in_flow() || at_ >= text_.size() || column_of(text_, at_) > block_indent();
}

void Walk::skip_gap() {
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (is_blank(c) || is_break(c)) continue;
    if (c != '#') return;
    const char before = at_ == start_ ? '\n' : text_[at_ - 1];
    if (!is_blank(before) && !is_break(before) && before != ',' && before != '[' && before != '{') return;
    at_ = std::min(text_.find('\n', at_), text_.size() - 1);
  }
}

bool Walk::pass_directives() {
  skip_gap();
  while (here() == '%' && column_of(text_, at_) == 0) {
    const std::size_t end = line_end(text_, at_);
    // The directives that we know have been masked as comments.
    if (masked_[at_] == '%') return fail(fmt::format("unknown directive {}", ticked(text_.substr(at_, end - at_))), at_, end);
    at_ = end;
    skip_gap();
  }
  return true;
}

bool Walk::approach_first() {
  started_ = true;
  if (!pass_directives()) return false;
  if (at_ < text_.size() && is_document_mark(text_, at_) && here() == '-') {
    at_ += 3;
    skip_gap();
  }
  return true;
}

bool Walk::pass_value_mark(const Frame& frame) {
  if (frame.form != Form::block || frame.explicit_key) {
    skip_gap();
  } else {
    while (is_blank(here())) ++at_;
  }
  const bool found = frame.form == Form::block ? is_mark_here(':') : here() == ':';
  if (!found) {
    const auto key = text_.substr(frame.mark_begin, frame.mark_end - frame.mark_begin);
    return fail(
        lacks_space(key) ? fmt::format("{} needs a space after its `:`", ticked(key)) : fmt::format("expected `:` after {}", ticked(key)),
        frame.mark_begin, frame.mark_end);
  }
  ++at_;
  skip_gap();
  return true;
}

bool Walk::approach_in_block(Frame& frame) {
  if (frame.wants_value) return pass_value_mark(frame);
  skip_gap();
  if (at_ >= text_.size() || column_of(text_, at_) != frame.indent) return lost();
  if (frame.kind == NodeKind::sequence) {
    if (!is_mark_here('-')) return lost();
    frame.mark_begin = at_;
    frame.mark_end = at_ + 1;
  } else {
    frame.explicit_key = is_mark_here('?');
    if (!frame.explicit_key) return true;
  }
  ++at_;
  skip_gap();
  return true;
}

bool Walk::approach_in_flow(Frame& frame) {
  if (frame.wants_value) return pass_value_mark(frame);
  skip_gap();
  if (frame.entries > 0) {
    if (here() != ',') return lost();
    ++at_;
    skip_gap();
  }
  frame.explicit_key = frame.kind == NodeKind::mapping && is_mark_here('?');
  if (!frame.explicit_key) return true;
  ++at_;
  skip_gap();
  return true;
}

bool Walk::approach() {
  bool arrived = false;
  if (frames_.empty()) {
    arrived = approach_first();
  } else if (in_flow()) {
    arrived = approach_in_flow(frames_.back());
  } else {
    arrived = approach_in_block(frames_.back());
  }
  node_begin_ = at_;
  return arrived;
}

// Moves past `&name` or `*name`. YAML parsers disagree on where a name with other characters ends.
bool Walk::pass_name() {
  const std::size_t begin = at_++;
  while (!is_gap(text_, at_) && !is_flow_mark(here())) ++at_;
  const std::string_view name = text_.substr(begin + 1, at_ - begin - 1);
  const auto fits = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.'; };
  if (std::all_of(name.begin(), name.end(), fits)) return true;
  return fail(fmt::format("the name {} may contain only letters, digits, `-`, `_` and `.`", ticked(name)), begin, at_);
}

bool Walk::pass_tag(std::string_view resolved) {
  const std::size_t begin = at_;
  const bool verbatim = text_.substr(at_, 2) == "!<";
  while (!is_gap(text_, at_) && (verbatim || !is_flow_mark(here())) && here() != '"') ++at_;
  const bool ends_here = is_gap(text_, at_) || (in_flow() && is_flow_mark(here()));
  if (is_core_tag(resolved)) return ends_here || lost();
  return fail(fmt::format("unknown tag {}", ticked(text_.substr(begin, at_ - begin))), begin, at_);
}

bool Walk::pass_properties(const Event& event) {
  bool wants_anchor = event.anchor != 0;
  bool wants_tag = !event.tag.empty() && event.tag != "?";
  for (;;) {
    if (here() == '&' && wants_anchor) {
      if (!pass_name()) return false;
      wants_anchor = false;
      builder_.anchor(event.anchor);
    } else if (here() == '!' && wants_tag) {
      if (!pass_tag(event.tag)) return false;
      wants_tag = false;
    } else {
      break;
    }
    skip_gap();
  }
  // yaml-cpp reports the tag `!` for every scalar that is not plain, whether it is written or not.
  return wants_anchor || (wants_tag && event.tag != "!") ? lost() : true;
}

// Moves to the node of the event, which must be where the parser says it is.
bool Walk::reach(const Event& event) {
  if (!approach()) return false;
  if (node_begin_ != event.at) return lost();
  return pass_properties(event);
}

void Walk::finish_node(std::size_t begin, std::size_t end) {
  node_end_ = end;
  last_begin_ = begin;
  if (frames_.empty()) return;
  Frame& frame = frames_.back();
  if (frame.kind == NodeKind::mapping && !frame.wants_value) {
    frame.wants_value = true;
    frame.mark_begin = begin;
    frame.mark_end = end;
    return;
  }
  frame.wants_value = false;
  ++frame.entries;
}

bool Walk::alias(const Event& event) {
  if (!approach()) return false;
  const std::size_t begin = at_;
  if (begin != event.at || here() != '*' || !is_inside()) return lost();
  if (!pass_name()) return false;
  if (!builder_.alias(event.anchor, span(begin, at_))) return false;
  finish_node(begin, at_);
  return true;
}

bool Walk::begin(const Event& event, NodeKind kind) {
  if (!reach(event)) return false;
  if (event.flow && !is_inside()) return lost();
  Frame frame{.kind = kind, .begin = at_};
  if (event.flow && here() == (kind == NodeKind::mapping ? '{' : '[')) {
    frame.form = Form::flow;
    ++at_;
  } else if (event.flow) {
    const bool in_list = in_flow() && frames_.back().kind == NodeKind::sequence;
    if (!in_list || kind != NodeKind::mapping) return lost();
    frame.form = Form::pair;
  } else {
    frame.indent = column_of(text_, at_);
    const int outer = block_indent();
    // A sequence may be at the same column as its key.
    const bool beside_key = kind == NodeKind::sequence && !frames_.empty() && frames_.back().kind == NodeKind::mapping;
    if (frame.indent < outer + (beside_key ? 0 : 1)) return lost();
  }
  vague_ = builder_.wants_key();
  if (!builder_.begin(kind, span(frame.begin, 0).begin)) return false;
  frames_.push_back(frame);
  return true;
}

bool Walk::end() {
  const Frame frame = frames_.back();
  if (frame.form == Form::flow) {
    skip_gap();
    if (here() == ',' && frame.entries > 0) {
      ++at_;
      skip_gap();
    }
    if (here() != (frame.kind == NodeKind::mapping ? '}' : ']')) return lost();
    node_end_ = ++at_;
  }
  if (!builder_.end(span(0, node_end_).end)) return false;
  root_ = frame;
  frames_.pop_back();
  finish_node(frame.begin, node_end_);
  return true;
}

bool Walk::finish() {
  if (!started_ && !approach_first()) return false;
  skip_gap();
  if (at_ >= text_.size()) return true;
  const std::size_t end = line_end(text_, at_);
  if (is_document_mark(text_, at_) && here() == '.') {
    at_ += 3;
    skip_gap();
    if (at_ >= text_.size()) return true;
    return fail("a second document begins here; a file is one document", at_, line_end(text_, at_));
  }
  if (is_document_mark(text_, at_)) return fail("a second document begins here; a file is one document", at_, at_ + 3);
  if (here() == '%' && column_of(text_, at_) == 0)
    return fail("a `%` at the start of a line ends the document; indent the line, or quote the text", at_, end);
  const std::string rest = ticked(text_.substr(at_, end - at_));
  if (column_of(text_, at_) < root_.indent) return fail(fmt::format("{} is indented less than the lines before it", rest), at_, end);
  vague_ = true;
  return fail(fmt::format("text after the end of the document: {}", rest), at_, end);
}

}  // namespace stackdrag::document
