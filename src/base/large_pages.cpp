// Linux grants large pages on request; elsewhere there is nothing to ask for.
#include "base/large_pages.h"

#include <sys/mman.h>

#include <cstdint>

namespace stackdrag {
namespace {

constexpr std::uintptr_t large_page = std::uintptr_t{2} << 20;

}  // namespace

void prefer_large_pages([[maybe_unused]] void* begin, [[maybe_unused]] std::size_t bytes) {
#ifdef MADV_HUGEPAGE
  // Whole pages only, so that the hint says nothing of memory that belongs to somebody else.
  const auto from = (reinterpret_cast<std::uintptr_t>(begin) + large_page - 1) / large_page * large_page;
  const auto to = (reinterpret_cast<std::uintptr_t>(begin) + bytes) / large_page * large_page;
  if (from < to) ::madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE);
#endif
}

}  // namespace stackdrag
