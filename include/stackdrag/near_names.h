// Finds names that differ by one letter without comparing all pairs.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace stackdrag {

/// Pairs of names that are one edit apart (a letter added, removed or replaced, or two neighbours swapped): for each name that is near an
/// earlier one, its index and the index of the earliest such name. Takes time proportional to the total length of the names: each name is
/// indexed under every text that it becomes when one letter is removed (W. Garbe's symmetric deletion). Where many names share such a
/// text, each is compared only with the first few. Precondition: the names are distinct.
std::vector<std::pair<std::uint32_t, std::uint32_t>> near_names(std::span<const std::string_view> names);

/// Whether the longer form of the word in which two names differ has at least `letters` letters. Shorter words differ on purpose, as in
/// `banner-a` and `banner-b`. `#` separates words, too. Precondition: the names differ.
bool differ_in_word(std::string_view a, std::string_view b, std::size_t letters);

}  // namespace stackdrag
