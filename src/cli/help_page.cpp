// The help of a command, as it is printed in a terminal.
#include "cli/help_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/cli.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

constexpr std::size_t most_columns = 100;

/// A name and what it is, side by side; below each other if the name is too long for its column.
std::string row(const std::string& name, const std::string& text, std::size_t column, std::size_t columns) {
  const std::string begin = "  " + name;
  if (text.empty()) return begin + "\n";
  if (display_width(begin) + 2 <= column) return lines_of(pad(begin, column), text, columns, column);
  return begin + "\n" + lines_of(std::string(column, ' '), text, columns, column);
}

std::string arguments_text(const CommandPage& page, bool positional, std::size_t columns) {
  constexpr std::size_t column = 27;
  std::string out;
  for (const ArgumentPage& argument : page.arguments) {
    if (argument.positional() == positional && !argument.hidden) out += row(heading_of(argument), full_purpose(argument), column, columns);
  }
  return out;
}

std::string commands_text(const CommandPage& page, std::size_t columns) {
  std::size_t widest = 0;
  for (const CommandPage& below : page.commands) widest = std::max(widest, below.name().size());
  std::string out;
  for (const CommandPage& below : page.commands) out += row(below.name(), below.purpose, widest + 4, columns);
  return out;
}

/// The examples, with what they show beside them, in one column, where there is room for it.
std::string examples_text(const CommandPage& page, std::size_t columns) {
  constexpr std::size_t most_beside = 50;
  std::size_t widest = 0;
  for (const Example& example : page.examples) {
    if (const std::size_t width = display_width(example.command); width <= most_beside) widest = std::max(widest, width);
  }
  const std::size_t column = widest + 4;
  std::string out;
  for (const Example& example : page.examples) {
    const bool fits = column + display_width(example.shows) <= columns;
    out += fits ? row(example.command, example.shows, column, columns)
                : "  " + example.command + "\n" + lines_of("      ", example.shows, columns, 6);
  }
  return out;
}

std::string section(const char* heading, const std::string& text) { return text.empty() ? "" : fmt::format("\n{}:\n{}", heading, text); }

}  // namespace

std::string help_text(const CommandPage& page, std::size_t columns) {
  columns = std::min(columns, most_columns);
  std::string out = lines_of("", page.purpose, columns, 0);
  out += "\n" + lines_of("Usage: ", page.usage(), columns, 9);
  out += section("Arguments", arguments_text(page, true, columns));
  out += section("Commands", commands_text(page, columns));
  out += section("Options", arguments_text(page, false, columns));
  out += section("Examples", examples_text(page, columns));
  if (!page.remark.empty()) out += "\n" + lines_of("", page.remark, columns, 0);
  std::string exits;
  for (const ExitCode& exit : page.exits) exits += row(fmt::format("{}", exit.code), exit.means, 5, columns);
  return out + section("Exit codes", exits);
}

}  // namespace stackdrag::cli
