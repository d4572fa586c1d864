// Asks the system for large pages where tens of megabytes are about to be filled: it hands them out some hundred times faster.
#pragma once

#include <cstddef>
#include <vector>

namespace stackdrag {

/// A hint about memory that nobody has written to yet. Small stretches are left alone; a system without large pages ignores it.
void prefer_large_pages(void* begin, std::size_t bytes);

/// Makes room for so many elements.
template <class T>
void reserve_large(std::vector<T>& elements, std::size_t count) {
  elements.reserve(count);
  prefer_large_pages(elements.data(), elements.capacity() * sizeof(T));
}

}  // namespace stackdrag
