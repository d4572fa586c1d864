// Finds a key that stands twice in a mapping, in reasonable time for any number of keys.
#include <algorithm>
#include <bit>
#include <functional>

#include "document/builder.h"

namespace stackdrag::document {
namespace {

constexpr std::size_t few = 24;

std::optional<RepeatedKey> compare_all(const std::vector<Key>& keys) {
  for (std::size_t again = 1; again < keys.size(); ++again) {
    for (std::size_t first = 0; first < again; ++first) {
      if (keys[first].text == keys[again].text) return RepeatedKey{first, again};
    }
  }
  return std::nullopt;
}

struct Hashed {
  std::size_t hash;
  std::size_t entry;
};

// The keys whose hashes fall on the same place of a table of bits: all that can be equal, and few others.
std::vector<Hashed> suspects(const std::vector<Key>& keys) {
  std::vector<Hashed> hashed;
  hashed.reserve(keys.size());
  const std::size_t places = std::bit_ceil(keys.size() * 8);
  std::vector<bool> seen(places), again(places);
  for (std::size_t entry = 0; entry < keys.size(); ++entry) {
    const std::size_t hash = std::hash<std::string_view>{}(keys[entry].text);
    const std::size_t place = hash & (places - 1);
    if (seen[place]) again[place] = true;
    seen[place] = true;
    hashed.push_back({hash, entry});
  }
  std::erase_if(hashed, [&](const Hashed& key) { return !again[key.hash & (places - 1)]; });
  return hashed;
}

}  // namespace

// What is left is sorted, by text among equal hashes, so that keys which were chosen to collide cost no more than a sort.
std::optional<RepeatedKey> find_repeated_key(const std::vector<Key>& keys) {
  if (keys.size() <= few) return compare_all(keys);
  std::vector<Hashed> hashed = suspects(keys);
  std::sort(hashed.begin(), hashed.end(), [&keys](const Hashed& a, const Hashed& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    const int order = keys[a.entry].text.compare(keys[b.entry].text);
    return order != 0 ? order < 0 : a.entry < b.entry;
  });
  std::optional<RepeatedKey> found;
  for (std::size_t i = 1; i < hashed.size(); ++i) {
    const Hashed& first = hashed[i - 1];
    const Hashed& again = hashed[i];
    if (first.hash != again.hash || keys[first.entry].text != keys[again.entry].text) continue;
    if (!found || again.entry < found->again) found = RepeatedKey{first.entry, again.entry};
  }
  return found;
}

}  // namespace stackdrag::document
