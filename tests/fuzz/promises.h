// What a fuzz target holds its input against.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace stackdrag::fuzz {

/// Ends the program, as a fuzzer expects, if the promise is broken.
inline void require(bool promise, const char* what) {
  if (promise) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

inline bool acts_in_a_terminal(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20 && c != '\n') || c == 0x7f; });
}

}  // namespace stackdrag::fuzz
