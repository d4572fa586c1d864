// How people call the copy of a workflow: "Leads copy", "Leads (2)", "Copy of Leads".
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/text.h"

namespace stackdrag::rules {

struct CopiedName {
  std::vector<std::string> words;  ///< of the name, without what makes it that of a copy
  bool is_copy = false;
};

/// Only what stands at the end counts, and "copy of" in front: "Old customers" and "Backup of HubSpot" are names of other things.
inline CopiedName copied_name(std::string_view name) {
  static constexpr std::string_view marks[] = {"test", "testing", "copy", "old", "backup", "draft", "kopie"};
  const auto is_number = [](std::string_view word) { return !word.empty() && std::all_of(word.begin(), word.end(), is_digit); };
  const auto is_mark = [](const std::string& word) { return std::find(std::begin(marks), std::end(marks), word) != std::end(marks); };
  CopiedName copied{words_of(name)};
  std::vector<std::string>& words = copied.words;
  const std::size_t bracket = name.ends_with(')') ? name.rfind('(') : name.npos;
  if (bracket != name.npos && is_number(name.substr(bracket + 1, name.size() - bracket - 2))) words.pop_back(), copied.is_copy = true;
  // "Leads copy 2"
  if (words.size() > 2 && is_number(words.back()) && is_mark(words[words.size() - 2])) words.pop_back();
  const auto is_version = [&](const std::string& word) { return word.front() == 'v' && is_number(std::string_view(word).substr(1)); };
  while (!words.empty() && (is_mark(words.back()) || is_version(words.back()))) words.pop_back(), copied.is_copy = true;
  const bool is_of = words.size() > 2 && ((words[0] == "copy" && words[1] == "of") || (words[0] == "kopie" && words[1] == "von"));
  if (is_of) words.erase(words.begin(), words.begin() + 2), copied.is_copy = true;
  return copied;
}

}  // namespace stackdrag::rules
