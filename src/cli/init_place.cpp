// What is there already where a new inventory is to be written.
#include "cli/init_place.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "cli/files.h"
#include "cli/folder.h"
#include "cli/shell_words.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view file_name = "stack.yaml", folder_name = "stack";

/// A path as the reader may type it, in a command that is proposed.
std::string typed(const fs::path& path) { return visible(shell_path(path.string())); }

bool is_same(const fs::path& a, const fs::path& b) {
  std::error_code error;
  return fs::equivalent(a, b, error) && !error;
}

/// The bytes of a file; none if it cannot be read.
std::string bytes_of(const fs::path& file) {
  auto bytes = read_file(file.string());
  return bytes.ok() ? std::move(bytes.value()) : std::string();
}

/// Whether an audit of its folder would read the file as part of an inventory, even as one with mistakes.
bool is_read(const std::string& file) {
  const std::string bytes = bytes_of(file);
  if (is_blank_file(bytes) || bytes.starts_with("observed:") || is_export(file, bytes)) return false;
  return looks_like_inventory(file) || !file.ends_with(".json");
}

/// "`stack/ads.yaml`", "`stack/ads.yaml` and 3 more": the inventory in a folder, but for one file; empty if there is none.
std::string inventory_in(const fs::path& folder, const fs::path& but_for) {
  const auto files = inventory_files(folder.string());
  if (!files.ok()) return "";
  std::vector<std::string> found = files.value().read;
  std::erase_if(found, [&](const std::string& file) { return is_same(file, but_for) || !is_read(file); });
  if (found.empty()) return "";
  const std::string first = fmt::format("`{}`", visible(found.front()));
  return found.size() == 1 ? first : fmt::format("{} and {} more", first, found.size() - 1);
}

/// An inventory that was meant to be stack.yaml (`stack.yml`, `Stack.yaml`), which a new one would stand in for; empty if there is none.
std::string misnamed_inventory(const fs::path& folder, const fs::path& but_for) {
  std::error_code error;
  std::vector<std::string> found;
  for (auto entry = fs::directory_iterator(folder.empty() ? "." : folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    const fs::path file = folder / entry->path().filename();
    const bool is_meant = lower_case(file.stem().string()) == folder_name && !is_same(file, but_for);
    if (is_meant && entry->is_regular_file(error) && looks_like_inventory(file.string())) found.push_back(file.string());
  }
  return found.empty() ? "" : *std::min_element(found.begin(), found.end());
}

/// What is wrong with a file called stack.yaml in its folder.
std::optional<std::string> why_not_as_default(const fs::path& file, bool is_example) {
  const fs::path folder = file.parent_path(), parts = folder / folder_name, observed = folder / "observed.yaml";
  const std::string path = visible(file.string());
  std::error_code error;
  if (fs::is_directory(parts, error)) {
    const std::string there = inventory_in(parts, file), name = visible(parts.string());
    if (there.empty())
      return fmt::format("the folder `{0}` is here, and an audit would read it with `{1}`; write the file into it: stackdrag init {2}",
                         name, path, typed(parts / file_name));
    return fmt::format("`{0}` holds an inventory ({1}), and an audit would read `{2}` with it; name another file, such as draft.yaml", name,
                       there, path);
  }
  if (const std::string other = misnamed_inventory(folder, file); !other.empty())
    return fmt::format(
        "`{0}` is an inventory, and an audit would read `{1}` instead of it; name another file, such as draft.yaml, or "
        "audit what is there: stackdrag audit {2}",
        visible(other), path, typed(other));
  if (is_example && fs::exists(observed, error) && bytes_of(observed).starts_with("observed:"))
    return fmt::format(
        "`{0}` is here, and an audit would hold it against the example; draft your own stack from it: stackdrag init --from {1}",
        visible(observed.string()), typed(observed));
  return std::nullopt;
}

/// What is wrong with a file below a folder called stack.
std::optional<std::string> why_not_in(const fs::path& folder, const fs::path& file) {
  std::error_code error;
  const fs::path near = folder.parent_path() / file_name, real = fs::canonical(folder, error).parent_path() / file_name;
  if (fs::exists(real, error))
    return fmt::format("`{}` is here, and an audit would read `{}` with it; name a file outside `{}`, such as draft.yaml",
                       visible((is_same(near, real) ? near : real).string()), visible(file.string()), visible(folder.string()));
  const std::string there = inventory_in(folder, file);
  if (there.empty()) return std::nullopt;
  return fmt::format("`{}` holds an inventory ({}), and an audit would read `{}` with it; name a file elsewhere, such as draft.yaml",
                     visible(folder.string()), there, visible(file.string()));
}

}  // namespace

std::optional<std::string> why_not_there(const std::string& path, bool is_example) {
  std::error_code error;
  const fs::path file = fs::path(path).lexically_normal();
  if (!file.has_filename() || fs::is_directory(file, error))
    return fmt::format("`{}` is a folder; name a file in it: stackdrag init {}", visible(path), typed(file / file_name));
  const fs::path folder = file.parent_path();
  if (!folder.empty() && !fs::is_directory(folder, error))
    return fmt::format("there is no folder `{}`; make it first: mkdir -p {}", visible(folder.string()), typed(folder));
  for (fs::path at = folder; !at.empty() && at != at.root_path(); at = at.parent_path()) {
    const bool is_parts = at == folder && fs::canonical(at, error).filename() == folder_name;
    if (!is_parts && !is_same(at, folder_name)) continue;
    if (auto why = why_not_in(at, file)) return why;
  }
  return file.filename() == file_name ? why_not_as_default(file, is_example) : std::nullopt;
}

}  // namespace stackdrag::cli
