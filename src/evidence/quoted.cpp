// Parts a script at its quotes. Without a parser it may go astray, but never for longer than a line.
#include "evidence/quoted.h"

#include <cstddef>

namespace stackdrag::evidence {

std::vector<std::string_view> quoted_in(std::string_view script) {
  std::vector<std::string_view> texts;
  for (std::size_t open = script.find_first_of("'\"`"); open != script.npos;) {
    const char quote = script[open];
    std::size_t end = open + 1;
    while (end < script.size() && script[end] != quote && script[end] != '\n') end += script[end] == '\\' ? 2 : 1;
    if (end >= script.size()) break;
    if (script[end] == quote) texts.push_back(script.substr(open + 1, end - open - 1));
    open = script.find_first_of("'\"`", end + 1);
  }
  return texts;
}

}  // namespace stackdrag::evidence
