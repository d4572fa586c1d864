// Indexes each name under every text that it becomes without one letter, and compares only names that share such a text.
#include "stackdrag/near_names.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t most_compared = 8;

/// The first names that share a remainder (the name itself, or the name without one letter), each once.
struct Bucket {
  std::array<std::uint32_t, most_compared> names;
  std::size_t count = 0;
};

/// Polynomial hashes, so that a letter can be taken out of the middle in one step.
class Hasher {
 public:
  explicit Hasher(std::string_view name) : name_(name) {
    before_.assign(1, 0);
    for (const char c : name) before_.push_back(before_.back() * base + letter(c));
    behind_.assign(name.size() + 1, 0);
    for (std::size_t at = name.size(), power = 1; at-- > 0; power *= base) behind_[at] = behind_[at + 1] + letter(name[at]) * power;
    powers_.assign(1, 1);
    for (std::size_t at = 0; at < name.size(); ++at) powers_.push_back(powers_.back() * base);
  }
  std::uint64_t whole() const { return before_.back(); }
  std::uint64_t without(std::size_t at) const { return before_[at] * powers_[name_.size() - at - 1] + behind_[at + 1]; }

 private:
  static constexpr std::uint64_t base = 0x9E37'79B9'7F4A'7C15;
  static std::uint64_t letter(char c) { return static_cast<unsigned char>(c) + 1U; }

  std::string_view name_;
  std::vector<std::uint64_t> before_, behind_, powers_;
};

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> near_names(std::span<const std::string_view> names) {
  std::unordered_map<std::uint64_t, Bucket> by_remainder;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> near;
  for (std::uint32_t number = 0; number < names.size(); ++number) {
    const Hasher hasher(names[number]);
    std::uint32_t earliest = number;
    const auto file = [&](std::uint64_t remainder) {
      Bucket& bucket = by_remainder[remainder];
      for (std::size_t i = 0; i < bucket.count && bucket.names[i] < earliest; ++i) {
        if (edit_distance(names[bucket.names[i]], names[number], 1) == 1) earliest = bucket.names[i];
      }
      const bool is_filed = bucket.count > 0 && bucket.names[bucket.count - 1] == number;
      if (bucket.count < most_compared && !is_filed) bucket.names[bucket.count++] = number;
    };
    // A name that lacks one letter of another is a remainder of that other.
    file(hasher.whole());
    for (std::size_t at = 0; at < names[number].size(); ++at) file(hasher.without(at));
    if (earliest != number) near.emplace_back(number, earliest);
  }
  return near;
}

bool differ_in_word(std::string_view a, std::string_view b, std::size_t letters) {
  constexpr std::string_view between = "-_ ./#";
  if (a.size() < b.size()) std::swap(a, b);
  const std::size_t at = static_cast<std::size_t>(std::mismatch(b.begin(), b.end(), a.begin()).first - b.begin());
  if (between.find(a[at]) != std::string_view::npos) return false;
  const std::size_t before = a.find_last_of(between, at);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return std::min(a.find_first_of(between, at), a.size()) - begin >= letters;
}

}  // namespace stackdrag
