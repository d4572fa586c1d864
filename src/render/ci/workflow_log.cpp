// Puts a word joiner, which nobody sees, where a command would begin.
#include "stackdrag/workflow_log.h"

#include <string_view>
#include <utility>

namespace stackdrag::report {
namespace {

constexpr std::string_view joiner = "\u2060";

}  // namespace

std::string without_old_commands(std::string text) {
  for (std::size_t at = text.find("##["); at != std::string::npos; at = text.find("##[", at)) text.insert(at + 2, joiner);
  return text;
}

std::string without_commands(std::string line) {
  line = without_old_commands(std::move(line));
  // The runner skips spaces at the beginning.
  const std::size_t begin = line.find_first_not_of(' ');
  if (begin != std::string::npos && line.compare(begin, 2, "::") == 0) line.insert(begin, joiner);
  return line;
}

}  // namespace stackdrag::report
