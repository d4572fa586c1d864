// What there is to say about a rule, for a terminal and as a page of the documentation.
#pragma once

#include <string>

#include "stackdrag/rule.h"

namespace stackdrag::cli {

std::string rule_text(const Rule& rule, std::size_t columns);
std::string rule_markdown(const Rule& rule);

}  // namespace stackdrag::cli
