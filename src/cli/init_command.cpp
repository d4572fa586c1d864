// `stackdrag init`: writes an inventory to start from, one that audits without mistakes and teaches the format.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "cli/cli.h"
#include "cli/exports.h"
#include "cli/files.h"
#include "cli/folder.h"
#include "cli/init_place.h"
#include "cli/starters.h"
#include "stackdrag/observed_file.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  std::vector<std::string> words, from;
  std::string map, industry;
  bool force = false;
};

/// Whether a word behind `--from` is one more export, and not the file to write: it is there, and no inventory.
bool is_more(const std::string& word) {
  if (!exists(word)) return false;
  std::error_code error;
  if (std::filesystem::is_directory(word, error) || !looks_like_inventory(word)) return true;
  const auto bytes = read_file(word);
  return bytes.ok() && bytes.value().starts_with("observed:");
}

/// Moves the exports among the words to the others, and returns the file to write. Empty if there are several, which has been printed.
std::optional<std::string> file_to_write(Arguments& arguments) {
  std::vector<std::string> files;
  for (const std::string& word : arguments.words) (!arguments.from.empty() && is_more(word) ? arguments.from : files).push_back(word);
  if (files.size() > 1)
    return refuse(fmt::format("`{}` is not expected here: `{}` is the file to write", files[1], files[0])), std::nullopt;
  if (files.empty()) return "stack.yaml";
  // A misspelt export would become the name of the draft.
  const std::string ending = std::filesystem::path(files[0]).extension().string();
  if (arguments.from.empty() || files[0] == "-" || ending == ".yaml" || ending == ".yml") return files[0];
  const auto there = read_file(files[0]);
  const std::string why = there.ok() ? fmt::format("`{}` exists already", files[0]) : there.failure().message;
  refuse("the name of a draft ends in .yaml, and " + why);
  return std::nullopt;
}

/// A draft of what the exports say. Empty if something is wrong with them, which has been printed.
std::optional<std::string> draft_from(const std::vector<std::string>& exports, const std::string& map) {
  const auto observed = observed_in(exports, map);
  if (!observed) return std::nullopt;
  if (!observed->items.empty()) return evidence::draft_text(*observed);
  refuse("the exports hold nothing that an inventory could begin with");
  return std::nullopt;
}

/// Why the arguments do not go together; empty if they do.
std::string contradiction(const Arguments& arguments, const std::string& path) {
  const std::vector<std::string> industries = industry_names();
  if (arguments.from.empty() && !arguments.map.empty()) return "--map: no spreadsheet is given; add --from FILE";
  if (!arguments.from.empty() && !arguments.industry.empty())
    return "--industry writes an example, and --from drafts your own stack; give one of them";
  if (arguments.from.empty() && std::find(industries.begin(), industries.end(), lower_case(path)) != industries.end())
    return fmt::format("`{}` would be the name of the file; say: stackdrag init --industry {}", path, lower_case(path));
  return "";
}

/// Why the file may not be written; empty if it may.
std::string objection(const Arguments& arguments, const std::string& path) {
  std::error_code error;
  const bool is_draft = !arguments.from.empty();
  if (std::filesystem::exists(path, error) && !std::filesystem::is_directory(path, error)) {
    if (is_draft) return fmt::format("`{}` exists already, and a draft goes over no file; name another", path);
    if (!arguments.force) return fmt::format("`{}` exists already; --force overwrites it", path);
  }
  return why_not_there(path, !is_draft).value_or("");
}

/// Nobody answers in a pipe, nor at the terminals that CI jobs pretend to have.
bool may_ask() { return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1 && std::getenv("CI") == nullptr; }

/// The line that somebody typed, without blanks around it; empty at the end of the input.
std::string answer_typed() {
  std::string line;
  char c = 0;
  while (::read(STDIN_FILENO, &c, 1) == 1 && c != '\n') line += c;
  if (c != '\n') print("\n");
  const std::size_t begin = line.find_first_not_of(" \t\r");
  return begin == line.npos ? "" : line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin);
}

/// Asks which industry is nearest; empty for none of them. No answer if it cannot be understood, which has been printed.
std::optional<std::string> asked_industry() {
  std::vector<std::string> answers = industry_names();
  answers.emplace_back("none of these");
  std::string question = "Which is nearest?";
  for (std::size_t i = 0; i < answers.size(); ++i) question += fmt::format("{} {} {}", i == 0 ? "" : ",", i + 1, answers[i]);
  print(fmt::format("{} [{}] ", question, answers.size()));
  const std::string answer = lower_case(answer_typed());
  for (std::size_t i = 0; i + 1 < answers.size(); ++i) {
    if (answer == answers[i] || answer == fmt::format("{}", i + 1)) return answers[i];
  }
  if (answer.empty() || answer == "none" || answer == answers.back() || answer == fmt::format("{}", answers.size())) return "";
  const std::vector<std::string_view> known(answers.begin(), answers.end());
  refuse(fmt::format("`{}` is none of the answers, 1 to {}{}; nothing was written", answer, answers.size(), did_you_mean(answer, known)));
  return std::nullopt;
}

/// What the user may do next, as commands that are aligned.
std::string next_steps(const std::string& path, bool is_draft) {
  InventoryArguments inventory;
  if (path != "stack.yaml") inventory.paths = {path};
  const std::string words = visible(inventory.words());
  std::vector<std::pair<std::string, std::string>> steps{
      {"audit" + words, is_draft ? "what is wrong, and what is missing" : "how it stands: in order, so far"}};
  if (is_draft) {
    steps.emplace_back("plan" + words, "what to do first");
    steps.emplace_back("explain no-owner", "what a rule asks for, and why");
  } else {
    steps.emplace_back("forecast" + words, "what becomes debt, and when");
    steps.emplace_back("show --renewals" + words, "by when to give notice");
  }
  std::size_t width = 0;
  for (const auto& [command, purpose] : steps) width = std::max(width, display_width(command));
  const std::size_t columns = terminal_of(STDOUT_FILENO, "never").columns;
  std::string out;
  for (const auto& [command, purpose] : steps)
    out +=
        lines_of(fmt::format("  stackdrag {}  ", pad(command, width)), purpose, columns, std::string_view("  stackdrag   ").size() + width);
  return out;
}

int run(Arguments arguments) {
  const auto named = file_to_write(arguments);
  if (!named) return wrong_input;
  const std::string& path = *named;
  const bool is_draft = !arguments.from.empty();
  const auto day = today();
  if (!day.ok()) return refuse(day.failure().message);
  if (const std::string why = contradiction(arguments, path); !why.empty()) return refuse(why);
  if (const std::string why = path == "-" ? "" : objection(arguments, path); !why.empty()) return refuse(why);
  const auto industry = !is_draft && arguments.industry.empty() && path != "-" && may_ask() ? asked_industry() : arguments.industry;
  if (!industry) return wrong_input;
  const auto drafted = is_draft ? draft_from(arguments.from, arguments.map) : starter_as_of(day.value(), *industry);
  if (!drafted) return wrong_input;
  const std::string& text = *drafted;
  if (path == "-") return print(text);
  const auto written = write_file(path, {}, [&](Output& out) { out.put(text); });
  if (!written.ok()) return refuse(written.failure().message);
  const std::string what = is_draft            ? "a draft; add what the exports cannot know"
                           : industry->empty() ? "an example; put your own stack in its place"
                                               : fmt::format("an example of a {} stack; put your own in its place", *industry);
  const std::size_t columns = terminal_of(STDOUT_FILENO, "never").columns;
  return print(lines_of("", fmt::format("wrote {}, {}", visible(path), what), columns, 0) + next_steps(path, is_draft));
}

}  // namespace

Command add_init(CommandLine program) {
  const CommandLine command = program.add_command("init", "Write a commented inventory to start from");
  auto arguments = std::make_shared<Arguments>();
  command.add("file", arguments->words, "The file to write; - for standard output", " ")
      .holds(Holds::file)
      .is_one()
      .otherwise("stack.yaml");
  command
      .add("--from", arguments->from, "Draft it from exports, folders of them, or an observed file; more of them may follow", "FILE|FOLDER")
      .holds(Holds::file)
      .one_at_a_time();
  command.add("--industry", arguments->industry, "Write the stack of an industry", "NAME").one_of(industry_names());
  command.add("--map", arguments->map, "What the columns of a spreadsheet of --from are", "FILE").holds(Holds::file);
  command.add_flag("--force", arguments->force, "Overwrite the file if it exists");
  command.add_examples({{"stackdrag init --industry b2b", "write ./stack.yaml, to be changed into yours"},
                        {"stackdrag init draft.yaml --from exports/", "draft it from what other programs know"}});
  command.set_exits("written", "", "wrong command line, file or export");
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace stackdrag::cli
