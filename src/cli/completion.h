// What can follow the words that somebody has typed, for the completions of shells.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command_page.h"

namespace stackdrag::cli {

/// The answer to the hidden commands that the completions of shells call; empty if the words are no such command. Each line is something
/// that can follow, with a tabulator and what it is. The last line says what else there is: `:files` of the shell, `:nothing`, or
/// `:unsaid` if somebody has added an argument and not said what it holds. What goes wrong says nothing: it would stand in the user's line.
///
/// `__complete WORD…` answers for the last word; the words are those behind the name of the program, without quotes.
/// `__complete_bash LINE BREAKS` answers for the end of a line, up to the cursor, with what bash has to put in there.
std::optional<std::string> completion_for(const CommandPage& program, const std::vector<std::string>& words);

}  // namespace stackdrag::cli
