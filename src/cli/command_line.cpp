// Reads the command line with CLI11, and says in our words what is wrong with it.
#include "cli/command_line.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/cli.h"
#include "stackdrag/text.h"
#include "stackdrag/units.h"

namespace stackdrag::cli {
namespace {

template <typename Value>
Argument add_option(CLI::App& app, const std::string& names, Value& into, const std::string& purpose, const std::string& value) {
  CLI::Option* const option = app.add_option(names, into, purpose)->option_text(value);
  // In a CI job, an empty value mostly means that a variable is not set.
  if (names.starts_with('-')) {
    option->check(CLI::Validator([](const std::string& given) { return given.empty() ? "the value is empty" : std::string(); }, ""));
  }
  return Argument(*option);
}

/// "; did you mean `audit`?". There are so few commands that a word with two slips is still near to one.
std::string nearest_command(const std::string& word, const std::vector<std::string_view>& names) {
  constexpr std::size_t most_slips = 2, least_letters = 4;
  if (std::string near = did_you_mean(word, names); !near.empty() || word.size() < least_letters) return near;
  const auto slips = [&](std::string_view name) { return edit_distance(word, name, most_slips); };
  const auto found = std::min_element(names.begin(), names.end(), [&](auto a, auto b) { return slips(a) < slips(b); });
  return found != names.end() && slips(*found) <= most_slips ? fmt::format("; did you mean `{}`?", *found) : "";
}

/// What a word should have been; empty if it is one of the names, or an option.
std::string unknown_name(const std::string& word, const std::vector<const CLI::App*>& known, std::string_view sentence) {
  std::vector<std::string> names;
  names.reserve(known.size());
  for (const CLI::App* app : known) names.push_back(app->get_name());
  if (word.starts_with('-') || std::find(names.begin(), names.end(), word) != names.end()) return "";
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string near = nearest_command(word, views);
  return fmt::format("{} `{}`{}", sentence, word, near.empty() ? fmt::format("; there are {}", fmt::join(names, ", ")) : near);
}

/// What is wrong with the command line: the library's message, or ours where that is not clear.
std::string complaint(const CLI::ParseError& error, const CLI::App& program) {
  std::string text = error.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const std::string word = text.substr(text.rfind(' ') + 1);
    std::vector<std::string> names;
    for (const CLI::App* called = &program; !called->get_subcommands().empty();) {
      called = called->get_subcommands().front();
      for (const CLI::Option* option : called->get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
      }
    }
    const std::vector<std::string_view> known(names.begin(), names.end());
    if (std::find(known.begin(), known.end(), word) != known.end())
      return fmt::format("`{}` stands in front of the command; it belongs behind it", word);
    return fmt::format("`{}` is not expected here{}", word, did_you_mean(word, known));
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    const bool repeated = text.find("At Most") != std::string::npos;
    return text.substr(0, text.find(':')) + (repeated ? " is given twice" : " needs a value");
  }
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    // Without a command, the library looks at nothing else.
    if (program.get_subcommands().empty() && !program.remaining().empty())
      return fmt::format("`{}` is not expected here, in front of a command", program.remaining().front());
    const std::string what = text.substr(0, text.find(" is required"));
    return what == "A subcommand" ? "a command is missing" : fmt::format("`{}` is missing", what);
  }
  return text;
}

int refuse_command_line(const CLI::ParseError& error, const CLI::App& program, int argc, char** argv) {
  const std::string word = argv[1];
  if (const std::string unknown = unknown_name(word, program.get_subcommands(nullptr), "there is no command"); !unknown.empty())
    return refuse(unknown);
  const CLI::App* const command = word.starts_with('-') ? nullptr : program.get_subcommand_ptr(word).get();
  const auto below = command == nullptr ? std::vector<const CLI::App*>() : command->get_subcommands(nullptr);
  const std::string unknown = argc > 2 && !below.empty() ? unknown_name(argv[2], below, fmt::format("`{}` has no", word)) : "";
  if (!unknown.empty()) return refuse(unknown);
  return refuse(complaint(error, program) + fmt::format("; see `stackdrag{} --help`", command != nullptr ? " " + word : ""));
}

/// `--baseline=` would take the next word as its value. Empty if there is no such option.
std::string option_without_value(int argc, char** argv) {
  for (int i = 1; i < argc && std::string_view(argv[i]) != "--"; ++i) {
    const std::string_view word = argv[i];
    if (word.starts_with("--") && word.find('=') == word.size() - 1) return std::string(word.substr(0, word.size() - 1));
  }
  return "";
}

/// The help of the command that was called, or of the program.
std::string help_of(const CLI::App& program) {
  const CLI::App* called = &program;
  std::string before;
  while (!called->get_subcommands().empty()) {
    before += (before.empty() ? "" : " ") + called->get_name();
    called = called->get_subcommands().front();
  }
  return called->help(before);
}

}  // namespace

Argument Argument::required() {
  option_->required();
  return *this;
}

Argument Argument::one_of(const std::vector<std::string>& words) {
  option_->check(CLI::Validator(
      [words](std::string& given) -> std::string {
        if (std::find(words.begin(), words.end(), given) != words.end()) return "";
        const std::vector<std::string_view> views(words.begin(), words.end());
        return fmt::format("expected {} or {}, found `{}`{}", fmt::join(words.begin(), words.end() - 1, ", "), words.back(), given,
                           did_you_mean(given, views));
      },
      ""));
  return *this;
}

Argument Argument::positive_number() {
  option_->check(CLI::Validator(
      [](std::string& given) -> std::string {
        const auto number = parse_number(given);
        if (number && *number >= 1 && *number <= 1e6 && *number == std::floor(*number)) return "";
        return fmt::format("expected a whole number from 1 to 1,000,000, found `{}`", given);
      },
      ""));
  return *this;
}

Argument Argument::one_at_a_time() {
  option_->allow_extra_args(false);
  return *this;
}

Argument Argument::separated_by_commas() {
  option_->delimiter(',');
  return *this;
}

Argument Argument::hidden() {
  option_->group("");
  return *this;
}

CommandLine CommandLine::add_command(const std::string& name, const std::string& purpose) const {
  return CommandLine(*app_->add_subcommand(name, purpose));
}

void CommandLine::require_command() const { app_->require_subcommand(1); }

Argument CommandLine::add(const std::string& names, std::string& into, const std::string& purpose, const std::string& value) const {
  return add_option(*app_, names, into, purpose, value);
}

Argument CommandLine::add(const std::string& names, std::optional<std::string>& into, const std::string& purpose,
                          const std::string& value) const {
  return add_option(*app_, names, into, purpose, value);
}

Argument CommandLine::add(const std::string& names, std::vector<std::string>& into, const std::string& purpose,
                          const std::string& value) const {
  return add_option(*app_, names, into, purpose, value);
}

void CommandLine::add_flag(const std::string& names, bool& into, const std::string& purpose) const { app_->add_flag(names, into, purpose); }

void CommandLine::set_footer(const std::string& text) const { app_->footer(text); }

bool CommandLine::called() const { return app_->parsed(); }

std::vector<std::string> CommandLine::given() const {
  std::vector<std::string> names;
  for (const CLI::Option* option : app_->parse_order()) {
    if (!option->get_lnames().empty()) names.push_back("--" + option->get_lnames().front());
  }
  return names;
}

/// `help` and `help audit` are `--help` and `audit --help`. The arguments live as long as the given ones.
std::vector<char*> without_help_command(int argc, char** argv) {
  static char option[] = "--help";
  std::vector<char*> words(argv, argv + argc);
  if (argc < 2 || std::string_view(argv[1]) != "help") return words;
  words.erase(words.begin() + 1);
  words.push_back(option);
  return words;
}

int run_command(int argc, char** argv, const ProgramTexts& texts, const std::vector<AddCommand*>& commands) {
  CLI::App program(texts.description, "stackdrag");
  program.require_subcommand(1);
  program.set_version_flag("--version", "stackdrag " STACKDRAG_VERSION, "Print the version");
  program.get_formatter()->column_width(30);
  std::vector<Command> added;
  added.reserve(commands.size());
  for (AddCommand* add : commands) added.push_back(add(CommandLine(program)));
  program.footer(texts.footer);  // after the commands, which would take it over
  if (argc == 1) return print(program.help(), wrong_input);
  if (const std::string unset = option_without_value(argc, argv); !unset.empty()) return refuse(unset + " needs a value");
  std::vector<char*> words = without_help_command(argc, argv);
  argc = static_cast<int>(words.size());
  argv = words.data();
  try {
    program.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const std::string unknown = unknown_name(argv[1], std::as_const(program).get_subcommands(nullptr), "there is no command");
    return unknown.empty() ? print(help_of(program)) : refuse(unknown);
  } catch (const CLI::CallForVersion& version) {
    return print(std::string(version.what()) + "\n");
  } catch (const CLI::ParseError& error) {
    return refuse_command_line(error, program, argc, argv);
  }
  for (const Command& command : added) {
    if (command.line.called()) return command.run();
  }
  return wrong_input;
}

}  // namespace stackdrag::cli
