// The document: a YAML or JSON text as one flat tree whose nodes know where they were written.
#pragma once

#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "stackdrag/source.h"

namespace stackdrag {

enum class NodeKind : std::uint8_t { null, scalar, sequence, mapping };

/// How a scalar was written. A plain scalar may stand for a word of the format (`true`, `unknown`, `~`); a quoted one is text.
enum class Style : std::uint8_t { plain, quoted, block };

/// One node of the flat tree, 32 bytes. Nodes stand in document order, a parent before its children; a mapping's children are key, value,
/// key, value.
struct Node {
  const char* text = nullptr;   ///< a scalar's text; in the source where possible, else in the tree's own store
  std::uint32_t text_size = 0;  ///< in bytes
  std::uint32_t subtree = 1;    ///< this node and everything below it; the next sibling is `subtree` nodes further
  Span at;                      ///< a null that was not written (`key:`) has the span of its key
  std::uint32_t children = 0;   ///< elements of a sequence, entries of a mapping
  NodeKind kind = NodeKind::null;
  Style style = Style::plain;
};
static_assert(sizeof(Node) <= 40);

class View;

/// A tree: nodes, and the texts that are not plain stretches of the source (escapes, folded lines).
/// Owns both; the source must outlive it.
class Tree {
 public:
  std::vector<Node> nodes;
  /// Keeps a text alive as long as the tree, and returns where it now is.
  std::string_view keep(std::string_view text);

  bool empty() const { return nodes.empty(); }
  View root() const;

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_left_ = 0;
};

/// A cheap handle on a node. Valid as long as its tree.
class View {
 public:
  View() = default;
  explicit View(const Node* node) : node_(node) {}

  NodeKind kind() const { return node_->kind; }
  Style style() const { return node_->style; }
  bool is_null() const { return kind() == NodeKind::null; }
  bool is_scalar() const { return kind() == NodeKind::scalar; }
  bool is_sequence() const { return kind() == NodeKind::sequence; }
  bool is_mapping() const { return kind() == NodeKind::mapping; }
  std::string_view text() const { return {node_->text, node_->text_size}; }
  Span at() const { return node_->at; }
  std::uint32_t size() const { return node_->children; }

  /// The elements of a sequence, or the keys and values of a mapping in turn.
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = View;
    using difference_type = std::ptrdiff_t;
    using pointer = const View*;
    using reference = View;

    explicit Iterator(const Node* node) : node_(node) {}
    View operator*() const { return View(node_); }
    Iterator& operator++() { return node_ += node_->subtree, *this; }
    Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(Iterator, Iterator) = default;

   private:
    const Node* node_;
  };
  Iterator begin() const { return Iterator(node_ + 1); }
  Iterator end() const { return Iterator(node_ + node_->subtree); }

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
  /// The value under `key`; empty if there is none or this is no mapping.
  std::optional<View> find(std::string_view key) const;

 private:
  const Node* node_ = nullptr;
};

/// What reading a document gave: the tree, or the one mistake that stopped the reading. A document is read whole or not at all.
struct Document {
  Tree tree;  ///< empty if there is a problem, or if the document is empty
  std::optional<Problem> problem;
};

/// Which reader to use; the two yield the same tree for whatever the quick one accepts.
enum class Lane { automatic, reference };

/// Reads the bytes of a source as YAML or JSON. Any bytes are fine: the answer is a tree or a problem, never a crash.
/// An empty document, or one of comments only, is an empty tree.
Document read_document(const Sources& sources, std::size_t source, Lane lane = Lane::automatic);

}  // namespace stackdrag
