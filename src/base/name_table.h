// Numbers names in the order in which they first appear, and finds them again. Made for hundreds of thousands of short names.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace stackdrag {

/// The names must outlive the table.
class NameTable {
 public:
  static constexpr std::uint32_t none = 0xFFFF'FFFF;

  /// The number of a name, or `none`.
  std::uint32_t find(std::string_view name) const {
    if (slots_.empty()) return none;
    const std::uint32_t hash = hash_of(name);
    for (std::size_t at = hash & (slots_.size() - 1); slots_[at].number != none; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].hash == hash && names_[slots_[at].number] == name) return slots_[at].number;
    }
    return none;
  }

  /// The number of a name, which is new if it equals the size before.
  std::uint32_t add(std::string_view name) {
    if ((names_.size() + 1) * 2 > slots_.size()) grow();
    const std::uint32_t hash = hash_of(name);
    std::size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].number != none; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].hash == hash && names_[slots_[at].number] == name) return slots_[at].number;
    }
    slots_[at] = {hash, static_cast<std::uint32_t>(names_.size())};
    names_.push_back(name);
    return slots_[at].number;
  }

  std::size_t size() const { return names_.size(); }
  std::string_view name(std::uint32_t number) const { return names_[number]; }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = none;
  };

  static std::uint32_t hash_of(std::string_view name) {
    const std::size_t hash = std::hash<std::string_view>{}(name);
    return static_cast<std::uint32_t>(hash ^ hash >> 32);
  }

  void grow() {
    std::vector<Slot> larger(std::max<std::size_t>(16, slots_.size() * 2));
    for (const Slot& slot : slots_) {
      if (slot.number == none) continue;
      std::size_t at = slot.hash & (larger.size() - 1);
      while (larger[at].number != none) at = (at + 1) & (larger.size() - 1);
      larger[at] = slot;
    }
    slots_ = std::move(larger);
  }

  std::vector<std::string_view> names_;
  std::vector<Slot> slots_;  // a power of two of them, at most half of them taken
};

}  // namespace stackdrag
