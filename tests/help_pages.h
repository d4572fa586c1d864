// What the program says about itself: its commands, the parts of a help, and what completions are told.
#pragma once

#include <string>
#include <vector>

#include "support.h"

namespace stackdrag::tests {

using Words = std::vector<std::string>;

bool has(const Words& words, const std::string& word);
Words without_last(Words lines);

/// The lines below a heading of a help, up to the next blank line.
Words section_of(const std::string& help, const std::string& heading);
/// The names that stand first in the lines below a heading of a help: "audit", "-o, --output".
Words first_names(const std::string& help, const std::string& heading);

/// A command with its own commands: "audit", "baseline", "baseline create". Those of the program, if it is empty.
Words commands_below(const std::string& command);
/// All commands that have no commands of their own: "audit", "baseline create".
Words last_commands();

/// What completions are told for a line: the candidates without what they are, and the directive. The last word follows the last blank.
Words told(const std::string& words, const std::string& folder = source_dir());

}  // namespace stackdrag::tests
