// How many terminal columns one code point takes.
#pragma once

#include <cstddef>

namespace stackdrag {

/// 0 for combining marks and invisible code points, 2 for wide East Asian characters and emoji, else 1.
std::size_t column_width(char32_t code_point);

}  // namespace stackdrag
