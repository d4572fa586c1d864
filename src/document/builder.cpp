// The flat tree grows here, one node at a time.
#include "document/builder.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include <fmt/format.h>

#include "document/limits.h"
#include "document/words.h"

namespace stackdrag::document {
namespace {

std::string too_deep() { return fmt::format("this is nested more than {} levels deep", deepest_nesting); }

// How many collections stand inside of each other in a finished node, itself included.
std::size_t height_of(const Node* node) {
  std::size_t height = 0;
  std::vector<const Node*> ends;
  for (const Node* at = node; at != node + node->subtree; ++at) {
    while (!ends.empty() && ends.back() == at) ends.pop_back();
    if (at->kind != NodeKind::sequence && at->kind != NodeKind::mapping) continue;
    ends.push_back(at + at->subtree);
    height = std::max(height, ends.size());
  }
  return height;
}

}  // namespace

bool TreeBuilder::fail(std::string message, Span at) {
  if (!problem_) problem_ = Problem{std::move(message), at};
  return false;
}

bool TreeBuilder::wants_key() const {
  return !open_.empty() && tree_.nodes[open_.back().node].kind == NodeKind::mapping && open_.back().children % 2 == 0;
}

bool TreeBuilder::accept_key(const Node& node) {
  if (node.kind == NodeKind::null) return fail("a key is missing here, or is an empty value", node.at);
  if (node.kind != NodeKind::scalar) return fail("a key must be a text, and this is a list or a mapping", node.at);
  if (node.text_size > longest_key) return fail(fmt::format("this key is longer than {} bytes", longest_key), node.at);
  key_ = node.at;
  if (node.style == Style::plain && std::string_view(node.text, node.text_size) == "<<") open_.back().merges = true;
  return true;
}

bool TreeBuilder::add(const Node& node) {
  if (tree_.nodes.size() >= most_nodes) return fail(fmt::format("this document has more than {} values", most_nodes), node.at);
  if (wants_key() && !accept_key(node)) return false;
  if (pending_anchor_ != nowhere) {
    if (anchors_.size() <= pending_anchor_) anchors_.resize(pending_anchor_ + 1);
    anchors_[pending_anchor_] = {tree_.nodes.size(), {}};
    placed_.push_back(pending_anchor_);
    pending_anchor_ = nowhere;
  }
  if (!open_.empty()) ++open_.back().children;
  tree_.nodes.push_back(node);
  return true;
}

bool TreeBuilder::scalar(std::string_view text, Style style, Span at) {
  if (text.size() > longest_scalar) return fail(fmt::format("this text is longer than {} KiB", longest_scalar / 1024), at);
  Node node{.text = text.data(), .text_size = static_cast<std::uint32_t>(text.size())};
  node.at = at;
  node.kind = NodeKind::scalar;
  node.style = style;
  return add(node);
}

bool TreeBuilder::null(Span at) {
  Node node;
  node.at = at;
  return add(node);
}

bool TreeBuilder::begin(NodeKind kind, std::uint32_t at) {
  Node node;
  node.at = {at, at + 1};
  node.kind = kind;
  if (open_.size() >= deepest_nesting) return fail(too_deep(), node.at);
  if (!add(node)) return false;
  open_.push_back({tree_.nodes.size() - 1, 0, false});
  return true;
}

bool TreeBuilder::end(std::uint32_t to) {
  const Open closed = open_.back();
  Node& node = tree_.nodes[closed.node];
  assert(node.kind == NodeKind::sequence || closed.children % 2 == 0);
  node.subtree = static_cast<std::uint32_t>(tree_.nodes.size() - closed.node);
  node.children = node.kind == NodeKind::mapping ? closed.children / 2 : closed.children;
  node.at.end = to;
  const bool is_mapping = node.kind == NodeKind::mapping;
  if (is_mapping && !refuse_repeated_keys(closed.node)) return false;
  if (closed.merges && !merge(closed.node)) return false;
  open_.pop_back();
  return true;
}

bool TreeBuilder::refuse_repeated_keys(std::size_t mapping) {
  const Node* const node = &tree_.nodes[mapping];
  std::vector<const Node*>& keys = keys_;
  keys.clear();
  for (const Node* key = node + 1; key != node + node->subtree;) {
    keys.push_back(key);
    const Node* const value = key + key->subtree;
    key = value + value->subtree;
  }
  const std::optional<RepeatedKey> found = find_repeated_key(keys);
  if (!found) return true;
  const Node& first = *keys[found->first];
  const Node& again = *keys[found->again];
  const unsigned line = sources_.locate(first.at).line;
  return fail(fmt::format("{} is already declared in line {}", ticked({again.text, again.text_size}), line), again.at);
}

bool TreeBuilder::is_open(std::size_t node) const {
  for (const Open& open : open_) {
    if (open.node == node) return true;
  }
  return false;
}

bool TreeBuilder::spend_alias_nodes(std::size_t count, Span at) {
  alias_nodes_ += count;
  if (alias_nodes_ <= most_alias_nodes) return true;
  return fail(fmt::format("the aliases of this document stand for more than {} values", most_alias_nodes), at);
}

bool TreeBuilder::alias(std::size_t anchor, Span at) {
  if (anchor >= anchors_.size() || (anchors_[anchor].node == nowhere && anchors_[anchor].copy.empty())) {
    return fail("this alias has no anchor above it", at);
  }
  const Anchored& anchored = anchors_[anchor];
  if (anchored.copy.empty() && is_open(anchored.node)) return fail("this alias stands inside of what it is an alias of", at);
  const std::size_t count = anchored.copy.empty() ? tree_.nodes[anchored.node].subtree : anchored.copy.size();
  if (!spend_alias_nodes(count, at)) return false;
  if (tree_.nodes.size() + count > most_nodes) return fail(fmt::format("this document has more than {} values", most_nodes), at);
  if (open_.size() + height_of(anchored.copy.empty() ? &tree_.nodes[anchored.node] : anchored.copy.data()) > deepest_nesting)
    return fail(too_deep(), at);
  if (!add(Node(anchored.copy.empty() ? tree_.nodes[anchored.node] : anchored.copy.front()))) {
    problem_->at = at;
    return false;
  }
  const std::size_t size = tree_.nodes.size();
  tree_.nodes.resize(size + count - 1);
  const Node* const first = anchored.copy.empty() ? &tree_.nodes[anchored.node] : anchored.copy.data();
  std::copy(first + 1, first + count, tree_.nodes.data() + size);
  return true;
}

}  // namespace stackdrag::document
