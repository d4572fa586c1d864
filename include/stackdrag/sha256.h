// SHA-256 (FIPS 180-4), by which an observed file tells whether an export is the one that it knows. Nothing depends on its secrecy.
#pragma once

#include <string>
#include <string_view>

namespace stackdrag {

/// The hash in 64 hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace stackdrag
