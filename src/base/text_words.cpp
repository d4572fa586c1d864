// Words in sentences: lists, counted nouns, ASCII letter case.
#include <algorithm>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag {

std::string join_words(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " and " : ", ";
    out += words[i];
  }
  return out;
}

std::string count_of(std::size_t count, std::string_view singular, std::string_view plural) {
  if (count == 1) return fmt::format("1 {}", singular);
  return plural.empty() ? fmt::format("{} {}s", count, singular) : fmt::format("{} {}", count, plural);
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

std::string folded_name(std::string_view name) {
  std::string key = lower_case(name);
  std::erase_if(key, [](char c) { return c == '-' || c == '_' || c == ' ' || c == '.' || c == '+'; });
  return key;
}

}  // namespace stackdrag
