// The command line in words of our own. Only command_line.cpp knows the library that reads it, which takes long to compile.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace stackdrag::cli {

/// An option or a positional argument that was added to a command. Each function returns the same argument again.
class Argument {
 public:
  explicit Argument(CLI::Option& option) : option_(&option) {}
  Argument required();
  /// Accepts these words only, of which there are several; the message names them and the nearest.
  Argument one_of(const std::vector<std::string>& words);
  /// Accepts whole numbers from 1 to a million only.
  Argument positive_number();
  /// Takes one value each time it is given, and leaves the words behind it to others.
  Argument one_at_a_time();
  Argument separated_by_commas();
  Argument hidden();

 private:
  CLI::Option* option_;
};

/// The program or one of its commands. What arguments and flags fill in has to outlive the run.
class CommandLine {
 public:
  explicit CommandLine(CLI::App& app) : app_(&app) {}
  CommandLine add_command(const std::string& name, const std::string& purpose) const;
  void require_command() const;
  /// `value` is what the help calls the value, " " for nothing. Names without a dash are positional arguments.
  Argument add(const std::string& names, std::string& into, const std::string& purpose, const std::string& value) const;
  Argument add(const std::string& names, std::optional<std::string>& into, const std::string& purpose, const std::string& value) const;
  Argument add(const std::string& names, std::vector<std::string>& into, const std::string& purpose, const std::string& value) const;
  void add_flag(const std::string& names, bool& into, const std::string& purpose) const;
  /// What the help says at its end.
  void set_footer(const std::string& text) const;

  /// Whether the user called this command.
  bool called() const;
  /// The long names of the options as they were given, in order and with repetitions: "--format", "--output", "--format".
  std::vector<std::string> given() const;

 private:
  CLI::App* app_;
};

/// A command: adds itself to the command line; what it returns is run when the user called it.
using Run = std::function<int()>;
struct Command {
  CommandLine line;
  Run run;
};
using AddCommand = Command(CommandLine program);

/// What the help of the program says before and after its list of commands.
struct ProgramTexts {
  const char* description;
  const char* footer;
};

/// Reads the command line and runs the command that it names. Returns the exit code.
int run_command(int argc, char** argv, const ProgramTexts& texts, const std::vector<AddCommand*>& commands);

}  // namespace stackdrag::cli
