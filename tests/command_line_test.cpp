// The command line explains itself: its help, its manual page, what completions are told, and the answers to slips.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "catch.h"
#include "support.h"

using namespace stackdrag::tests;

namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

Words lines_of(const std::string& text) {
  Words lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// What completions are told for a line: the candidates without what they are, and the directive. The last word follows the last blank.
Words told(const std::string& words, const std::string& folder = source_dir()) {
  const Ran ran = run("$S __complete " + words, folder);
  INFO(words << "\n" << ran.out);
  CHECK(ran.exit == 0);
  CHECK(ran.err.empty());
  Words lines = lines_of(ran.out);
  for (std::string& line : lines) line = line.substr(0, line.find('\t'));
  return lines;
}

Words without_last(Words lines) {
  if (!lines.empty()) lines.pop_back();
  return lines;
}

bool has(const Words& words, const std::string& word) { return std::find(words.begin(), words.end(), word) != words.end(); }

/// All commands that take arguments: "audit", "baseline create".
Words all_commands(const std::string& above = "") {
  Words found;
  for (const std::string& name : without_last(told(above + "''"))) {
    const std::string whole = above + name;
    const bool has_own = whole == "baseline";
    const Words below = has_own ? all_commands(whole + " ") : Words{whole};
    found.insert(found.end(), below.begin(), below.end());
  }
  return found;
}

/// The lines below a heading of a help, up to the next blank line.
Words section_of(const std::string& help, const std::string& heading) {
  Words found;
  const Words lines = lines_of(help);
  for (auto line = std::find(lines.begin(), lines.end(), heading); line != lines.end() && !line->empty(); ++line) found.push_back(*line);
  if (!found.empty()) found.erase(found.begin());
  return found;
}

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
  Words commands = all_commands();
  CHECK(commands.size() > 15);
  commands.insert(commands.end(), {"", "baseline"});
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
  Words commands = all_commands();
  commands.insert(commands.end(), {"", "baseline"});
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
  for (const std::string& command : all_commands()) {
    INFO(command);
    CHECK(has(lines_of(shown.out), "   " + command));
    for (const std::string& option : without_last(told(command + " --"))) CHECK(says(page, option));
  }
  // What is written with a hyphen can be searched for and copied; what begins with a dot is no command of roff.
  CHECK(says(page, "--stdin-filename NAME"));
  CHECK(says(page, ".stackdrag-baseline.json"));
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
  for (const std::string& command : all_commands()) {
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

TEST_CASE("completions are told what can follow") {
  const std::string acme = source_dir() + "/examples/acme", none = fresh_folder("no-inventory");
  CHECK(told("au") == Words{"audit", ":nothing"});
  CHECK(told("__").size() == 1);
  CHECK(told("baseline ''") == Words{"create", "update", "accept", "show", ":nothing"});
  CHECK(told("nonsense ''") == Words{":nothing"});
  CHECK(told("audit --fo") == Words{"--format", ":nothing"});
  CHECK(told("audit --format j") == Words{"json", "junit", ":nothing"});
  CHECK(told("audit --format=j") == Words{"--format=json", "--format=junit", ":nothing"});
  CHECK(told("audit -o x --format csv --outp") == Words{"--output", ":nothing"});
  CHECK(told("audit --profile full --prof") == Words{":nothing"});
  CHECK(told("audit -q --qu") == Words{":nothing"});
  CHECK(told("audit --reade") == Words{":nothing"});
  CHECK(told("audit -- --fo") == Words{":files"});
  CHECK(told("audit --output ''") == Words{":files"});
  CHECK(told("audit --top ''") == Words{":nothing"});
  CHECK(told("audit --select naming,zombies,tool-u") == Words{"naming,zombies,tool-unused", ":nothing"});
  CHECK_FALSE(has(told("audit --select zombies,''"), "zombies,zombies"));
  CHECK(told("explain tool-unu") == Words{"tool-unused", ":nothing"});
  CHECK(told("explain tool-unused ''") == Words{":nothing"});
  CHECK(told("rules --family zom") == Words{"zombies", ":nothing"});
  CHECK(told("completion ''") == Words{"bash", "zsh", "fish", ":nothing"});
  CHECK(told("help base") == Words{"baseline", ":nothing"});
  CHECK(told("help baseline cr") == Words{"create", ":nothing"});
  CHECK(told("audit --owner ''", acme) == Words{"ana", "ben", "raj", "unowned", ":nothing"});
  CHECK(told("audit examples/acme --owner b") == Words{"ben", ":nothing"});
  CHECK(told("audit --owner ''", none) == Words{":nothing"});
  CHECK(told("show hubs", acme) == Words{"hubspot", ":nothing"});
  CHECK(told("show tool/hubs", acme) == Words{"tool/hubspot", ":nothing"});
  CHECK(told("impact sales", acme) == Words{"salesforce", ":nothing"});
  CHECK(told("impact utm", acme) == Words{":nothing"});
  CHECK(told("gate ''", acme) == Words{"ai-copywriter", ":files"});
  CHECK(told("gate --against main/ --strict x ''", acme).back() == ":files");
  const std::string folder = fresh_folder("accept");
  REQUIRE(run("cp '" + acme + "/stack.yaml' . && printf 'version: 1\\n' > none.yaml && $S baseline create none.yaml", folder).exit == 0);
  CHECK(told("baseline accept tool-unused:", folder) == Words{"tool-unused:tool/surveybee", ":nothing"});
}

TEST_CASE("an inventory that is broken or hostile breaks no completion") {
  const std::string folder = fresh_folder("hostile-ids");
  write_text(
      folder + "/stack.yaml",
      "version: 1\ntools:\n  \"a$(touch ran)\": {}\n  \"b\\nc\": {}\n  \"d\\te\": {}\n  'f g': {}\n  \"h'i\": {}\n  'j:k': {}\n  -l: {}\n"
      "  \"m\\e[31m\": {}\n  '`touch ran`': {}\n  same: {}\npixels:\n  same: {}\n  überblick: {}\n  ':files': {}\n");
  const Words ids = told("show ''", folder);
  const Words expected{"a$(touch ran)", "f g", "h'i", "j:k", "`touch ran`", "tool/same", "pixel/same", "überblick", ":files", ":nothing"};
  CHECK(ids == expected);
  const auto in_bash = [&](const std::string& line) {
    write_text(folder + "/line", line);
    return lines_of(run("$S __complete_bash \"$(cat line)\" \"$(printf ' \\t\\n')\\\"'><=;|&(:\"", folder).out);
  };
  CHECK(in_bash("stackdrag show a") == Words{"a\\$\\(touch\\ ran\\)", ":nothing"});
  CHECK(in_bash("stackdrag show f\\ ") == Words{"f\\ g", ":nothing"});
  CHECK(in_bash("stackdrag show 'f ") == Words{"f g", ":nothing"});
  CHECK(in_bash("stackdrag show \"a") == Words{":nothing"});
  CHECK(in_bash("stackdrag show h") == Words{"h\\'i", ":nothing"});
  CHECK(in_bash("stackdrag show j:") == Words{"k", ":nothing"});
  CHECK(in_bash("stackdrag audit --format=js") == Words{"json", ":nothing"});
  CHECK(in_bash("stackdrag audit --format=\"js") == Words{"json", ":nothing"});
  CHECK(in_bash("stackdrag audit --select zombies,tool-unu") == Words{"zombies,tool-unused", ":nothing"});
  CHECK(in_bash("stackdrag audit $(touch ran) --fo") == Words{"--format", ":nothing"});
  CHECK_FALSE(fs::exists(folder + "/ran"));
  write_text(folder + "/stack.yaml", "version: 1\ntools: {a: [\n");
  CHECK(told("show ''", folder) == Words{":nothing"});
  CHECK(told("audit --owner ''", folder) == Words{":nothing"});
  // What is no file is not waited for.
  CHECK(run("mkfifo pipe; timeout 9 $S __complete audit pipe --owner ''", folder).exit == 0);
  CHECK(run("timeout 9 $S __complete audit - --owner ''", folder).exit == 0);
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

TEST_CASE("bash, zsh and fish complete at a terminal, and run nothing that they put in") {
  for (const std::string shell : {"bash", "zsh", "fish"}) {
    const std::string folder = fresh_folder("completion-" + shell);
    std::string tools;
    for (const std::string id :
         {"dol$(touch ran)", "tick`touch ran`", "two words", "quo'te", "tool:colon", "semi; touch ran", "broken\\nline"})
      tools += fmt::format("  \"{}\": {{owner: kim}}\n", id);
    write_text(folder + "/stack.yaml", "version: 1\npeople: {kim: {}}\ntools:\n" + tools);
    write_text(folder + "/a lonely file.json", "{}\n");
    const Ran ran = run(fmt::format("python3 tests/completion/shells.py \"$S\" {} '{}'", shell, folder));
    INFO(ran.out << ran.err);
    CHECK(ran.out == "accepted\n");
  }
}
