// The files of an inventory in a folder.
#pragma once

#include <set>
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

/// A file that was read.
struct InventoryFile {
  std::string name;
  std::string bytes;
  bool shown;  ///< its lines may be quoted; what a link in a folder leads to may be no business of the reader's
};

/// Reads the files of an inventory under a path, each once: `seen` holds what has been read before, without symbolic links. What lies in a
/// folder and is something else that stackdrag or another program has written is skipped, with a note; it is a failure if that is all.
Result<std::vector<InventoryFile>> read_inventory_files(const std::string& path, std::set<std::string>& seen);

/// Whether a text is what another program exports, and no inventory.
bool is_export(const std::string& file, std::string_view bytes);

/// Whether a file has a section of an inventory, or is a configuration: nobody gets those back once they are written over.
bool looks_like_inventory(const std::string& path);

/// Whether a file says nothing: it holds blanks, comments and marks of documents only.
bool is_blank_file(std::string_view bytes);

}  // namespace stackdrag::cli
