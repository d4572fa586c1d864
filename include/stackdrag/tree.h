// The document: a YAML or JSON text as one flat tree whose nodes know where they were written.
#pragma once

#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <vector>

#include "stackdrag/source.h"
#include "stackdrag/store.h"

namespace stackdrag {

enum class NodeKind : std::uint8_t { null, scalar, sequence, mapping };

/// How a scalar was written. A plain scalar may stand for a word of the format (`true`, `unknown`, `~`); a quoted one is text.
enum class Style : std::uint8_t { plain, quoted, block };

/// Where a scalar's text is: its whole span, its span without the quotes, among the texts that the tree keeps, or nowhere (an empty text).
enum class Words : std::uint8_t { span, inside_quotes, kept, none };

/// One node of the flat tree. Nodes are in document order, parents before their children; a mapping's children are key, value, key, value.
/// Twelve bytes, because an inventory has millions of them.
struct Node {
  Span at;                        ///< a null that was not written (`key:`) has the span of its key
  std::uint32_t extent : 26 = 0;  ///< a collection: this node and everything below it; a kept scalar: the number of its text
  NodeKind kind : 2 = NodeKind::null;
  Style style : 2 = Style::plain;
  Words words : 2 = Words::none;

  bool is_collection() const { return kind == NodeKind::sequence || kind == NodeKind::mapping; }
  /// The distance to the next sibling, in nodes.
  std::uint32_t subtree() const { return is_collection() ? extent : 1; }
};
static_assert(sizeof(Node) == 12);

class View;

/// A tree: nodes, and the texts that are not plain stretches of the source (escapes, folded lines).
/// Owns both; the source must outlive it.
class Tree {
 public:
  Tree() = default;
  /// A tree of a source whose first byte has the offset `base`.
  Tree(std::string_view source, std::uint32_t base) : source_(source.data()), base_(base) {}

  std::vector<Node> nodes;
  /// Copies a text into the tree and returns its number.
  std::uint32_t keep(std::string_view text);

  std::string_view text_of(const Node& scalar) const {
    switch (scalar.words) {
      case Words::span:
        return {source_ + (scalar.at.begin - base_), scalar.at.end - scalar.at.begin};
      case Words::inside_quotes:
        return {source_ + (scalar.at.begin - base_) + 1, scalar.at.end - scalar.at.begin - 2};
      case Words::kept:
        return kept_[scalar.extent];
      case Words::none:
        break;
    }
    return "";
  }

  bool empty() const { return nodes.empty(); }
  View root() const;

 private:
  const char* source_ = nullptr;
  std::uint32_t base_ = 0;
  std::vector<std::string_view> kept_;
  Store store_;
};

/// A cheap handle on a node. Valid as long as its tree.
class View {
 public:
  View() = default;
  View(const Tree& tree, const Node* node) : tree_(&tree), node_(node) {}

  NodeKind kind() const { return node_->kind; }
  Style style() const { return node_->style; }
  bool is_null() const { return kind() == NodeKind::null; }
  bool is_scalar() const { return kind() == NodeKind::scalar; }
  bool is_sequence() const { return kind() == NodeKind::sequence; }
  bool is_mapping() const { return kind() == NodeKind::mapping; }
  std::string_view text() const { return tree_->text_of(*node_); }
  Span at() const { return node_->at; }
  /// The number of elements of a sequence or entries of a mapping.
  std::uint32_t size() const;

  /// The elements of a sequence, or the keys and values of a mapping in turn.
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = View;
    using difference_type = std::ptrdiff_t;
    using pointer = const View*;
    using reference = View;

    Iterator(const Tree* tree, const Node* node) : tree_(tree), node_(node) {}
    View operator*() const { return {*tree_, node_}; }
    Iterator& operator++() { return node_ += node_->subtree(), *this; }
    Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(Iterator, Iterator) = default;

   private:
    const Tree* tree_;
    const Node* node_;
  };
  Iterator begin() const { return {tree_, node_ + 1}; }
  Iterator end() const { return {tree_, node_ + node_->subtree()}; }

  /// Calls `visit(key, value)` for each entry of a mapping, in the order in which they were written.
  template <class Visit>
  void entries(Visit visit) const {
    for (auto at = begin(); at != end();) {
      const View key = *at;
      ++at;
      visit(key, *at);
      ++at;
    }
  }
  /// The value under `key`; empty if there is none or this is not a mapping.
  std::optional<View> find(std::string_view key) const;

 private:
  const Tree* tree_ = nullptr;
  const Node* node_ = nullptr;
};

/// The result of reading a document: the tree, or the mistake that stopped the parser. There is never a partial tree.
struct Document {
  Tree tree;  ///< empty if there is a problem, or if the document is empty
  std::optional<Problem> problem;
  std::vector<Problem> repeated;  ///< keys that stand twice, if they are tolerated: the tree has the first of each
};

/// What becomes of a key that an earlier entry of its mapping has, too: it is the problem of the document, or it is noted and left out.
enum class Repeats { refused, noted };

/// Which reader to use; the two yield the same tree for whatever the quick one accepts.
enum class Lane { automatic, reference };

/// Reads the bytes of a source as YAML or JSON. Accepts any bytes: the result is a tree or a problem, never a crash.
/// An empty document, or one of comments only, is an empty tree.
Document read_document(const Sources& sources, std::size_t source, Lane lane = Lane::automatic, Repeats repeats = Repeats::refused);

}  // namespace stackdrag
