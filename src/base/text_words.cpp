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
  std::erase_if(key, [](char c) { return is_separator(c) || c == '+'; });
  return key;
}

bool fits(std::string_view text, std::string_view pattern) {
  std::size_t at = 0, star = pattern.npos, resume = 0;
  std::size_t in_pattern = 0;
  while (at < text.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      star = in_pattern++;
      resume = at;
    } else if (in_pattern < pattern.size() && pattern[in_pattern] == text[at]) {
      ++in_pattern;
      ++at;
    } else if (star != pattern.npos) {
      // The last star takes one more.
      in_pattern = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in_pattern) == pattern.npos;
}

std::vector<std::string> words_of(std::string_view name) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  std::vector<std::string> words;
  bool in_word = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    // What is not ASCII belongs to a word.
    if (!is_letter(c) && !is_digit(c) && static_cast<signed char>(c) >= 0) {
      in_word = false;
      continue;
    }
    // In `XMLFile`, the last capital begins the next word.
    const bool before_lower = i + 1 < name.size() && is_lower(name[i + 1]);
    const bool begins = in_word && is_upper(c) && (!is_upper(name[i - 1]) || before_lower);
    if (!in_word || begins) words.emplace_back();
    words.back() += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    in_word = true;
  }
  return words;
}

bool has_word(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace stackdrag
