// Stores the texts that are not plain stretches of the source, and looks up keys.
#include "stackdrag/tree.h"

#include <algorithm>
#include <iterator>

#include "stackdrag/ensure.h"

namespace stackdrag {

std::uint32_t Tree::keep(std::string_view text) {
  kept_.push_back(store_.keep(text));
  return static_cast<std::uint32_t>(kept_.size() - 1);
}

View Tree::root() const {
  ensure(!empty(), "an empty tree has no root");
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
