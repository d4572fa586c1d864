// The command line in words of our own. Only command_line.cpp knows the library that reads it, which takes long to compile.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/command_page.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace stackdrag::cli {

/// An option or a positional argument that was added to a command. Each function returns the same argument again.
class Argument {
 public:
  Argument(CLI::Option& option, ArgumentPage& page) : option_(&option), page_(&page) {}
  Argument required();
  /// Accepts these words only, of which there are several; the message names them and the nearest.
  Argument one_of(const std::vector<std::string>& words);
  /// Says what a value is that is none of a few words.
  Argument holds(Holds what);
  /// Accepts whole numbers from 1 to a million only.
  Argument positive_number();
  /// Takes one value each time it is given, and leaves the words behind it to others.
  Argument one_at_a_time();
  Argument separated_by_commas();
  /// The help names one: what takes several only to hand them to an option.
  Argument is_one();
  /// What holds if it is not given, where that is not what it fills in.
  Argument otherwise(const std::string& fallback);
  Argument hidden();

 private:
  CLI::Option* option_;
  ArgumentPage* page_;
};

/// The program or one of its commands. What arguments and flags fill in has to outlive the run.
class CommandLine {
 public:
  CommandLine(CLI::App& app, CommandPage& page) : app_(&app), page_(&page) {}
  CommandLine add_command(const std::string& name, const std::string& purpose) const;
  void require_command() const;
  /// `value` is what the help calls the value, " " for nothing. Names without a dash are positional arguments.
  Argument add(const std::string& names, std::string& into, const std::string& purpose, const std::string& value) const;
  Argument add(const std::string& names, std::optional<std::string>& into, const std::string& purpose, const std::string& value) const;
  Argument add(const std::string& names, std::vector<std::string>& into, const std::string& purpose, const std::string& value) const;
  void add_flag(const std::string& names, bool& into, const std::string& purpose) const;
  /// Commands that show how it is used. Each is run by a test.
  void add_examples(const std::vector<Example>& examples) const;
  /// What the exit codes mean; `one` is empty if there is no such code.
  void set_exits(const std::string& zero, const std::string& one, const std::string& two = "wrong command line, file or inventory") const;
  void set_remark(const std::string& remark) const;

  /// Whether the user called this command.
  bool called() const;
  /// The long names of the options as they were given, in order and with repetitions: "--format", "--output", "--format".
  std::vector<std::string> given() const;
  /// What has been added so far.
  const CommandPage& page() const { return *page_; }

 private:
  CLI::App* app_;
  CommandPage* page_;
};

/// A command: adds itself to the command line; what it returns is run when the user called it.
using Run = std::function<int()>;
struct Command {
  CommandLine line;
  Run run;
};
using AddCommand = Command(CommandLine program);

/// Reads the command line and runs the command that it names. The page of the program says what it is; the commands are added to it.
/// Returns the exit code.
int run_command(int argc, char** argv, CommandPage program, const std::vector<AddCommand*>& commands);

}  // namespace stackdrag::cli
