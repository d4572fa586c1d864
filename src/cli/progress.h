// How far a long reading has come, in a line on the terminal that vanishes.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace stackdrag::cli {

/// "340 MB".
std::string size_text(std::uint64_t bytes);

/// Shows nothing unless standard error is a terminal that people look at, and the reading takes longer than a moment.
class Progress {
 public:
  Progress();
  /// One more file will be read.
  void expect(std::uint64_t bytes);
  /// A file is about to be read.
  void next(const std::string& path, std::uint64_t bytes);
  /// Takes the line away, before anything else is printed.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  const bool shows_;
  const Clock::time_point began_ = Clock::now();
  Clock::time_point shown_ = began_;
  std::size_t files_ = 0, files_begun_ = 0;
  std::uint64_t bytes_ = 0, bytes_read_ = 0, bytes_of_last_ = 0;
  bool is_shown_ = false;
};

}  // namespace stackdrag::cli
