// Where a tree keeps the texts that are not plain stretches of the source, and how a key is looked up.
#include "stackdrag/tree.h"

#include <algorithm>
#include <cassert>
#include <iterator>

namespace stackdrag {
namespace {

constexpr std::size_t block_bytes = 16 * 1024;

}  // namespace

std::uint32_t Tree::keep(std::string_view text) {
  // A long text gets a block of its own, put before the one that is being filled.
  char* to = nullptr;
  if (text.size() > block_bytes / 4) {
    auto own = std::make_unique_for_overwrite<char[]>(text.size());
    to = own.get();
    blocks_.insert(blocks_.empty() ? blocks_.end() : blocks_.end() - 1, std::move(own));
  } else {
    if (text.size() > block_left_) {
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_bytes));
      block_left_ = block_bytes;
    }
    to = blocks_.empty() ? nullptr : blocks_.back().get() + (block_bytes - block_left_);
    block_left_ -= text.size();
  }
  std::copy(text.begin(), text.end(), to);
  kept_.emplace_back(to, text.size());
  return static_cast<std::uint32_t>(kept_.size() - 1);
}

View Tree::root() const {
  assert(!empty());
  return {*this, nodes.data()};
}

std::uint32_t View::size() const {
  if (!node_->is_collection()) return 0;
  const auto children = static_cast<std::uint32_t>(std::distance(begin(), end()));
  return is_mapping() ? children / 2 : children;
}

std::optional<View> View::find(std::string_view key) const {
  if (!is_mapping()) return std::nullopt;
  for (auto at = begin(); at != end(); ++at) {
    const bool found = (*at).text() == key;
    ++at;
    if (found) return *at;
  }
  return std::nullopt;
}

}  // namespace stackdrag
