// The manual page stackdrag(1), in roff: all commands with all that they take.
#include "cli/man_page.h"

#include <array>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "cli/cli.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

constexpr std::array<Row, 6> files{{
    {"stack.yaml, stack/", "The inventory, unless files or folders are named: the file, the folder, or both."},
    {"observed.yaml", "What exports of other programs say, as `stackdrag observe` wrote it; it is laid over stack.yaml beside it."},
    {".stackdrag.yaml", "The configuration: beside the inventory, or above it up to the root of the repository."},
    {".stackdrag-baseline.json", "The record of known debt that `stackdrag baseline` keeps, unless another file is named."},
    {"stackdrag.schema.json", "The JSON Schema that the inventory of `stackdrag init` names; `stackdrag schema inventory` prints it."},
    {"*.yaml, *.yml, *.json", "In a folder that is named, and in its subfolders: the files of an inventory."},
}};

constexpr std::array<Row, 5> environment{{
    {"COLUMNS", "The width of lines where there is no terminal to ask; otherwise 80, and messages are not broken."},
    {"NO_COLOR", "If it is set and not empty, nothing is coloured, unless --color says otherwise."},
    {"TERM", "If it is `dumb`, nothing is coloured, and no progress is shown."},
    {"CI", "If it is set, no progress is shown, and `stackdrag init` asks nothing."},
    {"SOURCE_DATE_EPOCH", "Seconds since 1970 that stand in for the clock, so that a run can be repeated exactly."},
}};

/// A text that roff prints as it is. A hyphen that belongs to a name stays one that can be copied and searched for.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if (c == '\'')
      out += "\\(aq";
    else if (c == '`')
      out += "\\(ga";
    else if (c == '^')
      out += "\\(ha";
    else if (c == '~')
      out += "\\(ti";
    else
      out += c;
  }
  return out;
}

/// A line of text: one that begins with a dot would be a command to roff.
std::string line(std::string_view text) { return (text.starts_with('.') ? "\\&" : "") + escaped(text) + "\n"; }

/// A text with what stands in backticks in bold, as a line.
std::string prose(std::string_view text) {
  std::string out = text.starts_with('.') ? "\\&" : "";
  bool is_bold = false;
  for (std::size_t at = text.find('`'); at != text.npos; at = text.find('`')) {
    out += escaped(text.substr(0, at)) + (is_bold ? "\\fR" : "\\fB");
    is_bold = !is_bold;
    text.remove_prefix(at + 1);
  }
  return out + escaped(text) + (is_bold ? "\\fR\n" : "\n");
}

/// An entry: what it is called, then what it is.
std::string entry(const std::string& heading, std::string_view text) { return fmt::format(".TP\n{}\n{}", heading, prose(text)); }

/// `\fB\-o\fR, \fB\-\-output\fR \fIFILE\fR`
std::string heading(const ArgumentPage& argument) {
  if (argument.positional()) return fmt::format("\\fI{}\\fR", escaped(heading_of(argument)));
  std::string out;
  for (const std::string& name : argument.names) out += fmt::format("{}\\fB{}\\fR", out.empty() ? "" : ", ", escaped(name));
  return out + (argument.value.empty() ? "" : fmt::format(" \\fI{}\\fR", escaped(argument.value)));
}

/// The examples of a command and of those below it, each once.
std::string examples_of(const CommandPage& page, std::set<std::string>& shown) {
  std::string out;
  for (const Example& example : page.examples) {
    const std::string paragraph = shown.empty() ? "" : ".PP\n";
    if (!shown.insert(example.command).second) continue;
    out += paragraph + prose(capitalized(example.shows) + (example.shows.ends_with('?') ? "" : ":"));
    out += fmt::format(".RS 4\n.nf\n{}.fi\n.RE\n", line(example.command));
  }
  for (const CommandPage& below : page.commands) out += examples_of(below, shown);
  return out;
}

/// A command and those below it.
std::string command_text(const CommandPage& page) {
  std::string out;
  if (page.commands.empty()) {
    out += fmt::format(".SS {}\n{}.PP\n\\fB{}\\fR\n", escaped(page.path.substr(page.path.find(' ') + 1)), prose(page.purpose + "."),
                       escaped(page.usage()));
    for (const ArgumentPage& argument : page.arguments) {
      const bool is_help = argument.name() == "--help";  // is told once, of all commands
      if (!argument.hidden && !is_help) out += entry(heading(argument), full_purpose(argument));
    }
    if (!page.remark.empty()) out += ".PP\n" + prose(page.remark);
    if (!page.exits.empty()) out += ".PP\n" + prose("Exit status: " + exits_text(page) + ".");
  }
  for (const CommandPage& below : page.commands) out += command_text(below);
  return out;
}

template <class Rows>
std::string entries(const Rows& rows) {
  std::string out;
  for (const auto& [name, text] : rows) out += entry(fmt::format("\\fB{}{}\\fR", name.starts_with('.') ? "\\&" : "", escaped(name)), text);
  return out;
}

std::string exits_section(const CommandPage& program) {
  std::string out = prose("Of `stackdrag audit`; the other commands say below COMMANDS what theirs mean.");
  for (const ExitCode& exit : program.exits) out += entry(fmt::format("\\fB{}\\fR", exit.code), exit.means);
  return out;
}

}  // namespace

std::string man_page(const CommandPage& program) {
  std::string out =
      ".\\\" Written by `stackdrag help --man`.\n.TH STACKDRAG 1 \"\" \"stackdrag " STACKDRAG_VERSION "\" \"User Commands\"\n.nh\n.ad l\n";
  out += ".SH NAME\nstackdrag \\- audit a marketing technology stack that is written down as code\n";
  out += fmt::format(".SH SYNOPSIS\n.B stackdrag\n\\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]\n");
  out += ".SH DESCRIPTION\n" + prose(program.purpose) + prose(program.remark);
  out += ".SH OPTIONS\n" + prose("Each command has `--help` as well.");
  for (const ArgumentPage& argument : program.arguments) out += entry(heading(argument), full_purpose(argument));
  out += ".SH COMMANDS\n";
  for (const CommandPage& below : program.commands) out += command_text(below);
  out += ".SH EXIT STATUS\n" + exits_section(program);
  out += ".SH FILES\n" + entries(files);
  out += ".SH ENVIRONMENT\n" + entries(environment);
  std::set<std::string> shown;
  out += ".SH EXAMPLES\n" + examples_of(program, shown);
  return out + ".SH SEE ALSO\n" +
         prose(
             "`stackdrag help COMMAND` prints what one command takes, `stackdrag explain RULE` everything about "
             "a rule, and `stackdrag schema inventory --format markdown` every field of the inventory.") +
         ".PP\n.BR git (1),\n.BR jq (1)\n";
}

}  // namespace stackdrag::cli
