#include "cli/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "cli/cli.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

constexpr std::chrono::milliseconds moment{1000}, pause{100};
/// A file of this size takes longer than a moment by itself.
constexpr std::uint64_t long_file = 100'000'000;
constexpr std::size_t cells = 20;

/// Nobody looks at the terminals that CI jobs pretend to have, and a dumb one cannot take a line back.
bool is_looked_at() {
  const char* const terminal = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) == 1 && std::getenv("CI") == nullptr && terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace

std::string size_text(std::uint64_t bytes) {
  constexpr const char* units[] = {"bytes", "kB", "MB", "GB"};
  double size = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; size >= 999.5 && unit < 3; ++unit) size /= 1000;
  return unit > 0 && size < 9.95 ? fmt::format("{:.1f} {}", size, units[unit]) : fmt::format("{:.0f} {}", size, units[unit]);
}

Progress::Progress() : shows_(is_looked_at()) {}

void Progress::expect(std::uint64_t bytes) {
  ++files_;
  bytes_ += bytes;
}

void Progress::next(const std::string& path, std::uint64_t bytes) {
  ++files_begun_;
  bytes_read_ += bytes_of_last_;
  bytes_of_last_ = bytes;
  const Clock::time_point now = Clock::now();
  if (!shows_ || (now - began_ < moment && bytes < long_file) || (is_shown_ && now - shown_ < pause)) return;
  const std::size_t full = bytes_ == 0 ? 0 : std::min<std::size_t>(static_cast<std::size_t>(bytes_read_ * cells / bytes_), cells);
  std::string line;
  for (std::size_t cell = 0; cell < cells; ++cell) line += cell < full ? "█" : "░";
  line += fmt::format("  {} of {}, {} of {}  {}", files_begun_, count_of(files_, "file"), size_text(bytes_read_), size_text(bytes_),
                      visible(path));
  std::fprintf(stderr, "\r%s\x1B[K", shorten(line, terminal_of(STDERR_FILENO, "never").columns - 1).c_str());
  std::fflush(stderr);
  shown_ = now;
  is_shown_ = true;
}

void Progress::clear() {
  if (is_shown_) std::fputs("\r\x1B[K", stderr);
  is_shown_ = false;
}

}  // namespace stackdrag::cli
