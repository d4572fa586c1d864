// Where a tree keeps the texts that are not plain stretches of the source, and how a key is looked up.
#include "stackdrag/tree.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace stackdrag {
namespace {

constexpr std::size_t block_bytes = 16 * 1024;

}  // namespace

std::string_view Tree::keep(std::string_view text) {
  if (text.empty()) return "";
  // A long text gets a block of its own, put before the one that is being filled.
  if (text.size() > block_bytes / 4) {
    auto own = std::make_unique<char[]>(text.size());
    std::memcpy(own.get(), text.data(), text.size());
    const std::string_view kept(own.get(), text.size());
    blocks_.insert(blocks_.empty() ? blocks_.end() : blocks_.end() - 1, std::move(own));
    return kept;
  }
  if (text.size() > block_left_) {
    blocks_.push_back(std::make_unique<char[]>(block_bytes));
    block_left_ = block_bytes;
  }
  char* const to = blocks_.back().get() + (block_bytes - block_left_);
  std::memcpy(to, text.data(), text.size());
  block_left_ -= text.size();
  return {to, text.size()};
}

View Tree::root() const {
  assert(!empty());
  return View(nodes.data());
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
