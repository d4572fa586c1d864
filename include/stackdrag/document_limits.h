// Limits on documents. Exceeding one is a problem with its own message, at the place where it is exceeded.
#pragma once

#include <cstddef>
#include <cstdint>

namespace stackdrag::document {

inline constexpr std::size_t deepest_nesting = 100;
inline constexpr std::size_t most_nodes = 64'000'000;
/// The largest extent of a node, which has 26 bits.
inline constexpr std::uint32_t largest_extent = (std::uint32_t{1} << 26) - 1;
static_assert(most_nodes <= largest_extent);
inline constexpr std::size_t longest_scalar = std::size_t{1} << 20;
/// The same for exports, which hold whole pages and scripts.
inline constexpr std::size_t longest_exported_scalar = std::size_t{64} << 20;
inline constexpr std::size_t longest_key = 1024;
/// The most nodes that the aliases of a document may expand to, all together.
inline constexpr std::size_t most_alias_nodes = 1'000'000;
/// The largest document for the reference lane, which is slow and keeps several copies of the text.
inline constexpr std::size_t most_reference_bytes = std::size_t{64} << 20;
/// How many bytes yaml-cpp may read ahead of its last event: its queue takes about a hundred bytes for each token.
inline constexpr std::size_t longest_lookahead = std::size_t{8} << 20;

}  // namespace stackdrag::document
