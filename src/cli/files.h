// Reading whole files, and writing them all or nothing.
#pragma once

#include <string>
#include <vector>

#include "stackdrag/result.h"
#include "stackdrag/source.h"

namespace stackdrag::cli {

/// The bytes of a file, or of standard input for `-`.
Result<std::string> read_file(const std::string& path);

/// Puts the text into the file: a temporary file beside it, flushed to the disk, then renamed. On failure the old file is as it was.
/// What is no regular file (`/dev/stdout`, a FIFO) is written straight. Refuses to write over one of `inputs`.
Result<bool> write_file(const std::string& path, const std::string& text, const std::vector<std::string>& inputs);

/// The files of an inventory under a path: itself, or every *.yaml, *.yml and *.json in a folder, in name order. Hidden files are not read.
Result<std::vector<std::string>> inventory_files(const std::string& path);

}  // namespace stackdrag::cli
