// What each command takes, in plain values: the help, the manual page, the completions and the answers to slips are made from these.
#pragma once

#include <list>
#include <string>
#include <vector>

namespace stackdrag::cli {

/// What a value is, where it is not one of a few words. Completions know what to offer by it.
enum class Holds {
  unsaid,
  text,  ///< nobody knows what comes
  number,
  date,
  file,       ///< a file or a folder
  inventory,  ///< the same, and the command reads its inventory there
  rule,
  family,
  rule_or_family,
  item,           ///< of the inventory, by its id or kind/id
  item_or_sight,  ///< the same, or what exports say of one: observed/id
  proposal,       ///< and then files and folders of the inventory
  owner,
  finding,  ///< one that the baseline does not know
  command,  ///< of stackdrag, with its own commands
};

struct ArgumentPage {
  std::vector<std::string> names;  ///< "-o", "--output"; the one name of what is positional
  std::string value;               ///< what the help calls the value: "FILE"; empty for a flag
  std::string purpose;
  std::string fallback;            ///< the value if none is given; empty if the purpose says it, or there is none
  std::vector<std::string> words;  ///< the values that there are, if they are few
  Holds holds = Holds::unsaid;
  bool required = false;
  bool repeats = false;  ///< may be given several times
  bool is_one = false;   ///< for the help: it takes several only to hand them to an option
  bool greedy = false;   ///< takes all words behind it, up to the next option
  bool by_commas = false;
  bool hidden = false;

  bool positional() const { return !names.front().starts_with('-'); }
  bool takes_value() const { return positional() || !value.empty(); }
  /// The name that is used to speak of it: `--output`, `PATH`.
  const std::string& name() const { return names.back(); }
};

struct Example {
  std::string command;
  std::string shows;  ///< may be empty
};

/// What an exit code of a command means.
struct ExitCode {
  int code;
  std::string means;
};

/// The program or one of its commands.
struct CommandPage {
  std::string path;  ///< "stackdrag baseline create"
  std::string purpose;
  std::list<ArgumentPage> arguments;
  std::list<CommandPage> commands;
  std::vector<Example> examples;
  std::vector<ExitCode> exits;
  std::string remark;  ///< a sentence or more, to be read before one relies on it

  std::string name() const { return path.substr(path.rfind(' ') + 1); }
  /// The command of this name below; null if there is none.
  const CommandPage* command(std::string_view name) const;
  /// The option of this name, as `--output` or `-o`; null if there is none.
  const ArgumentPage* option(std::string_view name) const;
  std::vector<const ArgumentPage*> positionals() const;
  /// How it is called: "stackdrag baseline create [OPTIONS] [PATH...]".
  std::string usage() const;
};

/// What the help says of an argument: its purpose, with the words and the value if none is given, where it does not name them itself.
std::string full_purpose(const ArgumentPage& argument);

/// "a, b or c"; of several words.
std::string join_choices(const std::vector<std::string>& words);

/// The names of an argument and of its value: "-o, --output FILE".
std::string heading_of(const ArgumentPage& argument);

/// The exit codes as a sentence without its end: "0 planned, 2 wrong command line, file or inventory, 3 a bug in stackdrag".
std::string exits_text(const CommandPage& page);

}  // namespace stackdrag::cli
