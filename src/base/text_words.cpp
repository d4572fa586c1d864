// Words in sentences: lists, counted nouns, ASCII letter case.
#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag {
namespace {

// Dashes, dots and question marks of any kind. A `*` or a `/` may be an answer.
bool is_filling(char32_t c) {
  return c == '-' || c == '?' || c == '.' || c == '_' || c == ' ' || (c >= 0x2010 && c <= 0x2015) || c == 0x2026 || c == 0x200B;
}

constexpr std::string_view no_reasons[] = {"none",    "reason",   "why", "because", "test", "unknown", "later",      "waived", "ignore",
                                           "ignored", "accepted", "yes", "okay",    "asdf", "foobar",  "somereason", "true",   "false"};

template <std::size_t count>
bool is_among(const std::string_view (&words)[count], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace

bool says_nothing(std::string_view text) {
  static constexpr std::string_view words[] = {"todo", "tbd", "tba", "tbc", "fixme", "xxx", "wip"};
  if (text.size() <= 8 && is_among(words, folded_name(text))) return true;
  for (std::size_t at = 0; at < text.size();) {
    // Most texts begin with a letter.
    if (is_letter(text[at]) || !is_filling(next_code_point(text, at))) return false;
  }
  return true;
}

bool is_no_reason(std::string_view text) {
  if (says_nothing(text) || is_among(no_reasons, folded_name(text))) return true;
  // A letter of an alphabet counts once, a sign that may be a word twice.
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c < 0x80 ? is_letter(static_cast<char>(c)) : c >= 0xC0 && !is_filling(c) && !(c >= 0x2000 && c <= 0x206F))
      letters += c < 0x80 ? 1 : 2;
  }
  return letters < 3;
}

std::span<const std::string_view> words_without_reason() { return no_reasons; }

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

std::string capitalized(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out.front() >= 'a' && out.front() <= 'z') out.front() = static_cast<char>(out.front() - 'a' + 'A');
  return out;
}

std::string folded_name(std::string_view name) {
  std::string key = lower_case(name);
  std::size_t kept = 0;
  bool parted = false;
  for (const char c : key) {
    if (is_separator(c) || c == '+') {
      parted = true;
      continue;
    }
    // 1-11 is not 11-1. There is room for the sign, as a separator stood there.
    if (parted && kept > 0 && is_digit(key[kept - 1]) && is_digit(c)) key[kept++] = '-';
    key[kept++] = c;
    parted = false;
  }
  key.resize(kept);
  return key;
}

std::string page_key(std::string_view url) {
  url = url.substr(0, url.find('#'));
  if (const std::size_t scheme = url.find("://"); scheme < url.find_first_of("/?")) url.remove_prefix(scheme + 3);
  std::string_view path = url.substr(0, url.find('?'));
  const std::string_view query = url.substr(path.size());
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return lower_case(path) + lower_case(query);
}

std::string page_key_without_query(std::string_view url) { return page_key(url.substr(0, url.find('?'))); }

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

bool has_phrase(const std::vector<std::string>& words, std::string_view phrase) {
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

std::size_t word_at(std::string_view text, std::size_t begin) {
  const auto in_word = [](char c) { return is_letter(c) || is_digit(c) || static_cast<signed char>(c) < 0; };
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  std::size_t end = begin;
  while (end < text.size() && in_word(text[end]) && (end == begin || !is_upper(text[end]) || is_upper(text[end - 1]))) ++end;
  return end - begin;
}

std::string without_denied(std::string_view text) {
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

}  // namespace stackdrag
