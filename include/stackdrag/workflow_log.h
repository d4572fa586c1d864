// Keeps what we print into the log of a GitHub workflow from being taken for commands by its runner.
#pragma once

#include <string>

namespace stackdrag::report {

/// The text without commands of the old form, `##[command]`, which the runner looks for anywhere in a line. A character that nobody sees
/// breaks them.
std::string without_old_commands(std::string text);

/// The line without commands of either form; one of the new form, `::command::`, begins a line.
std::string without_commands(std::string line);

}  // namespace stackdrag::report
