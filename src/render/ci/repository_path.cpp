// Folds the steps of a path, and encodes it for a URI.
#include "render/ci/repository_path.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/text.h"

namespace stackdrag::report {

std::string repository_path(std::string_view file) {
  std::vector<std::string_view> steps;
  while (!file.empty()) {
    const std::size_t end = std::min(file.find('/'), file.size());
    const std::string_view step = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    // Steps that lead out of the repository are dropped, as these services take no such path.
    if (step == ".." && !steps.empty()) steps.pop_back();
    if (!step.empty() && step != "." && step != "..") steps.push_back(step);
  }
  return steps.empty() ? "stack.yaml" : fmt::format("{}", fmt::join(steps, "/"));
}

std::string repository_uri(std::string_view file) {
  const std::string path = repository_path(file);
  std::string uri;
  for (const char c : path) {
    if (is_letter(c) || is_digit(c) || std::string_view("-._~/:").find(c) != std::string_view::npos)
      uri += c;
    else
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  // A colon in the first step would make what stands before it a scheme.
  return uri.find(':') < uri.find('/') ? "./" + uri : uri;
}

}  // namespace stackdrag::report
