// A store for texts that live as long as it does.
#pragma once

#include <algorithm>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>
#include <type_traits>

namespace stackdrag {

/// Keeps texts side by side instead of one by one on the heap. What it hands out stays where it is until the store goes.
class Texts {
 public:
  std::string_view keep(std::string_view text) {
    auto* const to = static_cast<char*>(memory_.allocate(text.size(), 1));
    std::copy(text.begin(), text.end(), to);
    return {to, text.size()};
  }
  /// Room for `count` plain values, such as places that refer to kept texts; the caller fills all of it.
  template <class Value>
  std::span<Value> room(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<Value>);
    auto* const to = static_cast<Value*>(memory_.allocate(count * sizeof(Value), alignof(Value)));
    std::uninitialized_value_construct_n(to, count);
    return {to, count};
  }

 private:
  std::pmr::monotonic_buffer_resource memory_;
};

}  // namespace stackdrag
