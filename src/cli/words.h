// Reads the words of a command line as the program does, up to the first that does not fit, without running anything.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_page.h"

namespace stackdrag::cli {

/// Why a word does not fit.
enum class Misfit { unknown_command, unknown_option, value_missing, value_is_option, flag_with_value, given_twice, one_too_many };

struct Words {
  struct Given {
    const ArgumentPage* argument;
    std::string value;
  };
  struct Wrong {
    Misfit why;
    std::string word;                        ///< as it was written; of a value that is missing, its option
    std::string next;                        ///< the word behind it, if there is one
    const ArgumentPage* argument = nullptr;  ///< the option that is meant, if that is known
  };

  const CommandPage* command;             ///< the last command that was named, or the program
  std::vector<Given> given;               ///< in order; flags, too
  const ArgumentPage* waiting = nullptr;  ///< the option whose value comes next
  const ArgumentPage* greedy = nullptr;   ///< the option that takes further values
  bool only_positionals = false;          ///< behind `--`
  std::size_t positionals = 0;            ///< how many of the words were none of an option
  std::optional<Wrong> wrong;             ///< the first that does not fit; the words behind it are read all the same

  std::size_t count(const ArgumentPage& argument) const;
};

/// The words are those behind the name of the program. The page must outlive what is returned.
Words read_words(const CommandPage& program, std::span<const std::string> words);

/// The positional argument that the next word would be for; null if there is none.
const ArgumentPage* positional_at(const CommandPage& command, std::size_t before);

}  // namespace stackdrag::cli
