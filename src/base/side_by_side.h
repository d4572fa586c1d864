// Two things done at the same time, where that pays.
#pragma once

#include <future>
#include <system_error>

namespace stackdrag {

/// Calls both functions: one after the other, or, if it is worth a thread (they take milliseconds), side by side. They must not touch
/// what the other one changes. What `second` throws is thrown here.
template <class First, class Second>
void side_by_side(bool worth_a_thread, First first, Second second) {
  std::future<void> other;
  try {
    if (worth_a_thread) other = std::async(std::launch::async, second);
  } catch (const std::system_error&) {
    // No thread is to be had: then it goes on without.
  }
  first();
  if (other.valid()) {
    other.get();
  } else {
    second();
  }
}

}  // namespace stackdrag
