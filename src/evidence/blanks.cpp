// Takes blanks off both ends.
#include "evidence/blanks.h"

#include <algorithm>
#include <array>

namespace stackdrag::evidence {
namespace {

constexpr auto blanks = std::to_array<std::string_view>({" ", "\t", "\r", "\n", "\xC2\xA0", "\xE2\x80\xAF"});

/// How long the blank is for which `is_there` holds; 0 if there is none.
template <class IsThere>
std::size_t size_of_blank(IsThere is_there) {
  const auto* const found = std::find_if(blanks.begin(), blanks.end(), is_there);
  return found == blanks.end() ? 0 : found->size();
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (const std::size_t size = size_of_blank([&](std::string_view blank) { return text.starts_with(blank); })) text.remove_prefix(size);
  while (const std::size_t size = size_of_blank([&](std::string_view blank) { return text.ends_with(blank); })) text.remove_suffix(size);
  return text;
}

}  // namespace stackdrag::evidence
