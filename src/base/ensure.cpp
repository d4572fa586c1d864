// Reports a failed assertion and ends the program.
#include "stackdrag/ensure.h"

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// The path relative to the project, wherever it was built.
std::string_view path_in_project(std::string_view file) {
  for (const std::string_view folder : {"/src/", "/include/"}) {
    if (const std::size_t at = file.rfind(folder); at != std::string_view::npos) return file.substr(at + 1);
  }
  return file;
}

}  // namespace

void stop_for_bug(std::string_view reason, const char* file, int line) {
  const std::string message =
      fmt::format("stackdrag: this is a bug in stackdrag: {} ({}:{})\n", visible(reason), path_in_project(file), line);
  std::fputs(message.c_str(), stderr);
  std::exit(bug_exit_code);
}

}  // namespace stackdrag
