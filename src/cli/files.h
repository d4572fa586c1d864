// Reading whole files, and writing them all or nothing.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/output.h"
#include "stackdrag/result.h"

namespace stackdrag::cli {

/// Whether a file that something in `folder` names, or leads to by a link, may be quoted in messages: it lies in the same repository, or
/// below the folder if that is in none.
bool belongs_to(const std::string& file, const std::string& folder);

/// What an error of the system means, to be put behind a colon.
std::string reason_of(int error);

/// The bytes of a file, or of standard input for `-`.
Result<std::string> read_file(const std::string& path);

/// From here on, `read_file` refuses what is no regular file, such as a pipe: whoever reads one waits for its writer.
void read_only_regular_files();

/// Writes something piece by piece.
using Write = std::function<void(Output&)>;

/// The same without commands of the old form (see `workflow_log.h`): escaped if it is JSON, else broken by a character that nobody sees.
Write without_old_commands(Write write);

/// Puts what `write` writes into the file: a temporary file beside it, flushed to the disk, then renamed. On failure the old file is as it
/// was. What is not a regular file (`/dev/stdout`, a FIFO that is read) is written straight. Refuses to write over one of `inputs`, and
/// over a file that `is_kept` by hand.
Result<bool> write_file(const std::string& path, const std::vector<std::string>& inputs, const Write& write,
                        const std::function<bool(const std::string&)>& is_kept = {});

/// The folder that a path lies in; empty for the current one.
std::string folder_of(const std::string& path);

bool exists(const std::string& path);

/// The path without symbolic links, so that the file that they name is the one that is meant; as it is if nothing is there.
std::string resolved(const std::string& path);

/// Replaces a file by another text, if it still holds `before` (or, if that is empty, does not exist or is empty). A lock beside it keeps
/// others from doing so at the same time. Refuses to write over one of `inputs`.
Result<bool> replace_file(const std::string& path, const std::vector<std::string>& inputs, std::string_view before,
                          const std::string& text);

/// Removes what is half written when a signal or a bug of ours ends the program.
void clean_up_half_written();

/// Writes to an open descriptor. The number of the error, or 0.
int write_to(int descriptor, const Write& write);

}  // namespace stackdrag::cli
