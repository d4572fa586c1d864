// Assertions that stay on in every build.
#pragma once

#include <string_view>

namespace stackdrag {

/// The exit code after a failed assertion.
inline constexpr int bug_exit_code = 3;

/// Reports a bug in stackdrag on standard error, with the reason and the source location, and exits with `bug_exit_code`. Functions
/// registered with `std::atexit` run; destructors of local objects do not.
[[noreturn]] void stop_for_bug(std::string_view reason, const char* file = __builtin_FILE(), int line = __builtin_LINE());

/// Stops the program if an invariant of our own code does not hold. Not for anything that a user or the outside world can cause.
/// `broken` says what is wrong: lower case, no full stop.
inline void ensure(bool holds, std::string_view broken, const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  if (!holds) [[unlikely]]
    stop_for_bug(broken, file, line);
}

}  // namespace stackdrag
