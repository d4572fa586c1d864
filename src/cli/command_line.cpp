// Reads the command line with CLI11, and keeps what each command takes for the help, the completions and the answers to slips.
#include "cli/command_line.h"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/cli.h"
#include "cli/completion.h"
#include "cli/help_page.h"
#include "cli/slips.h"
#include "cli/words.h"
#include "stackdrag/units.h"

namespace stackdrag::cli {
namespace {

std::string upper_case(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

/// "-o,--output" as two names; what is positional is written in capitals.
std::vector<std::string> names_in(std::string names) {
  const std::size_t comma = names.find(',');
  if (comma != names.npos) return {names.substr(0, comma), names.substr(comma + 1)};
  if (!names.starts_with('-')) names = upper_case(std::move(names));
  return {names};
}

template <typename Value>
Argument add_option(CLI::App& app, CommandPage& page, const std::string& names, Value& into, const std::string& purpose,
                    const std::string& value) {
  constexpr bool is_list = std::is_same_v<Value, std::vector<std::string>>;
  CLI::Option* const option = app.add_option(names, into);
  // In a CI job, an empty value mostly means that a variable is not set.
  if (names.starts_with('-')) {
    option->check(CLI::Validator([](const std::string& given) { return given.empty() ? "the value is empty" : std::string(); }, ""));
  }
  page.arguments.push_back({.names = names_in(names), .value = value, .purpose = purpose, .repeats = is_list, .greedy = is_list});
  if constexpr (std::is_same_v<Value, std::string>) page.arguments.back().fallback = into;
  return Argument(*option, page.arguments.back());
}

void add_help(CLI::App& app, CommandPage& page) {
  app.set_help_flag("-h,--help", "");
  page.arguments.push_back({.names = {"-h", "--help"}, .purpose = "Print this help"});
}

/// What is wrong with the command line: the words tell, or else what refused a value.
std::string complaint(const CLI::ParseError& error, const CommandPage& program, const std::vector<std::string>& words) {
  std::string text = error.what();
  if (dynamic_cast<const CLI::ValidationError*>(&error) == nullptr) {
    const std::string slip = slip_in(program, words);
    return slip.empty() ? text + help_hint(*read_words(program, words).command) : slip;
  }
  // As the help has the name: "SHELL: expected bash, zsh or fish, found …".
  if (const std::size_t end = text.find(':'); !text.starts_with('-')) text.replace(0, end, upper_case(text.substr(0, end)));
  return text;
}

}  // namespace

Argument Argument::required() {
  option_->required();
  page_->required = true;
  return *this;
}

Argument Argument::one_of(const std::vector<std::string>& words) {
  page_->words = words;
  option_->check(CLI::Validator([words](std::string& given) { return no_such_word(given, words); }, ""));
  return *this;
}

Argument Argument::holds(Holds what) {
  page_->holds = what;
  return *this;
}

Argument Argument::positive_number() {
  page_->holds = Holds::number;
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
  page_->greedy = false;
  return *this;
}

Argument Argument::separated_by_commas() {
  option_->delimiter(',');
  page_->by_commas = true;
  return *this;
}

Argument Argument::is_one() {
  page_->is_one = true;
  return *this;
}

Argument Argument::otherwise(const std::string& fallback) {
  page_->fallback = fallback;
  return *this;
}

Argument Argument::hidden() {
  page_->hidden = true;
  return *this;
}

CommandLine CommandLine::add_command(const std::string& name, const std::string& purpose) const {
  page_->commands.push_back({.path = page_->path + " " + name, .purpose = purpose});
  CLI::App& app = *app_->add_subcommand(name);
  add_help(app, page_->commands.back());
  return CommandLine(app, page_->commands.back());
}

void CommandLine::require_command() const { app_->require_subcommand(1); }

Argument CommandLine::add(const std::string& names, std::string& into, const std::string& purpose, const std::string& value) const {
  return add_option(*app_, *page_, names, into, purpose, value);
}

Argument CommandLine::add(const std::string& names, std::optional<std::string>& into, const std::string& purpose,
                          const std::string& value) const {
  return add_option(*app_, *page_, names, into, purpose, value);
}

Argument CommandLine::add(const std::string& names, std::vector<std::string>& into, const std::string& purpose,
                          const std::string& value) const {
  return add_option(*app_, *page_, names, into, purpose, value);
}

void CommandLine::add_flag(const std::string& names, bool& into, const std::string& purpose) const {
  app_->add_flag(names, into);
  page_->arguments.push_back({.names = names_in(names), .purpose = purpose});
}

void CommandLine::add_examples(const std::vector<Example>& examples) const { page_->examples = examples; }

void CommandLine::set_exits(const std::string& zero, const std::string& one, const std::string& two) const {
  page_->exits = {{passed, zero}, {failed_gate, one}, {wrong_input, two}, {our_bug, "a bug in stackdrag"}};
  if (one.empty()) page_->exits.erase(page_->exits.begin() + 1);
}

void CommandLine::set_remark(const std::string& remark) const { page_->remark = remark; }

bool CommandLine::called() const { return app_->parsed(); }

std::vector<std::string> CommandLine::given() const {
  std::vector<std::string> names;
  for (const CLI::Option* option : app_->parse_order()) {
    if (!option->get_lnames().empty()) names.push_back("--" + option->get_lnames().front());
  }
  return names;
}

int run_command(int argc, char** argv, CommandPage page, const std::vector<AddCommand*>& commands) {
  CLI::App program(page.purpose, page.path);
  program.require_subcommand(1);
  add_help(program, page);
  program.set_version_flag("--version", "stackdrag " STACKDRAG_VERSION);
  page.arguments.push_back({.names = {"--version"}, .purpose = "Print the version"});
  std::vector<Command> added;
  added.reserve(commands.size());
  for (AddCommand* add : commands) added.push_back(add(CommandLine(program, page)));
  const std::vector<std::string> words(argv + 1, argv + std::max(argc, 1));
  if (words.empty()) return print(help_text(page, terminal_of(1, "never").columns), wrong_input);
  if (const auto answer = completion_for(page, words)) return print(*answer);
  if (const std::string slip = slip_before_values(page, words); !slip.empty()) return refuse(slip);
  try {
    program.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const Words read = read_words(page, words);
    if (read.wrong && read.wrong->why == Misfit::unknown_command) return refuse(slip_in(page, words));
    return print(help_text(*read.command, terminal_of(1, "never").columns));
  } catch (const CLI::CallForVersion& version) {
    return print(std::string(version.what()) + "\n");
  } catch (const CLI::ParseError& error) {
    return refuse(complaint(error, page, words));
  }
  for (const Command& command : added) {
    if (command.line.called()) return command.run();
  }
  return wrong_input;
}

}  // namespace stackdrag::cli
