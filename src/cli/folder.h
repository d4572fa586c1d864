// The files of an inventory in a folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/result.h"

namespace stackdrag::cli {

/// The files under a path that hold an inventory, and those that look as if they did.
struct InventoryFiles {
  std::vector<std::string> read;    ///< in name order
  std::vector<std::string> unread;  ///< why each of the others is not read, as a sentence
};

/// The files of an inventory under a path: itself, or every *.yaml, *.yml and *.json in a folder. What is hidden is left out, and what is
/// no regular file is not read: a pipe might never end. Nor is a copy such as `tools.yaml.bak`.
Result<InventoryFiles> inventory_files(const std::string& path);

/// Whether a file says nothing: it holds blanks, comments and marks of documents only.
bool is_blank_file(std::string_view bytes);

}  // namespace stackdrag::cli
