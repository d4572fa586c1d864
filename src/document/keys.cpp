// Finds a key that a mapping repeats, in reasonable time for any number of keys.
#include <algorithm>
#include <numeric>

#include "document/builder.h"

namespace stackdrag::document {

// Sorts, because sorting takes equally long for all keys; a hash table would be slow for keys chosen to collide.
std::optional<RepeatedKey> find_repeated_key(const std::vector<Key>& keys) {
  std::vector<std::size_t> entries(keys.size());
  std::iota(entries.begin(), entries.end(), std::size_t{0});
  std::sort(entries.begin(), entries.end(), [&keys](std::size_t a, std::size_t b) {
    const int order = keys[a].text.compare(keys[b].text);
    return order != 0 ? order < 0 : a < b;
  });
  std::optional<RepeatedKey> found;
  for (std::size_t i = 1; i < entries.size(); ++i) {
    const std::size_t first = entries[i - 1];
    const std::size_t again = entries[i];
    if (keys[first].text == keys[again].text && (!found || again < found->again)) found = RepeatedKey{first, again};
  }
  return found;
}

}  // namespace stackdrag::document
