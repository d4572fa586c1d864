// Keeps what we print into the log of a GitHub workflow from being taken for commands by its runner.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stackdrag::report {

/// The text without commands of the old form, `##[command]`, and those of other services, `##vso[…]` and `##teamcity[…]`, which a runner
/// may look for anywhere in a line. A character that nobody sees breaks them.
std::string without_old_commands(std::string text);
/// The same, with another text for the second `#` of each.
std::string without_old_commands(std::string text, std::string_view second);
/// How much of a text cannot be the beginning of a command that goes on behind it.
std::size_t whole_of_old_commands(std::string_view text);

/// The line without commands of either form; one of the new form, `::command::`, begins a line.
std::string without_commands(std::string line);

}  // namespace stackdrag::report
