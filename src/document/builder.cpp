// Appends nodes to the flat tree, and checks keys, aliases and limits.
#include "document/builder.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "document/words.h"
#include "stackdrag/document_limits.h"
#include "stackdrag/ensure.h"

namespace stackdrag::document {
namespace {

/// So many keys that stand twice are worth a message each.
constexpr std::size_t most_repeated_keys = 100;

std::string too_deep() { return fmt::format("this is nested more than {} levels deep", deepest_nesting); }

// How deeply collections are nested in a finished node, counting the node itself.
std::size_t height_of(const Node* node) {
  std::size_t height = 0;
  std::vector<const Node*> ends;
  for (const Node* at = node; at != node + node->subtree(); ++at) {
    while (!ends.empty() && ends.back() == at) ends.pop_back();
    if (!at->is_collection()) continue;
    ends.push_back(at + at->extent);
    height = std::max(height, ends.size());
  }
  return height;
}

/// The entries that go if the first of each key stays, in order.
std::vector<std::size_t> all_but_the_first(const std::vector<RepeatedKey>& repeated) {
  std::vector<std::size_t> entries;
  for (const RepeatedKey& key : repeated) entries.push_back(key.again);
  return entries;
}

std::vector<std::size_t> all_but_the_last(const std::vector<RepeatedKey>& repeated) {
  std::map<std::size_t, std::size_t> latest;  // by the first of the key
  std::vector<std::size_t> entries;
  for (const RepeatedKey& key : repeated)
    entries.push_back(std::exchange(latest.try_emplace(key.first, key.first).first->second, key.again));
  std::sort(entries.begin(), entries.end());
  return entries;
}

}  // namespace

bool TreeBuilder::fail(std::string message, Span at) {
  if (!problem_) problem_ = Problem{std::move(message), at};
  return false;
}

bool TreeBuilder::accept_key(const Node& node) {
  if (node.kind == NodeKind::null) return fail("a key is missing here, or is an empty value", node.at);
  if (node.kind != NodeKind::scalar) return fail("a key must be a text, but this is a list or a mapping", node.at);
  const std::string_view text = text_of(node);
  if (text.size() > longest_key) return fail(fmt::format("this key is longer than {} bytes", longest_key), node.at);
  key_ = node.at;
  if (open_.back().marks.add(text)) open_.back().may_repeat = true;
  if (node.style == Style::plain && text == "<<") open_.back().merges = true;
  return true;
}

bool TreeBuilder::refuse_another(Span at) { return fail(fmt::format("this document has more than {} values", most_nodes), at); }

bool TreeBuilder::refuse_length(Span at) { return fail(fmt::format("this text is longer than {} KiB", most_text_ / 1024), at); }

void TreeBuilder::place_anchor() {
  if (anchors_.size() <= pending_anchor_) anchors_.resize(pending_anchor_ + 1);
  anchors_[pending_anchor_] = {tree_.nodes.size(), {}};
  placed_.push_back(pending_anchor_);
  pending_anchor_ = nowhere;
}

bool TreeBuilder::scalar(Style style, Span at, std::string_view text) {
  if (text.size() > most_text_) return refuse_length(at);
  if (text.empty()) return scalar(style, at, Words::none);
  return add(Node{.at = at, .extent = tree_.keep(text) & largest_extent, .kind = NodeKind::scalar, .style = style, .words = Words::kept});
}

bool TreeBuilder::begin(NodeKind kind, std::uint32_t at) {
  const Node node{.at = {at, at + 1}, .extent = 1, .kind = kind};
  if (open_.size() >= deepest_nesting) return fail(too_deep(), node.at);
  if (!add(node)) return false;
  open_.push_back({.node = tree_.nodes.size() - 1, .is_mapping = kind == NodeKind::mapping, .marks = {}});
  return true;
}

bool TreeBuilder::end(std::uint32_t to) {
  const Open& closed = open_.back();
  Node& node = tree_.nodes[closed.node];
  ensure(!closed.is_mapping || closed.children % 2 == 0, "a mapping ends after a key");
  node.extent = static_cast<std::uint32_t>(tree_.nodes.size() - closed.node) & largest_extent;
  node.at.end = to;
  if (closed.may_repeat && !settle_repeated_keys(closed.node)) return false;
  if (closed.merges && !merge(closed.node)) return false;
  open_.pop_back();
  return true;
}

bool TreeBuilder::settle_repeated_keys(std::size_t mapping) {
  const Node* const node = &tree_.nodes[mapping];
  keys_.clear();
  for (const Node* key = node + 1; key != node + node->extent;) {
    keys_.push_back({key, text_of(*key)});
    const Node* const value = key + key->subtree();
    key = value + value->subtree();
  }
  const std::vector<RepeatedKey> found = find_repeated_keys(keys_);
  for (const RepeatedKey& repeated : found) {
    const Key& again = keys_[repeated.again];
    const unsigned line = sources_.locate(keys_[repeated.first].node->at).line;
    std::string message = fmt::format("{} is already declared in line {}", ticked(again.text), line);
    const bool is_refused = repeats_ == Repeats::refused || (!last_counts_ && repeated_.size() >= most_repeated_keys);
    if (is_refused) return fail(std::move(message), again.node->at);
    if (repeated_.size() >= most_repeated_keys) continue;
    repeated_.push_back({std::move(message), again.node->at});
  }
  // From the last to the first, so that the others keep their places.
  const std::vector<std::size_t> out = last_counts_ ? all_but_the_last(found) : all_but_the_first(found);
  for (auto entry = out.rbegin(); entry != out.rend(); ++entry) {
    const auto at = static_cast<std::size_t>(keys_[*entry].node - tree_.nodes.data());
    if (!remove(at, 1 + tree_.nodes[at + 1].subtree())) return false;
  }
  tree_.nodes[mapping].extent = static_cast<std::uint32_t>(tree_.nodes.size() - mapping) & largest_extent;
  return true;
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
  if (anchored.copy.empty() && is_open(anchored.node)) return fail("this alias is inside the value that it refers to", at);
  const std::size_t count = anchored.copy.empty() ? tree_.nodes[anchored.node].subtree() : anchored.copy.size();
  if (!spend_alias_nodes(count, at)) return false;
  if (tree_.nodes.size() + count > most_nodes) return refuse_another(at);
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
