// The command line explains itself: its help, its manual page, and the answers to slips.
#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

#include <fmt/format.h>

#include "catch.h"
#include "help_pages.h"
#include "support.h"

using namespace stackdrag::tests;

namespace fs = std::filesystem;

namespace {

/// The commands among the examples of a help.
Words examples_of(const std::string& help) {
  Words found;
  for (const std::string& line : section_of(help, "Examples:")) {
    if (line.starts_with("  stackdrag ")) found.push_back(line.substr(2, line.find("  ", 2) - 2));
  }
  return found;
}

/// A folder with everything that the examples of the help name. Those that name a folder `stack/` find one, the others ./stack.yaml.
std::string folder_for(const std::string& example, const std::string& name) {
  const std::string folder = fresh_folder(name);
  const bool of_folder = example.find(" stack/") != std::string::npos;
  const std::string inventory = of_folder ? "stack/stack.yaml" : "stack.yaml";
  const std::string acme = read_text(source_dir() + "/examples/acme/stack.yaml");
  // `init` writes the file, and goes over none.
  if (!example.starts_with("stackdrag init")) write_text(folder + "/" + inventory, acme);
  write_text(folder + "/main/stack/stack.yaml", acme);
  write_text(folder + "/export.csv", "Key,Description\nMK-1,nothing of ours\n");
  REQUIRE(run("cp -r '" + source_dir() + "/examples/shadow/exports' exports", folder).exit == 0);
  for (const std::string report : {"old.json", "drag.json"})
    REQUIRE(run("$S audit main/stack --format json --fail-on never -o " + report, folder).exit == 0);
  const bool compares = example.find("baseline") != std::string::npos && example.find("baseline create") == std::string::npos;
  // Of what is accepted, nothing is known yet.
  const std::string known = example.find(" accept ") == std::string::npos ? acme : "version: 1\nstack: {as_of: 2026-11-21}\n";
  if (compares || example.find("--force") != std::string::npos) {
    write_text(folder + "/known/stack.yaml", known);
    REQUIRE(run("$S baseline create known --baseline .stackdrag-baseline.json", folder).exit == 0);
  }
  return folder;
}

/// Runs an example of a help as it stands there.
Ran run_example(std::string example, const std::string& folder) {
  for (std::size_t at = example.find("stackdrag "); at != std::string::npos; at = example.find("stackdrag ", at + 1)) {
    if (at == 0 || example.substr(at - 2, 2) == "; ") example.replace(at, 9, "$S");
  }
  return run(example, folder);
}

}  // namespace

TEST_CASE("the help of each command fits into 80 columns, and has its parts in order") {
  const std::vector<std::string> headings{"Arguments:", "Commands:", "Options:", "Examples:", "Exit codes:"};
  Words commands = commands_below("");
  CHECK(commands.size() > 15);
  commands.emplace_back("");
  for (const std::string& command : commands) {
    const Ran ran = run("$S " + command + " --help");
    INFO(command << "\n" << ran.out);
    CHECK(ran.exit == 0);
    CHECK(ran.err.empty());
    for (const std::string& line : lines_of(ran.out))
      CHECK(line.size() <= 80 + static_cast<std::size_t>(std::count(line.begin(), line.end(), '\xE2')) * 2);
    CHECK_FALSE(ran.out.ends_with("\n\n"));
    CHECK_FALSE(says(ran.out, "\n\n\n"));
    CHECK_FALSE(says(ran.out, "SUBCOMMAND"));
    std::size_t before = 0;
    for (const std::string& heading : headings) {
      const std::size_t at = ran.out.find("\n" + heading + "\n");
      if (at == std::string::npos) continue;
      CHECK(at > before);
      before = at;
    }
    CHECK(run("$S help " + command).out == ran.out);
  }
  CHECK(says(run("$S help --help").out, "Usage: stackdrag help [OPTIONS] [COMMAND...]"));
  CHECK(says(run("COLUMNS=60 $S audit --help").out, "\n                           subfolders)"));
}

TEST_CASE("every example of every help works") {
  Words commands = commands_below("");
  commands.emplace_back("");
  for (const std::string& command : commands) {
    const Words examples = examples_of(run("$S " + command + " --help").out);
    INFO(command);
    CHECK(examples.size() >= 2);
    for (const std::string& example : examples) {
      const Ran ran = run_example(example, folder_for(example, "examples"));
      INFO(example << "\n" << ran.out << ran.err);
      const bool is_audit = example.starts_with("stackdrag audit") && !says(example, "|") && !says(example, "--baseline");
      CHECK(ran.exit == (is_audit || says(example, "unassessed") ? 1
                         : says(example, "stackdrag gate ai-")   ? run("$S gate ai-copywriter examples/acme").exit
                                                                 : 0));
      CHECK((!ran.out.empty() || says(example, " -o ") || says(example, " > ")));
    }
  }
}

TEST_CASE("the manual page has every command and option, and man and mandoc find no fault with it") {
  const std::string folder = fresh_folder("manual");
  REQUIRE(run("$S help --man > stackdrag.1", folder).exit == 0);
  const std::string roff = read_text(folder + "/stackdrag.1");
  CHECK(run("SOURCE_DATE_EPOCH=1 TZ=Asia/Tokyo COLUMNS=40 $S help --man", folder).out == roff);
  // Where there is no man-db, groff shows what it would.
  const Ran shown =
      run("export LC_ALL=C.UTF-8 MANWIDTH=80\nif man --version 2>&1 | grep -q '^man [0-9]'; then man --warnings -l stackdrag.1\n"
          "else groff -man -ww -Tutf8 -P-cbou stackdrag.1; fi",
          folder);
  CHECK(shown.exit == 0);
  CHECK(shown.err.empty());
  const std::string page = unwrapped(shown.out);
  for (const std::string heading :
       {"NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "EXIT STATUS", "FILES", "ENVIRONMENT", "EXAMPLES", "SEE ALSO"})
    CHECK(has(lines_of(shown.out), heading));
  for (const std::string& command : last_commands()) {
    INFO(command);
    CHECK(has(lines_of(shown.out), "   " + command));
    for (const std::string& option : without_last(told(command + " --"))) CHECK(says(page, option));
  }
  // What is written with a hyphen can be searched for and copied; what begins with a dot is no command of roff.
  CHECK(says(page, "--stdin-filename NAME"));
  CHECK(says(page, ".stackdrag-baseline.json"));
  CHECK(says(page, "If it is set, no progress is shown, and stackdrag init asks nothing."));
  CHECK(says(page, "stackdrag baseline accept tool/surveybee --reason 'ends in March'"));
  // mandoc asks for a date, and a page that is the same tomorrow has none.
  const Ran lint = run("mandoc -T lint -W warning stackdrag.1 | grep -v 'missing date'", folder);
  CHECK(lint.out.empty());
  CHECK(lint.err.empty());
}

TEST_CASE("the manual page names every variable of the environment that the sources read") {
  const std::string page = run("$S help --man").out;
  std::set<std::string> read;
  for (const auto& entry : fs::recursive_directory_iterator(source_dir() + "/src")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = read_text(entry.path().string());
    const std::regex asks("(?:getenv|environment)\\(\"([A-Z_]+)\"\\)");
    for (auto match = std::sregex_iterator(text.begin(), text.end(), asks); match != std::sregex_iterator(); ++match)
      read.insert((*match)[1]);
  }
  CHECK(read.size() >= 5);
  for (const std::string& name : read) CHECK(says(page, ".TP\n\\fB" + name + "\\fR\n"));
}

TEST_CASE("every argument that takes a value says what it holds") {
  for (const std::string& command : last_commands()) {
    const std::string help = run("$S " + command + " --help").out;
    for (const std::string& line : section_of(help, "Options:")) {
      static const std::regex with_value("^  (?:-[a-z], )?(--[a-z0-9-]+) [A-Z|]+( .*)?$");
      std::smatch match;
      if (!std::regex_match(line, match, with_value)) continue;
      INFO(command << ": say with .one_of(…) or .holds(…) what this holds: " << line);
      CHECK(told(fmt::format("{} {} ''", command, match[1].str())).back() != ":unsaid");
    }
    std::string before;
    for (const std::string& line : section_of(help, "Arguments:")) {
      if (line.starts_with("   ")) continue;
      INFO(command << ": say with .one_of(…) or .holds(…) what this holds: " << line);
      CHECK(told(fmt::format("{} {} ''", command, before)).back() != ":unsaid");
      before += " x";
    }
  }
}

TEST_CASE("a slip of the command line is told in one line, with what was meant") {
  const std::string folder = fresh_folder("slips");
  write_text(folder + "/stack.yaml", read_text(source_dir() + "/examples/acme/stack.yaml"));
  const Words slips = lines_of(read_text(source_dir() + "/tests/slips.txt"));
  CHECK(slips.size() >= 60);
  std::string answers;
  for (const std::string& slip : slips) {
    const Ran ran = run("$S " + slip + " < /dev/null", folder);
    INFO(slip << "\n" << ran.out << ran.err);
    CHECK(ran.exit == 2);
    CHECK(ran.out.empty());
    CHECK(std::count(ran.err.begin(), ran.err.end(), '\n') == 1);
    answers += fmt::format("$ stackdrag {}\n{}", slip, ran.err);
  }
  CHECK(is_recorded(source_dir() + "/tests/golden/slips.text", answers));
  CHECK(run("ls -A", folder).out == "stack.yaml\n");
}
