// Finds a key that stands twice in a mapping, in reasonable time for any number of keys.
#include <algorithm>
#include <bit>
#include <functional>

#include "document/builder.h"

namespace stackdrag::document {
namespace {

constexpr std::size_t few = 24;

// Nearly all mappings have few keys, and nearly all of those differ in a bit of this mask.
std::uint64_t mark_of(std::string_view text) {
  const auto byte = [text](std::size_t at) { return text.empty() ? 0U : static_cast<unsigned char>(text[at]); };
  return std::uint64_t{1} << ((text.size() * 5 + byte(0) * 7 + byte(text.size() / 2) * 11 + byte(text.empty() ? 0 : text.size() - 1) * 29) %
                              64);
}

std::optional<RepeatedKey> compare_all(const std::vector<Key>& keys) {
  std::uint64_t marks = 0;
  for (std::size_t again = 0; again < keys.size(); ++again) {
    const std::uint64_t mark = mark_of(keys[again].text);
    for (std::size_t first = 0; (marks & mark) != 0 && first < again; ++first) {
      if (keys[first].text == keys[again].text) return RepeatedKey{first, again};
    }
    marks |= mark;
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
