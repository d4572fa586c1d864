// Slips of the command line, told like slips of the inventory: what stands there, and what was probably meant.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/command_page.h"

namespace stackdrag::cli {

/// What is wrong with words that were refused, as a sentence; empty if they look right. They are those behind the name of the program.
std::string slip_in(const CommandPage& program, std::span<const std::string> words);

/// The slips that reading the values would hide: an option without its value, which would take the next word for it.
std::string slip_before_values(const CommandPage& program, std::span<const std::string> words);

/// What to say of a word that is none of those that an option takes; empty if it is one.
std::string no_such_word(const std::string& given, const std::vector<std::string>& words);

/// "there is no command `adut`; did you mean `audit`?"
std::string no_such_command(const CommandPage& above, const std::string& word);

/// "; see `stackdrag audit --help`"
std::string help_hint(const CommandPage& command);

}  // namespace stackdrag::cli
