// What completions are told, and that the shells put it in as it is.
#include <filesystem>

#include <fmt/format.h>

#include "catch.h"
#include "help_pages.h"
#include "support.h"

using namespace stackdrag::tests;

namespace fs = std::filesystem;

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
}

TEST_CASE("a completion waits for no pipe") {
  const std::string inventory = "version: 1\npeople: {kim: {}}\n", named = fresh_folder("pipe-named");
  REQUIRE(run("mkfifo pipe && touch a.csv", named).exit == 0);
  // One that waited would be ended, and would have told nothing at all.
  CHECK(told("audit pipe --owner ''", named) == Words{":nothing"});
  CHECK(told("audit - --owner ''", named) == Words{":nothing"});
  write_text(named + "/stack.yaml", inventory);
  CHECK(told("audit --owner k", named) == Words{"kim", ":nothing"});
  CHECK(told("audit --config pipe --owner k", named) == Words{":nothing"});
  CHECK(told("audit --evidence a.csv --map pipe --owner k", named) == Words{":nothing"});
  CHECK(told("baseline accept --baseline pipe tool-unused:", named) == Words{":nothing"});
  for (const std::string file : {"stack.yaml", "observed.yaml", ".stackdrag.yaml"}) {
    INFO(file);
    const std::string folder = fresh_folder("pipe-found");
    write_text(folder + "/stack.yaml", inventory);
    REQUIRE(run("rm -f " + file + "; mkfifo " + file, folder).exit == 0);
    CHECK(told("audit --owner k", folder) == (file == "observed.yaml" ? Words{"kim", ":nothing"} : Words{":nothing"}));
  }
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
