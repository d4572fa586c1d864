// Checks of our own promises, which stay on in every build.
#pragma once

#include <string_view>

namespace stackdrag {

/// The exit code of a program that found a bug of its own.
inline constexpr int bug_exit_code = 3;

/// Says on standard error that this is a bug in stackdrag, with the reason and the place in the source, and ends the program with
/// `bug_exit_code`. What must be cleaned up then is registered with `std::atexit`; no destructor of a local object runs.
[[noreturn]] void stop_for_bug(std::string_view reason, const char* file = __builtin_FILE(), int line = __builtin_LINE());

/// Stops the program if what our own code promises does not hold. Never for what a user or the outside world can cause.
/// `broken` says what is wrong then: lower case, no full stop.
inline void ensure(bool holds, std::string_view broken, const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  if (!holds) [[unlikely]]
    stop_for_bug(broken, file, line);
}

}  // namespace stackdrag
