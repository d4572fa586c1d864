// Hands out memory from large blocks.
#include "stackdrag/store.h"

namespace stackdrag {
namespace {

constexpr std::size_t most_block_bytes = std::size_t{4} << 20;

}  // namespace

std::string_view Store::join(std::initializer_list<std::string_view> parts) {
  std::size_t size = 0;
  for (const std::string_view part : parts) size += part.size();
  if (size == 0) return "";
  char* const text = static_cast<char*>(take(size, 1));
  char* end = text;
  for (const std::string_view part : parts) end = std::copy(part.begin(), part.end(), end);
  return {text, size};
}

void Store::adopt(Store other) {
  blocks_.insert(blocks_.end(), std::make_move_iterator(other.blocks_.begin()), std::make_move_iterator(other.blocks_.end()));
}

void* Store::take(std::size_t bytes, std::size_t alignment) {
  // A large request gets a block of its own; the block being filled stays in use.
  if (bytes > block_bytes_ / 4) return blocks_.emplace_back(std::make_unique_for_overwrite<char[]>(bytes)).get();
  if (std::align(alignment, bytes, free_, left_) == nullptr) {
    if (!blocks_.empty()) block_bytes_ = std::min(2 * block_bytes_, most_block_bytes);
    free_ = blocks_.emplace_back(std::make_unique_for_overwrite<char[]>(block_bytes_)).get();
    left_ = block_bytes_;
  }
  void* const taken = free_;
  free_ = static_cast<char*>(free_) + bytes;
  left_ -= bytes;
  return taken;
}

}  // namespace stackdrag
