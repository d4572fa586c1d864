// Words for the notes that importers leave.
#pragma once

#include <set>
#include <string>

namespace stackdrag::evidence {

/// "`a`, `b` and `c`".
std::string quoted_words(const std::set<std::string>& words);

}  // namespace stackdrag::evidence
