// The commands, and what they share. Only this folder touches files, the clock, the terminal and the exit code.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "cli/command_line.h"
#include "stackdrag/audit.h"
#include "stackdrag/ensure.h"
#include "stackdrag/result.h"
#include "stackdrag/severity.h"

namespace stackdrag::cli {

/// What the program's exit code means.
enum Exit : int { passed = 0, failed_gate = 1, wrong_input = 2, our_bug = bug_exit_code };

/// The file of a baseline where nobody names another.
inline constexpr const char* default_baseline = ".stackdrag-baseline.json";

/// Prints a sentence after "stackdrag: " to standard error, fit for a terminal, and returns `wrong_input`.
int refuse(const std::string& sentence);
/// Prints a remark to standard error, in the same way.
void note(const std::string& sentence);
/// Prints mistakes in the user's files to standard error; `color` as in `terminal_of`.
void print_problems(const std::vector<ReportedProblem>& problems, const std::string& color = "auto");

/// Prints to standard output and flushes. A full disk or another refusal is reported; a closed pipe ends quietly.
/// Returns `exit`, or `wrong_input` if the text could not be written.
int print(const std::string& text, int exit = passed);
int print(const std::function<void(Output&)>& write, int exit);

/// What a terminal can show.
struct Terminal {
  /// Of standard error that is no terminal, if the environment names no width, `unbroken`.
  std::size_t columns;
  bool color;
};
/// `color` is `auto`, `always` or `never`. `descriptor` is 1 or 2.
Terminal terminal_of(int descriptor, const std::string& color);

/// A text in lines of at most `columns`: the first begins with `begin`, the others with as many blanks as `hanging` says.
std::string lines_of(std::string_view begin, std::string_view text, std::size_t columns, std::size_t hanging);

/// Today's date in UTC; SOURCE_DATE_EPOCH stands in for the clock if it is set.
Result<Date> today();

/// The arguments that name an inventory, shared by all commands that read one.
struct InventoryArguments {
  std::vector<std::string> paths, evidence;
  std::optional<std::string> stdin_filename;
  std::string map, as_of, profile, config, reader = "automatic";
  bool no_waivers = false;

  void add_to(CommandLine command);
  /// All but the paths.
  void add_options_to(CommandLine command);
  /// The files and folders of the inventory: those that are named, else what is found in the working directory; empty if there is nothing.
  std::vector<std::string> found() const;
  /// Reads the files that the arguments name: files, folders, `-`, or what is found in the working directory.
  Result<Sources> read() const;
  /// The words by which another command gets the same files: " stack/ --evidence exports/".
  std::string words() const;
  /// Settings for an audit of these files.
  Result<Settings> settings() const;
};

/// The names of an enumeration, the last first: severities as people count them.
template <NamedEnum Enum>
std::vector<std::string> falling_names() {
  return {names_of<Enum>.rbegin(), names_of<Enum>.rend()};
}

/// The profiles, from the one that asks least.
inline std::vector<std::string> profile_names() { return {names_of<Profile>.begin(), names_of<Profile>.end()}; }

/// One id of a rule or family of the catalogue; a failure names the nearest.
std::optional<Failure> check_rule_or_family(const Catalogue& catalogue, const std::string& name);

}  // namespace stackdrag::cli
