// What the runner of a GitHub workflow would take for a command in the log that it reads.
#pragma once

#include <string>

namespace stackdrag::report {

/// The same text for a reader, but no command of the old form, `##[command]`, which the runner looks for anywhere in a line.
std::string without_old_commands(std::string text);

/// The same for a line of a log, which is no command of the new form, `::command::`, either.
std::string without_commands(std::string line);

}  // namespace stackdrag::report
