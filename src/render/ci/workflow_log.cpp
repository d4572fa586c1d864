// Puts a word joiner, which nobody sees, where a command would begin.
#include "stackdrag/workflow_log.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::string_view joiner = "\u2060";
constexpr std::size_t longest_word = 32;  ///< of those that runners know: `teamcity`

/// Where a word ends that begins here.
std::size_t end_of_word(std::string_view text, std::size_t at) {
  const std::size_t most = std::min(text.size(), at + longest_word);
  while (at < most && (is_letter(text[at]) || is_digit(text[at]) || text[at] == '-' || text[at] == '_' || text[at] == '.')) ++at;
  return at;
}

}  // namespace

std::string without_old_commands(std::string text, std::string_view second) {
  for (std::size_t at = text.find("##"); at != std::string::npos; at = text.find("##", at + 1)) {
    const std::size_t end = end_of_word(text, at + 2);
    if (end < text.size() && text[end] == '[') text.replace(at + 1, 1, second);
  }
  return text;
}

std::string without_old_commands(std::string text) { return without_old_commands(std::move(text), std::string("#").append(joiner)); }

std::size_t whole_of_old_commands(std::string_view text) {
  const std::size_t last = text.rfind('#');
  if (last == text.npos || end_of_word(text, last + 1) < text.size()) return text.size();
  const std::size_t before = text.find_last_not_of('#', last);
  return before == text.npos ? 0 : before + 1;
}

std::string without_commands(std::string line) {
  line = without_old_commands(std::move(line));
  // The runner skips spaces at the beginning.
  const std::size_t begin = line.find_first_not_of(' ');
  if (begin != std::string::npos && line.compare(begin, 2, "::") == 0) line.insert(begin, joiner);
  return line;
}

}  // namespace stackdrag::report
