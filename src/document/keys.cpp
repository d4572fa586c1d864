// Finds a key that a mapping repeats, in reasonable time for any number of keys.
#include <algorithm>
#include <numeric>

#include "document/builder.h"

namespace stackdrag::document {

// Sorts, because sorting takes equally long for all keys; a hash table would be slow for keys chosen to collide.
std::vector<RepeatedKey> find_repeated_keys(const std::vector<Key>& keys) {
  std::vector<std::size_t> entries(keys.size());
  std::iota(entries.begin(), entries.end(), std::size_t{0});
  std::sort(entries.begin(), entries.end(), [&keys](std::size_t a, std::size_t b) {
    const int order = keys[a].text.compare(keys[b].text);
    return order != 0 ? order < 0 : a < b;
  });
  std::vector<RepeatedKey> found;
  for (std::size_t i = 1, first = 0; i < entries.size(); ++i) {
    if (keys[entries[first]].text == keys[entries[i]].text) {
      found.push_back({entries[first], entries[i]});
    } else {
      first = i;
    }
  }
  std::sort(found.begin(), found.end(), [](const RepeatedKey& a, const RepeatedKey& b) { return a.again < b.again; });
  return found;
}

}  // namespace stackdrag::document
