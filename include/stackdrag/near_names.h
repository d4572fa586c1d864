// Finds names that differ by one letter without comparing all pairs.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace stackdrag {

/// The names that one edit (a letter more, less, another, or two neighbours swapped) turns into another of them: for each such name, its
/// number and that of the earliest one so near, which comes before it. Takes time in proportion to the length of all names, as each is
/// filed under what is left of it when one letter is taken out (W. Garbe's symmetric deletion); names that crowd under one such
/// remainder are each compared with the first few there only. Precondition: the names are distinct.
std::vector<std::pair<std::uint32_t, std::uint32_t>> near_names(std::span<const std::string_view> names);

/// Whether the word in which two names differ, the longer of the two, has at least so many letters: `banner-a` and `banner-b` are meant to
/// differ. `#` stands between words, too. Precondition: the names differ.
bool differ_in_word(std::string_view a, std::string_view b, std::size_t letters);

}  // namespace stackdrag
