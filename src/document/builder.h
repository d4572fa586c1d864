// Builds the flat tree, for both lanes: counts, subtree sizes, keys, aliases, merge keys and limits.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/author.h"
#include "stackdrag/document_limits.h"
#include "stackdrag/source.h"
#include "stackdrag/tree.h"

namespace stackdrag::document {

/// A key of a mapping, with its text.
struct Key {
  const Node* node;
  std::string_view text;
};

/// An entry whose key an earlier entry has, too: the positions of both, and of the first.
struct RepeatedKey {
  std::size_t first;
  std::size_t again;
};
/// All of them, in order. `keys` are the keys of one mapping, in order.
std::vector<RepeatedKey> find_repeated_keys(const std::vector<Key>& keys);

/// A small filter over the keys of one mapping, to tell quickly that all differ, as they nearly always do.
class KeyMarks {
 public:
  /// Whether an earlier key may be the same.
  bool add(std::string_view key) {
    const auto byte = [key](std::size_t at) { return static_cast<unsigned>(static_cast<unsigned char>(key[at])); };
    const auto size = static_cast<unsigned>(key.size());
    const unsigned mark = size == 0 ? 0 : size * 37 + byte(0) * 7 + byte(size / 2) * 11 + byte(size - 1) * 29;
    std::uint64_t& word = words_[mark / 64 % words_.size()];
    const std::uint64_t bit = std::uint64_t{1} << (mark % 64);
    const bool marked = (word & bit) != 0;
    word |= bit;
    return marked;
  }

 private:
  std::array<std::uint64_t, 4> words_{};
};

/// Takes the nodes of a document in order. Once a call has returned false there is a problem, and the tree must not be used.
class TreeBuilder {
 public:
  explicit TreeBuilder(const Sources& sources, std::size_t source, Repeats repeats = Repeats::refused, Author author = Author::person)
      : sources_(sources),
        repeats_(repeats),
        last_counts_(author == Author::program),
        most_text_(author == Author::program ? longest_exported_scalar : longest_scalar),
        tree_(sources.text(source), sources.base(source)) {}

  /// Reserves room for this many nodes, so that they need not move while the tree grows.
  void expect(std::size_t nodes) { tree_.nodes.reserve(nodes); }

  /// Adds a scalar whose text is in the source, where `words` says.
  bool scalar(Style style, Span at, Words words) {
    const Node node{.at = at, .kind = NodeKind::scalar, .style = style, .words = words};
    if (at.end - at.begin > most_text_ && text_of(node).size() > most_text_) return refuse_length(at);
    return add(node);
  }
  /// Adds a scalar whose text differs from the source; the tree keeps a copy.
  bool scalar(Style style, Span at, std::string_view text);
  bool null(Span at) { return add(Node{.at = at}); }

  /// Opens a sequence or mapping; all nodes up to `end` belong to it.
  bool begin(NodeKind kind, std::uint32_t at);
  /// Closes the innermost collection, which ends before `to`. Refuses repeated keys, or takes them out.
  bool end(std::uint32_t to);

  /// Gives the next node the number `anchor`, by which aliases refer to it.
  void anchor(std::size_t anchor) { pending_anchor_ = anchor; }
  /// Adds a copy of the node with this anchor; `at` is the place of the alias.
  bool alias(std::size_t anchor, Span at);

  /// Whether the next node is a key.
  bool wants_key() const { return !open_.empty() && open_.back().is_mapping && open_.back().children % 2 == 0; }
  /// The place of the last key of the innermost mapping.
  Span key() const { return key_; }

  const std::optional<Problem>& problem() const { return problem_; }
  /// The keys that were taken out.
  const std::vector<Problem>& repeated() const { return repeated_; }
  bool fail(std::string message, Span at);
  Tree take() { return std::move(tree_); }

 private:
  struct Open {
    std::size_t node;
    std::uint32_t children = 0;
    bool is_mapping = false;
    bool merges = false;
    bool may_repeat = false;  ///< two of its keys may be the same
    KeyMarks marks;
  };
  // Where an anchored node is, or a copy of it if a merge took it out of the tree.
  struct Anchored {
    std::size_t node = nowhere;
    std::vector<Node> copy;
  };
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  bool add(const Node& node) {
    if (tree_.nodes.size() >= most_nodes) return refuse_another(node.at);
    if (wants_key() && !accept_key(node)) return false;
    if (pending_anchor_ != nowhere) place_anchor();
    if (!open_.empty()) ++open_.back().children;
    tree_.nodes.push_back(node);
    return true;
  }
  bool refuse_length(Span at);
  bool refuse_another(Span at);
  bool accept_key(const Node& node);
  void place_anchor();
  std::string_view text_of(const Node& node) const { return tree_.text_of(node); }
  bool settle_repeated_keys(std::size_t mapping);
  bool remove(std::size_t from, std::size_t count);
  bool merge(std::size_t mapping);
  bool keep_anchors(std::size_t from, std::size_t count);
  bool is_open(std::size_t node) const;
  bool spend_alias_nodes(std::size_t count, Span at);

  const Sources& sources_;
  Repeats repeats_;
  bool last_counts_;  // of a key that stands twice
  std::size_t most_text_;
  Tree tree_;
  std::vector<Open> open_;
  std::vector<Anchored> anchors_;
  std::vector<std::size_t> placed_;  // the anchors whose nodes are in the tree, in the order of their nodes
  std::size_t pending_anchor_ = nowhere;
  std::size_t alias_nodes_ = 0;
  Span key_;
  std::vector<Key> keys_;  // the keys of the mapping being closed; kept for its capacity
  std::optional<Problem> problem_;
  std::vector<Problem> repeated_;
};

}  // namespace stackdrag::document
