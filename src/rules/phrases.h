// Words that follow one another in a text.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/text.h"

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

/// How much of a text is one word: letters and digits, up to a capital behind a small letter.
inline std::size_t word_at(std::string_view text, std::size_t begin) {
  const auto in_word = [](char c) { return is_letter(c) || is_digit(c) || static_cast<signed char>(c) < 0; };
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  std::size_t end = begin;
  while (end < text.size() && in_word(text[end]) && (end == begin || !is_upper(text[end]) || is_upper(text[end - 1]))) ++end;
  return end - begin;
}

/// A text without what it denies: nothing is left of `no admin rights`. A denial reaches as far as the next comma, or `but`.
inline std::string without_denied(std::string_view text) {
  static constexpr std::string_view denials[] = {"no",     "non",       "not",  "never", "without", "cannot",
                                                 "except", "excluding", "kein", "keine", "ohne",    "nicht"};
  std::string kept;
  bool denied = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::string word = lower_case(text.substr(at, word_at(text, at)));
    // What is made without code is `no-code`.
    const bool is_no_code = word == "no" && lower_case(text.substr(std::min(at + 3, text.size()), 4)) == "code";
    if (!is_no_code && std::find(std::begin(denials), std::end(denials), word) != std::end(denials)) denied = true;
    if (word == "but" || text[at] == ',' || text[at] == ';') denied = false;
    const std::size_t size = std::max<std::size_t>(word.size(), 1);
    if (!denied) kept += text.substr(at, size);
    at += size;
  }
  return kept;
}

}  // namespace stackdrag::rules
