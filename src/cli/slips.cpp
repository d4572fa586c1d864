// Slips of the command line: what stands there, and what was probably meant.
#include "cli/slips.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/files.h"
#include "cli/shell_words.h"
#include "cli/words.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

std::string suggested(const std::string& text) { return fmt::format("; did you mean `{}`?", text); }

/// The nearest of a few words, none of which need be meant: a word that is not long has one slip, and no more.
std::string near_word(const std::string& word, const std::vector<std::string>& words) {
  constexpr std::size_t long_word = 8;
  const std::vector<std::string_view> views(words.begin(), words.end());
  const auto near = nearest(word, views);
  if (!near || (word.size() < long_word && edit_distance(lower_case(word), lower_case(*near), 1) > 1)) return "";
  return std::string(*near);
}

/// What other programs call the severities, and never.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> other_words{{{"blocker", "critical"},
                                                                                     {"fatal", "critical"},
                                                                                     {"error", "high"},
                                                                                     {"severe", "high"},
                                                                                     {"serious", "high"},
                                                                                     {"major", "high"},
                                                                                     {"warning", "medium"},
                                                                                     {"warn", "medium"},
                                                                                     {"moderate", "medium"},
                                                                                     {"minor", "low"},
                                                                                     {"note", "low"},
                                                                                     {"notice", "low"},
                                                                                     {"informational", "info"},
                                                                                     {"none", "never"},
                                                                                     {"off", "never"},
                                                                                     {"no", "never"}}};

/// What other programs call the commands.
constexpr std::array<std::pair<std::string_view, std::string_view>, 18> other_commands{{{"analyse", "audit"},
                                                                                        {"analyze", "audit"},
                                                                                        {"check", "audit"},
                                                                                        {"lint", "audit"},
                                                                                        {"report", "audit"},
                                                                                        {"run", "audit"},
                                                                                        {"scan", "audit"},
                                                                                        {"score", "audit"},
                                                                                        {"test", "audit"},
                                                                                        {"validate", "audit"},
                                                                                        {"compare", "diff"},
                                                                                        {"new", "init"},
                                                                                        {"setup", "init"},
                                                                                        {"start", "init"},
                                                                                        {"roadmap", "plan"},
                                                                                        {"convert", "render"},
                                                                                        {"export", "render"},
                                                                                        {"info", "show"}}};

/// What an option takes, for whoever gave nothing: "--format needs a value: text or json".
std::string value_missing(const Words::Wrong& wrong) {
  const ArgumentPage& option = *wrong.argument;
  const std::string name = wrong.word.substr(0, wrong.word.find('='));
  std::string text = fmt::format("{} needs a value", name);
  if (option.words.size() > 1)
    text += ": " + join_choices(option.words);
  else
    text += fmt::format(", as in `{} {}`", name, option.value);
  if (wrong.why != Misfit::value_is_option) return text;
  text += fmt::format("; `{}` is an option", wrong.next);
  if (option.words.empty()) text += fmt::format(", and as a value it is written {}={}", name, wrong.next);
  return text;
}

std::string quoted_words(std::span<const std::string> words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + shell_word(word);
  return text;
}

bool is_path_like(const std::string& word) {
  if (word.find('/') != word.npos || word == "." || word == "-") return true;
  return word.ends_with(".yaml") || word.ends_with(".yml") || word.ends_with(".json") || exists(word);
}

/// What a word was meant for, if it is a value of an option, or the name of what needs none: `--json`, `-f json`, `-fjson`, `--no-color`,
/// `--rule tool-unused`. Empty if it is nothing of the kind.
std::string value_meant(const CommandPage& command, const std::string& name, const std::string& next) {
  const bool is_short = !name.starts_with("--");
  const std::string bare = name.substr(is_short ? 1 : 2);
  for (const ArgumentPage& argument : command.arguments) {
    if (argument.hidden) continue;
    const bool needs_no_name = argument.positional() && lower_case(argument.name()) == bare && !next.empty();
    if (needs_no_name) return fmt::format("{} {}", command.path, shell_word(next));
    if (argument.positional()) continue;
    if (!is_short && has_word(argument.words, bare)) return fmt::format("{} {}", argument.name(), bare);
    if (bare == "no-" + argument.name().substr(2) && has_word(argument.words, "never")) return argument.name() + " never";
    if (!is_short || bare.empty() || argument.name()[2] != bare[0]) continue;
    const std::string value = bare.size() == 1 ? next : bare.substr(1);
    if (has_word(argument.words, value)) return fmt::format("{} {}", argument.name(), value);
  }
  return "";
}

/// The option that a word was meant for which is none: `--outptu`, `-format`, `-b`. Empty if that is not known.
std::string option_meant(const CommandPage& command, const std::string& name, const std::string& next) {
  if (std::string meant = value_meant(command, name, next); !meant.empty()) return meant;
  const std::string bare = name.substr(std::min(name.find_first_not_of('-'), name.size()));
  std::vector<std::string_view> names;
  for (const ArgumentPage& argument : command.arguments) {
    if (!argument.positional() && !argument.hidden) names.push_back(argument.name());
  }
  if (bare.size() == 1) {
    const auto begins = [&](std::string_view option) { return option[2] == bare[0]; };
    const auto found = std::find_if(names.begin(), names.end(), begins);
    return found != names.end() && std::count_if(names.begin(), names.end(), begins) == 1 ? std::string(*found) : "";
  }
  const std::string with_dashes = "--" + bare;
  const auto near = nearest(with_dashes, names);
  return near ? std::string(*near) : "";
}

/// Whether a command, or one below it, has the option.
bool has_option(const CommandPage& page, const std::string& name) {
  return page.option(name) != nullptr ||
         std::any_of(page.commands.begin(), page.commands.end(), [&](const CommandPage& below) { return has_option(below, name); });
}

/// An option in front of the command, or without one: it belongs behind it, with the words that follow it.
std::string option_in_front(const CommandPage& program, const Words::Wrong& wrong, std::span<const std::string> words) {
  const std::string name = wrong.word.substr(0, wrong.word.find('='));
  const auto found = std::find_if(words.begin(), words.end(), [&](const std::string& word) { return program.command(word) != nullptr; });
  if (found != words.end() && has_option(*program.command(*found), name)) {
    std::vector<std::string> ordered{*found};
    // Behind `--` it would be a file.
    const auto dashes = std::find(found + 1, words.end(), "--");
    ordered.insert(ordered.end(), found + 1, dashes);
    ordered.insert(ordered.end(), words.begin(), found);
    ordered.insert(ordered.end(), dashes, words.end());
    return fmt::format("`{}` stands in front of the command; it belongs behind it: `stackdrag {}`", wrong.word, quoted_words(ordered));
  }
  std::string near = option_meant(program, name, wrong.next);
  // Who names no command mostly means the first.
  const CommandPage& first = program.commands.front();
  if (near.empty() && found == words.end() && first.option(name) != nullptr) near = fmt::format("{} {}", first.path, quoted_words(words));
  if (near.empty() && found == words.end()) {
    near = value_meant(first, name, wrong.next);
    if (!near.empty()) near = fmt::format("{} {}", first.path, near);
  }
  return fmt::format("`{}` is not expected here, in front of a command{}", wrong.word, near.empty() ? help_hint(program) : suggested(near));
}

std::string unknown_option(const CommandPage& command, const Words::Wrong& wrong) {
  const std::size_t sign = wrong.word.find('=');
  const std::string name = wrong.word.substr(0, sign);
  const std::string near = option_meant(command, name, sign == wrong.word.npos ? wrong.next : wrong.word.substr(sign + 1));
  // "baseline create"
  const std::string called = command.path.substr(command.path.find(' ') + 1);
  return fmt::format("`{}` has no option `{}`{}", called, name, near.empty() ? help_hint(command) : suggested(near));
}

/// What is not there and has to be.
std::string missing(const CommandPage& program, const Words& read) {
  const CommandPage& command = *read.command;
  if (!command.commands.empty()) {
    std::vector<std::string> names;
    for (const CommandPage& below : command.commands) names.push_back(below.name());
    if (&command == &program) return "a command is missing" + help_hint(command);
    return fmt::format("a command is missing behind `{}`: {}", command.name(), join_choices(names));
  }
  for (const ArgumentPage& argument : command.arguments) {
    if (!argument.required || read.count(argument) > 0) continue;
    const std::string example =
        command.examples.empty() ? help_hint(command) : fmt::format(", as in `{}`", command.examples.front().command);
    return fmt::format("`{}` is missing{}", argument.name(), example);
  }
  return "";
}

}  // namespace

std::string help_hint(const CommandPage& command) { return fmt::format("; see `{} --help`", command.path); }

std::string no_such_word(const std::string& given, const std::vector<std::string>& words) {
  if (has_word(words, given)) return "";
  std::string near = near_word(given, words);
  const auto* const other = std::find_if(other_words.begin(), other_words.end(),
                                         [&](const auto& row) { return row.first == lower_case(given) && has_word(words, row.second); });
  // A word of another program is no slip of the keys, even if it is near to one of ours.
  std::string meant = near.empty() ? "" : suggested(near);
  if (other != other_words.end()) meant = fmt::format("; the nearest in meaning is `{}`", other->second);
  return fmt::format("expected {}, found `{}`{}", join_choices(words), given, meant);
}

std::string no_such_command(const CommandPage& above, const std::string& word) {
  constexpr std::size_t most_slips = 2, least_letters = 4;
  std::vector<std::string> names;
  for (const CommandPage& below : above.commands) names.push_back(below.name());
  const std::vector<std::string_view> views(names.begin(), names.end());
  const bool is_program = above.path == above.name();
  const std::string sentence = is_program ? "there is no command" : fmt::format("`{}` has no", above.name());
  std::string near = did_you_mean(word, views);
  // There are so few commands that a word with two slips is still near to one.
  const auto slips = [&](std::string_view name) { return edit_distance(word, name, most_slips); };
  const auto found = std::min_element(views.begin(), views.end(), [&](auto a, auto b) { return slips(a) < slips(b); });
  if (near.empty() && word.size() >= least_letters && found != views.end() && slips(*found) <= most_slips)
    near = suggested(std::string(*found));
  const auto* const other =
      std::find_if(other_commands.begin(), other_commands.end(), [&](const auto& row) { return row.first == lower_case(word); });
  // A word of another program is no slip of the keys.
  if (is_program && other != other_commands.end()) near = fmt::format("; the nearest in meaning is `{}`", other->second);
  if (near.empty() && is_program && is_path_like(word)) near = fmt::format("; to audit it: `stackdrag audit {}`", shell_word(word));
  return fmt::format("{} `{}`{}", sentence, word, near.empty() ? fmt::format("; there are {}", fmt::join(names, ", ")) : near);
}

std::string slip_before_values(const CommandPage& program, std::span<const std::string> words) {
  const Words read = read_words(program, words);
  if (!read.wrong || (read.wrong->why != Misfit::value_missing && read.wrong->why != Misfit::value_is_option)) return "";
  return value_missing(*read.wrong);
}

std::string slip_in(const CommandPage& program, std::span<const std::string> words) {
  const Words read = read_words(program, words);
  const CommandPage& command = *read.command;
  if (read.wrong) {
    const Words::Wrong& wrong = *read.wrong;
    switch (wrong.why) {
      case Misfit::unknown_command:
        // `stack.yaml audit`: what stands in front of a command is taken for one.
        return no_such_command(command.commands.empty() ? program : command, wrong.word);
      case Misfit::unknown_option:
        return program.command(words.front()) == nullptr ? option_in_front(program, wrong, words) : unknown_option(command, wrong);
      case Misfit::value_missing:
      case Misfit::value_is_option:
        return value_missing(wrong);
      case Misfit::flag_with_value:
        return fmt::format("{} takes no value", wrong.word.substr(0, wrong.word.find('=')));
      case Misfit::given_twice:
        return fmt::format("{} is given twice", wrong.word.substr(0, wrong.word.find('=')));
      case Misfit::one_too_many:
        return fmt::format("`{}` is one word too many: `{}`{}", wrong.word, command.usage(), help_hint(command));
    }
  }
  if (read.waiting != nullptr) return value_missing({Misfit::value_missing, words.back(), "", read.waiting});
  return missing(program, read);
}

}  // namespace stackdrag::cli
