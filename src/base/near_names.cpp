// Files each name under its remainders, and compares only those that share one.
#include "stackdrag/near_names.h"

#include <algorithm>

#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t most_compared = 8;

/// A name, under the hash of what is left of it.
struct Filed {
  std::uint64_t remainder;
  std::uint32_t name;

  friend auto operator<=>(const Filed&, const Filed&) = default;
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
  std::vector<Filed> filed;
  for (std::uint32_t number = 0; number < names.size(); ++number) {
    const Hasher hasher(names[number]);
    // One that lacks a letter is itself what is left of the other.
    filed.push_back({hasher.whole(), number});
    for (std::size_t at = 0; at < names[number].size(); ++at) filed.push_back({hasher.without(at), number});
  }
  std::sort(filed.begin(), filed.end());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> near;
  for (std::size_t begin = 0, end = 0; begin < filed.size(); begin = end) {
    while (end < filed.size() && filed[end].remainder == filed[begin].remainder) ++end;
    for (std::size_t later = begin + 1; later < end; ++later) {
      for (std::size_t first = begin; first < std::min(later, begin + most_compared); ++first) {
        if (filed[first].name == filed[later].name) continue;
        if (edit_distance(names[filed[first].name], names[filed[later].name], 1) == 1)
          near.emplace_back(filed[later].name, filed[first].name);
      }
    }
  }
  std::sort(near.begin(), near.end());
  // The earliest one is enough.
  near.erase(std::unique(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first == b.first; }), near.end());
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
