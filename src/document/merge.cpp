// Merge keys: `<<: *base` puts the entries of other mappings into this one.
#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "document/builder.h"
#include "stackdrag/document_limits.h"

namespace stackdrag::document {
namespace {

// Calls `visit(key, value)` with the entries of a mapping.
template <class Visit>
void each_entry(const Node* mapping, Visit visit) {
  for (const Node* key = mapping + 1; key != mapping + mapping->subtree();) {
    const Node* const value = key + key->subtree();
    visit(key, value);
    key = value + value->subtree();
  }
}

// The mappings that the value of a merge key refers to, in order; empty if it is anything else.
std::vector<const Node*> merge_sources(const Node* value) {
  std::vector<const Node*> sources;
  if (value->kind == NodeKind::mapping) return {value};
  if (value->kind != NodeKind::sequence) return {};
  for (const Node* element = value + 1; element != value + value->subtree(); element += element->subtree()) {
    if (element->kind != NodeKind::mapping) return {};
    sources.push_back(element);
  }
  return sources;
}

}  // namespace

// The mapping's own entries come first, without the merge key. Then the entries of the sources, in order, for keys not seen yet.
bool TreeBuilder::merge(std::size_t mapping) {
  const Node* const node = &tree_.nodes[mapping];
  const Node* merged = nullptr;
  std::unordered_set<std::string_view> known;
  each_entry(node, [&](const Node* key, const Node* value) {
    known.insert(text_of(*key));
    if (key->style == Style::plain && text_of(*key) == "<<") merged = value;
  });
  const std::vector<const Node*> sources = merge_sources(merged);
  if (sources.empty() && !(merged->kind == NodeKind::sequence && merged->extent == 1)) {
    return fail("`<<` merges a mapping or a list of mappings, but this is neither", (merged - 1)->at);
  }
  std::vector<Node> added;
  for (const Node* const source : sources) {
    each_entry(source, [&](const Node* key, const Node* value) {
      if (!known.insert(text_of(*key)).second) return;
      added.insert(added.end(), key, value + value->subtree());
    });
  }
  const std::size_t removed = static_cast<std::size_t>(merged - tree_.nodes.data()) - 1;
  const std::size_t removed_size = 1 + merged->subtree();
  if (!remove(removed, removed_size)) return false;
  tree_.nodes.insert(tree_.nodes.end(), added.begin(), added.end());
  tree_.nodes[mapping].extent = static_cast<std::uint32_t>(tree_.nodes.size() - mapping) & largest_extent;
  return true;
}

bool TreeBuilder::remove(std::size_t from, std::size_t count) {
  if (!keep_anchors(from, count)) return false;
  const auto first = tree_.nodes.begin() + static_cast<std::ptrdiff_t>(from);
  tree_.nodes.erase(first, first + static_cast<std::ptrdiff_t>(count));
  return true;
}

// Anchored nodes behind the ones that are taken out move up; those among them are copied, as aliases may still name them.
bool TreeBuilder::keep_anchors(std::size_t from, std::size_t count) {
  const auto first = std::partition_point(placed_.begin(), placed_.end(), [&](std::size_t anchor) { return anchors_[anchor].node < from; });
  auto kept = first;
  for (auto at = first; at != placed_.end(); ++at) {
    Anchored& anchored = anchors_[*at];
    if (anchored.node >= from + count) {
      anchored.node -= count;
      *kept++ = *at;
      continue;
    }
    const Node* const node = &tree_.nodes[anchored.node];
    if (!spend_alias_nodes(node->subtree(), node->at)) return false;
    anchored.copy.assign(node, node + node->subtree());
    anchored.node = nowhere;
  }
  placed_.erase(kept, placed_.end());
  return true;
}

}  // namespace stackdrag::document
