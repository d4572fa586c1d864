// Words that follow one another in a text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stackdrag::rules {

/// Whether the words of a phrase (`data loader`) follow one another among the words; one word is a phrase, too.
inline bool has_phrase(const std::vector<std::string>& words, std::string_view phrase) {
  const auto begins_at = [&](std::size_t at) {
    for (std::string_view rest = phrase; at < words.size(); ++at) {
      if (!rest.starts_with(words[at])) return false;
      rest.remove_prefix(words[at].size());
      if (rest.empty()) return true;
      if (rest.front() != ' ') return false;
      rest.remove_prefix(1);
    }
    return false;
  };
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (begins_at(at)) return true;
  }
  return false;
}

}  // namespace stackdrag::rules
