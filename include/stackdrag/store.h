// An arena for the texts and lists of one document or report: it only grows, and frees everything at once.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace stackdrag {

/// Everything it returns is valid as long as the store lives. Moving the store invalidates nothing.
class Store {
 public:
  /// Copies a text.
  std::string_view keep(std::string_view text) { return join({text}); }
  /// Copies the concatenation of the texts.
  std::string_view join(std::initializer_list<std::string_view> parts);

  /// A list of value-initialized elements for the caller to fill in.
  template <class T>
  std::span<T> list(std::size_t size) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (size == 0) return {};
    T* const first = static_cast<T*>(take(size * sizeof(T), alignof(T)));
    std::uninitialized_value_construct_n(first, size);
    return {first, size};
  }
  /// Copies a list.
  template <class T>
  std::span<T> keep(std::span<const T> from) {
    const std::span<T> to = list<T>(from.size());
    std::copy(from.begin(), from.end(), to.begin());
    return to;
  }
  template <class T>
  std::span<T> keep(const std::vector<T>& from) {
    return keep(std::span<const T>(from));
  }
  /// Takes over the contents of another store, which then live as long as this one.
  void adopt(Store other);

 private:
  void* take(std::size_t bytes, std::size_t alignment);

  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_bytes_ = std::size_t{64} * 1024;  ///< the size of the current block; each block is larger than the one before
  void* free_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace stackdrag
