// Words for the notes that importers leave.
#include "evidence/notes.h"

#include <vector>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag::evidence {

std::string quoted_words(const std::set<std::string>& words) {
  std::vector<std::string> quoted;
  for (const std::string& word : words) quoted.push_back(fmt::format("`{}`", visible(word)));
  return join_words(quoted);
}

}  // namespace stackdrag::evidence
