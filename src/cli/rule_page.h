// What there is to say about a rule, for a terminal and as a page of the documentation.
#pragma once

#include <string>

#include "stackdrag/catalogue.h"

namespace stackdrag::cli {

/// Both audit the examples of the rule, which is one of the catalogue.
std::string rule_text(const Catalogue& catalogue, const Rule& rule, std::size_t columns);
std::string rule_markdown(const Catalogue& catalogue, const Rule& rule);

}  // namespace stackdrag::cli
