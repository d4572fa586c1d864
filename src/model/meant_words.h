// Words of the format that people write in another way.
#pragma once

#include <string_view>

#include "stackdrag/reader.h"

namespace stackdrag {

/// The word of the format that a text means: `all` where a pixel runs everywhere, `none` where the vendor of a tool is the team itself.
/// Empty if it is none. A page that is declared may be called as people like.
std::string_view meant_word(Kind kind, std::string_view field, Text text, const Ids& ids);

}  // namespace stackdrag
