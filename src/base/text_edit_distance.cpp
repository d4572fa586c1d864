// Typing mistakes: the edit distance of two words, and which known word was meant.
#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/text.h"

namespace stackdrag {
namespace {

void drop_common_ends(std::string_view& a, std::string_view& b) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
}

/// The set of letters in a word, as bits, without regard to case; some letters share a bit.
std::uint64_t letters_of(std::string_view word) {
  std::uint64_t letters = 0;
  for (const char c : word) {
    const bool upper = c >= 'A' && c <= 'Z';
    letters |= std::uint64_t{1} << (static_cast<unsigned char>(upper ? c - 'A' + 'a' : c) % 64);
  }
  return letters;
}

/// A lower bound of the edit distance: each edit adds at most one letter to the set and removes at most one.
std::size_t least_distance(std::uint64_t a, std::uint64_t b) {
  return static_cast<std::size_t>(std::max(std::popcount(a & ~b), std::popcount(b & ~a)));
}

}  // namespace

// Keeps three rows of the usual table, and fills only the cells within `limit` of the diagonal.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  drop_common_ends(a, b);
  if (a.size() < b.size()) std::swap(a, b);
  limit = std::min(limit, a.size());
  const std::size_t too_far = limit + 1;
  if (a.size() - b.size() > limit) return too_far;

  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t first = i > limit ? i - limit : 1;
    const std::size_t last = std::min(b.size(), i + limit);
    current[first - 1] = first == 1 ? i : too_far;
    std::size_t smallest = current[first - 1];
    for (std::size_t j = first; j <= last; ++j) {
      std::size_t steps = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      steps = std::min({steps, previous[j] + 1, current[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) steps = std::min(steps, before[j - 2] + 1);
      current[j] = steps;
      smallest = std::min(smallest, steps);
    }
    if (last < b.size()) current[last + 1] = too_far;
    if (smallest > limit) return too_far;
    before.swap(previous);
    previous.swap(current);
  }
  return std::min(previous[b.size()], too_far);
}

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates) {
  if (word.empty()) return std::nullopt;
  const std::string wanted = lower_case(word);
  const std::uint64_t letters = letters_of(wanted);
  std::optional<std::string_view> best;
  std::size_t too_far = word.size() / 3 + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t apart = std::max(candidate.size(), word.size()) - std::min(candidate.size(), word.size());
    if (apart >= too_far || least_distance(letters, letters_of(candidate)) >= too_far) continue;
    const std::size_t distance = edit_distance(wanted, lower_case(candidate), too_far - 1);
    if (distance >= too_far) continue;
    best = candidate;
    too_far = distance;
    if (distance == 0) break;
  }
  return best;
}

namespace {

/// The words of a name in the order of the alphabet.
std::string sorted_words(std::string_view name) {
  std::vector<std::string> words = words_of(name);
  std::sort(words.begin(), words.end());
  return fmt::format("{}", fmt::join(words, "-"));
}

/// The candidate that is nearest if the order of the words does not count: `tool-unused` for `unused-tools`.
std::optional<std::string_view> nearest_in_any_order(std::string_view word, std::span<const std::string_view> candidates) {
  const std::string wanted = sorted_words(word);
  std::vector<std::string> sorted;
  sorted.reserve(candidates.size());
  for (const std::string_view candidate : candidates) sorted.push_back(sorted_words(candidate));
  const std::vector<std::string_view> views(sorted.begin(), sorted.end());
  const std::optional<std::string_view> meant = nearest(wanted, views);
  if (!meant) return std::nullopt;
  const auto found = std::find_if(views.begin(), views.end(), [&](std::string_view view) { return view.data() == meant->data(); });
  return candidates[static_cast<std::size_t>(found - views.begin())];
}

}  // namespace

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
  std::optional<std::string_view> meant = nearest(word, candidates);
  if (!meant && words_of(word).size() > 1) meant = nearest_in_any_order(word, candidates);
  return meant ? fmt::format("; did you mean `{}`?", *meant) : std::string();
}

}  // namespace stackdrag
