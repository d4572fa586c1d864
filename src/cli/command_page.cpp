// Looks things up in the pages of the commands, and says in words what an argument is.
#include "cli/command_page.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

/// Whether a text has the word, with nothing around it that would make it another.
bool names_word(std::string_view text, std::string_view word) {
  const auto is_part = [](char c) { return is_letter(c) || is_digit(c) || c == '-'; };
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_part(text[at - 1])) && (end == text.size() || !is_part(text[end]))) return true;
  }
  return false;
}

/// "PATH..."
std::string positional_name(const ArgumentPage& argument) { return argument.name() + (argument.repeats && !argument.is_one ? "..." : ""); }

/// "[PATH...]"
std::string placeholder(const ArgumentPage& argument) {
  const std::string whole = positional_name(argument);
  return argument.required ? whole : fmt::format("[{}]", whole);
}

}  // namespace

const CommandPage* CommandPage::command(std::string_view name) const {
  const auto found = std::find_if(commands.begin(), commands.end(), [&](const CommandPage& page) { return page.name() == name; });
  return found == commands.end() ? nullptr : &*found;
}

const ArgumentPage* CommandPage::option(std::string_view name) const {
  for (const ArgumentPage& argument : arguments) {
    if (!argument.positional() && std::find(argument.names.begin(), argument.names.end(), name) != argument.names.end()) return &argument;
  }
  return nullptr;
}

std::vector<const ArgumentPage*> CommandPage::positionals() const {
  std::vector<const ArgumentPage*> found;
  for (const ArgumentPage& argument : arguments) {
    if (argument.positional()) found.push_back(&argument);
  }
  return found;
}

std::string CommandPage::usage() const {
  std::string text = path;
  for (const ArgumentPage& argument : arguments) {
    if (!argument.positional() && argument.required) text += fmt::format(" {} {}", argument.name(), argument.value);
  }
  text += " [OPTIONS]";
  if (!commands.empty()) text += " COMMAND";
  for (const ArgumentPage* argument : positionals()) text += " " + placeholder(*argument);
  return text;
}

std::string full_purpose(const ArgumentPage& argument) {
  std::string text = argument.purpose;
  const auto is_named = [&](const std::string& word) { return names_word(text, word); };
  if (!std::all_of(argument.words.begin(), argument.words.end(), is_named)) text += ": " + join_choices(argument.words);
  return text + (argument.fallback.empty() ? "" : fmt::format(" [{}]", argument.fallback));
}

std::string join_choices(const std::vector<std::string>& words) {
  return fmt::format("{} or {}", fmt::join(words.begin(), words.end() - 1, ", "), words.back());
}

std::string heading_of(const ArgumentPage& argument) {
  if (argument.positional()) return positional_name(argument);
  return fmt::format("{}{}{}", fmt::join(argument.names, ", "), argument.value.empty() ? "" : " ", argument.value);
}

std::string exits_text(const CommandPage& page) {
  std::vector<std::string> parts;
  for (const ExitCode& exit : page.exits) parts.push_back(fmt::format("{} {}", exit.code, exit.means));
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace stackdrag::cli
