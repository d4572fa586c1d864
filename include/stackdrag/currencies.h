// What people write for the currency of a stack.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/inventory.h"
#include "stackdrag/source.h"

namespace stackdrag {

/// The ISO 4217 code of a currency by its code in any letters, its sign or its name: `eur`, `€`, `Euro`. `$` is the US dollar. Empty if it
/// is none that is known, or may be one of several.
std::string_view currency_named(std::string_view written);

/// How a currency may be written, as far as an editor should propose it.
std::vector<std::string> currency_words();

/// Gives the currency of the stack its code. Notes what is no currency, and two rates of one, which would leave amounts to chance.
void read_currencies(Stack& stack, std::vector<Problem>& problems);

}  // namespace stackdrag
