// What people write for the words of a choice.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "stackdrag/value.h"

namespace stackdrag {

/// The place of the choice that is meant: letters, separators and words of the trade that mean the same do not matter. `words.size()` if
/// there is none.
std::size_t meant_choice(Text text, std::span<const std::string_view> words);

/// "; did you mean `weekly`?", but never a word that says something else than what is written: `inactive` is not `active`.
std::string hint_for(Text text, std::span<const std::string_view> words);

}  // namespace stackdrag
