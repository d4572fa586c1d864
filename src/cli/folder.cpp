// Which files of a folder are read, and which are not although they look like an inventory.
#include "cli/folder.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "cli/files.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

/// What is neither a file nor missing: a missing one is a link that leads nowhere, which is to be told.
bool may_be_endless(const std::filesystem::file_status& status) {
  return std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
}

/// The ending of a name, in small letters: a name from Windows may be in capitals.
std::string ending_of(const std::filesystem::path& file) { return lower_case(file.extension().string()); }

bool is_inventory(const std::filesystem::path& file) {
  const std::string ending = ending_of(file);
  return ending == ".yaml" || ending == ".yml" || ending == ".json";
}

/// Whether the name is that of an inventory with something behind it: `tools.yaml.bak`, `tools.yml~`.
bool is_copy(const std::filesystem::path& file) {
  const std::string ending = ending_of(file);
  return is_inventory(file.stem()) || ending == ".yaml~" || ending == ".yml~" || ending == ".json~";
}

}  // namespace

Result<InventoryFiles> inventory_files(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (path == "-" || !fs::is_directory(path, error)) return InventoryFiles{{path}, {}};
  InventoryFiles files;
  auto entry = fs::recursive_directory_iterator(path, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const bool hidden = entry->path().filename().string().starts_with('.');
    const bool folder = entry->is_directory(error);
    if (hidden && folder) entry.disable_recursion_pending();
    const std::string name = entry->path().string();
    // A link may lead back to where it stands, so none is followed.
    if (folder && !hidden && entry->is_symlink(error))
      files.unread.push_back(fmt::format("`{}` is not read: it is a link to a folder", name));
    if (hidden || folder) continue;
    if (!is_inventory(entry->path())) {
      if (is_copy(entry->path()))
        files.unread.push_back(fmt::format("`{}` is not read: its name ends in `{}`", name, ending_of(entry->path())));
    } else if (may_be_endless(entry->status(error))) {
      files.unread.push_back(fmt::format("`{}` is not read: it is no regular file", name));
    } else {
      files.read.push_back(name);
    }
  }
  if (error) return Failure{fmt::format("cannot read `{}`: {}", visible(path), reason_of(error.value()))};
  if (files.read.empty()) return Failure{fmt::format("no inventory in `{}`: it holds no .yaml, .yml or .json file", visible(path))};
  std::sort(files.read.begin(), files.read.end());
  std::sort(files.unread.begin(), files.unread.end());
  return files;
}

bool is_blank_file(std::string_view bytes) {
  constexpr std::string_view blanks = " \t\r\n";
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    std::string_view line = bytes.substr(0, end);
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
    line.remove_suffix(line.size() - std::min(line.find_last_not_of(blanks) + 1, line.size()));
    if (!line.empty() && line.front() != '#' && line != "---" && line != "...") return false;
    bytes.remove_prefix(end);
  }
  return true;
}

}  // namespace stackdrag::cli
