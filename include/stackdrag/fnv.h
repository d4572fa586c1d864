// FNV-1a with 64 bits: a hash that is the same on every machine and with every standard library, for values compared across runs.
#pragma once

#include <cstdint>
#include <string_view>

namespace stackdrag {

struct Fnv {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325;

  Fnv& byte(char c) { return hash = (hash ^ static_cast<unsigned char>(c)) * 0x100'0000'01B3, *this; }
  Fnv& text(std::string_view text) {
    for (const char c : text) byte(c);
    return *this;
  }
};

}  // namespace stackdrag
