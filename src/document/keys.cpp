// Finds a key that stands twice in a mapping, in reasonable time for any number of keys.
#include <algorithm>
#include <functional>

#include "document/builder.h"

namespace stackdrag::document {
namespace {

constexpr std::size_t few = 16;

std::string_view text_of(const Node& node) { return {node.text, node.text_size}; }

std::optional<RepeatedKey> compare_all(const std::vector<const Node*>& keys) {
  for (std::size_t again = 1; again < keys.size(); ++again) {
    for (std::size_t first = 0; first < again; ++first) {
      if (text_of(*keys[first]) == text_of(*keys[again])) return RepeatedKey{first, again};
    }
  }
  return std::nullopt;
}

struct Hashed {
  std::size_t hash;
  std::size_t entry;
};

}  // namespace

// Sorted by hash first, because numbers compare faster than texts; and by text among equal hashes, so that keys which were
// chosen to collide cost no more than a sort.
std::optional<RepeatedKey> find_repeated_key(const std::vector<const Node*>& keys) {
  if (keys.size() <= few) return compare_all(keys);
  std::vector<Hashed> hashed;
  hashed.reserve(keys.size());
  for (std::size_t entry = 0; entry < keys.size(); ++entry) hashed.push_back({std::hash<std::string_view>{}(text_of(*keys[entry])), entry});
  std::sort(hashed.begin(), hashed.end(), [&keys](const Hashed& a, const Hashed& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    const int order = text_of(*keys[a.entry]).compare(text_of(*keys[b.entry]));
    return order != 0 ? order < 0 : a.entry < b.entry;
  });
  std::optional<RepeatedKey> found;
  for (std::size_t i = 1; i < hashed.size(); ++i) {
    const Hashed& first = hashed[i - 1];
    const Hashed& again = hashed[i];
    if (first.hash != again.hash || text_of(*keys[first.entry]) != text_of(*keys[again.entry])) continue;
    if (!found || again.entry < found->again) found = RepeatedKey{first.entry, again.entry};
  }
  return found;
}

}  // namespace stackdrag::document
