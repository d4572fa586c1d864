// How the program is called: options that do not go together, files that must not be lost, and what may not leave it.
#include <filesystem>

#include <fmt/format.h>

#include "catch.h"
#include "support.h"

using namespace stackdrag::tests;

namespace {

const std::string plain = "version: 1\nstack: {as_of: 2026-11-21}\ntools: {crm: {owner: ana, cost: 0, last_used: 2026-11-20}}\n";

std::string folder_with(const std::string& name, const std::string& inventory = plain) {
  const std::string folder = fresh_folder(name);
  write_text(folder + "/stack.yaml", inventory);
  return folder;
}

void refused(const std::string& folder, const std::string& command, const std::string& words) {
  const Ran ran = run(command, folder);
  INFO(command << "\n" << ran.out << ran.err);
  CHECK(ran.exit == 2);
  CHECK(says(ran.err, words));
}

}  // namespace

TEST_CASE("a report goes where it was meant to go, or the command is refused") {
  const std::string folder = folder_with("targets");
  refused(folder, "$S audit -o out.json --format json", "-o out.json stands before --format json; write --format json -o out.json");
  refused(folder, "$S audit --format json -o a --format csv -o ./a", "`./a` is named by two -o; give each report a file of its own");
  refused(folder, "ln -s a b && $S audit --format json -o a --format csv -o b", "is named by two -o");
  CHECK(run("ls", folder).out == "b\nstack.yaml\n");
  refused(folder, "$S audit --format json >&-", "cannot write to standard output: it is closed");
  refused(folder, "$S rules >&-", "cannot write to standard output: it is closed");
}

TEST_CASE("an option that is empty, repeated or without effect is refused") {
  const std::string folder = folder_with("options");
  for (const std::string option : {"baseline", "config", "fail-on", "as-of", "profile", "output", "format", "owner", "select", "color"})
    refused(folder, fmt::format("$S audit --{} ''", option), fmt::format("--{}: the value is empty", option));
  refused(folder, "$S audit --as-of", "--as-of needs a value");
  refused(folder, "$S audit --baseline --strict-baseline", "`--strict-baseline` is an option, and as a value it is written");
  refused(folder, "$S audit --config -q", "--config needs a value, as in `--config FILE`; `-q` is an option");
  CHECK(says(run("$S audit - --stdin-filename=--top < stack.yaml --format json", folder).out, "--top"));
  CHECK(run("$S audit - --stdin-filename -x.yaml < stack.yaml", folder).exit == 0);
  refused(folder, "$S audit --strict-baseline", "--strict-baseline: no baseline is given");
  refused(folder, "$S diff stack.yaml stack.yaml --as-of baseline", "a difference has no baseline");
  refused(folder, "$S audit stack.yaml --stdin-filename a.yaml", "standard input, which is not read");
}

TEST_CASE("no command writes over what it has read") {
  const std::string folder = folder_with("protected");
  write_text(folder + "/new.yaml", plain);
  write_text(folder + "/.stackdrag.yaml", "packs: [own.yaml]\n");
  write_text(folder + "/own.yaml", "{}\n");
  write_text(folder + "/notes.txt", "keep me\n");
  REQUIRE(run("$S audit stack.yaml --format json -o old.json && ln -s own.yaml link.yaml", folder).exit == 0);
  const auto kept = [&](const std::string& command, const std::string& file, const std::string& words) {
    const std::string before = read_text(folder + "/" + file);
    refused(folder, command + file, words);
    CHECK(read_text(folder + "/" + file) == before);
  };
  for (const std::string file : {"stack.yaml", ".stackdrag.yaml", "own.yaml", "link.yaml"}) {
    kept("$S baseline create stack.yaml --force --baseline ", file, "will not be overwritten");
    kept("$S diff new.yaml stack.yaml -o ", file, "will not be overwritten");
    kept("$S diff old.json stack.yaml -o ", file, "will not be overwritten");
  }
  kept("$S diff old.json stack.yaml -o ", "old.json", "will not be overwritten");
  kept("$S render old.json --format json -o ", "old.json", "will not be overwritten");
  kept("$S baseline create stack.yaml --force --baseline ", "notes.txt", "`notes.txt` is not a stackdrag baseline");
  CHECK(run("$S baseline create stack.yaml --baseline b.json && $S baseline create stack.yaml --baseline b.json --force", folder).exit ==
        0);
  refused(folder, "$S audit stack.yaml --baseline notes.txt", "notes.txt:1:1: error: this is not a stackdrag baseline");
  CHECK(says(run("$S audit stack.yaml --baseline notes.txt", folder).err, "1 mistake in the baseline"));
}

TEST_CASE("a waiver of today is not too long because an audit looks back") {
  const std::string until = run("date -u -d '+170 days' +%F | tr -d '\\n'").out;
  const std::string stack =
      "tools: {vault: {owner: kim, cost: 0, last_used: 2024-11-27}}\nwaivers: [{rule: tool-unused, on: tool/vault, "
      "reason: the board decides, by: kim, until: " +
      until + "}]\n";
  const std::string folder = folder_with("looking-back", "version: 1\n" + stack);
  write_text(folder + "/dated.yaml", "version: 1\nstack: {as_of: 2026-10-01}\n" + stack);
  const auto holds = [&](const std::string& command) {
    const Ran ran = run(command, folder);
    INFO(command << "\n" << ran.out << ran.err);
    CHECK(ran.exit == 0);
    CHECK_FALSE(says(ran.err, "may last"));
  };
  holds("$S audit");
  holds("$S audit --as-of 2026-10-01");
  holds("SOURCE_DATE_EPOCH=1790812800 $S audit");
  holds("$S audit dated.yaml --format json -o old.json");
  holds("$S diff old.json stack.yaml");
  holds("$S diff dated.yaml stack.yaml --as-of 2026-10-01");
  holds("$S baseline create --as-of 2026-10-01 && $S baseline update --as-of 2026-10-01");
  refused(folder, "sed -i 's/until: [0-9-]*/until: 2028-01-01/' stack.yaml; $S audit --as-of 2026-10-01", "a waiver may last 180 days");
}

TEST_CASE("no line that leaves the program is a command to the runner of a workflow") {
  const std::string folder =
      folder_with("commands",
                  "version: 1\nstack: {as_of: 2026-11-21}\ntools:\n  crm: {owner: \"::stop-commands::x\", cost: 9/yr, "
                  "last_used: 2020-01-01}\n  cms: {owner: \"x ##[add-mask]a\", cost: 9/yr, last_used: 2020-01-01}\n"
                  "  dam: {owner: \"###vso[task.complete]\", cost: 9/yr, last_used: 2020-01-01}\n"
                  "  pim: {owner: \"a ##teamcity[buildStop comment='x']\", cost: 9/yr, last_used: 2020-01-01}\n");
  std::vector<std::string> commands{
      "show crm", "show cms", "show dam", "show pim", "baseline create", "baseline show", "diff stack.yaml stack.yaml --format json"};
  for (const std::string format : {"text", "json", "markdown", "sarif", "junit", "gitlab", "csv", "prometheus"})
    commands.push_back("audit --all --format " + format);
  for (const std::string& command : commands) {
    const std::string out = "\n" + run("$S " + command, folder).out;
    INFO(command << out);
    for (const char* const begin : {"##[", "##vso[", "##teamcity["}) CHECK_FALSE(says(out, begin));
    CHECK_FALSE(says(out, "\n::"));
  }
  CHECK(says(run("$S audit --format json", folder).out, "x #\\u0023[add-mask]a"));
}

TEST_CASE("what is no file is not waited for, and what is read twice is read once") {
  const std::string folder = folder_with("kinds");
  CHECK(run("mkdir inv && cp stack.yaml inv/a.yaml && ln -s a.yaml inv/b.yaml && mkfifo inv/pipe.yaml && timeout 9 $S audit inv", folder)
            .exit == 0);
  refused(folder, "timeout 9 $S audit inv -o inv/pipe.yaml", "nobody reads `inv/pipe.yaml`");
  refused(folder, "timeout 9 $S baseline create --force --baseline inv/pipe.yaml", "is not a regular file");
  CHECK(run("$S audit stack.yaml ./stack.yaml", folder).exit == 0);
  CHECK(run("$S audit inv inv/a.yaml", folder).exit == 0);
  refused(folder, "$S audit --format json -o r.json; $S audit r.json", "`r.json` is a report, not an inventory");
  refused(folder, "$S audit - < r.json", "is a report, not an inventory");
}

TEST_CASE("a file of a folder that is empty or not read is named, and changes nothing else") {
  const std::string folder = fresh_folder("unread");
  const std::string stack = "version: 1\nstack: {as_of: 2026-11-28}\n";
  write_text(folder + "/inv/stack.yaml", stack + "tools: {shop: {external: true}}\n");
  const Ran whole = run("$S audit inv", folder);
  write_text(folder + "/inv/deep/empty.yml", "");
  write_text(folder + "/inv/comments.YAML", "\xEF\xBB\xBF# nothing yet\r\n---\r\n...\n");
  write_text(folder + "/inv/stack.yaml.bak", "tools: {poller: {}}\n");
  write_text(folder + "/inv/stack.yml~", "tools: {poller: {}}\n");
  write_text(folder + "/inv/README.md", "# about\n");
  write_text(folder + "/inv/.hidden.yaml", "");
  write_text(folder + "/inv/.git/config.yaml", "");
  write_text(folder + "/else/web.yaml", "tools: {poller: {}}\n");
  CHECK(run("ln -s ../else inv/linked && mkfifo inv/pipe.yaml", folder).exit == 0);
  const Ran ran = run("$S audit inv", folder);
  CHECK(ran.exit == whole.exit);
  CHECK(ran.out == whole.out);
  CHECK(ran.err ==
        "stackdrag: `inv/linked` is not read: it is a link to a folder\n"
        "stackdrag: `inv/pipe.yaml` is not read: it is no regular file\n"
        "stackdrag: `inv/stack.yaml.bak` is not read: its name ends in `.bak`\n"
        "stackdrag: `inv/stack.yml~` is not read: its name ends in `.yml~`\n"
        "stackdrag: `inv/comments.YAML` is empty\n"
        "stackdrag: `inv/deep/empty.yml` is empty\n");
  CHECK(run("$S diff inv inv", folder).err.find("`inv/deep/empty.yml` is empty") != std::string::npos);
  // An ending in capitals comes from Windows, and is read.
  write_text(folder + "/inv/MORE.YAML", "tools: {poller: {does: [survey], last_used: 2025-01-01}}\n");
  CHECK(run("$S audit inv", folder).out.find("poller") != std::string::npos);
  // A file that holds a single word or a document behind a mark is not empty.
  write_text(folder + "/inv/MORE.YAML", "--- {tools: {poller: {}}}");
  CHECK(run("$S audit inv", folder).err.find("MORE.YAML` is empty") == std::string::npos);
}

TEST_CASE("what stackdrag has written into the folder of the inventory is not read as a part of it") {
  const std::string folder = fresh_folder("own-output");
  write_text(folder + "/inv/stack.yaml", "version: 1\nstack: {as_of: 2026-11-28}\ntools: {shop: {external: true}}\n");
  const Ran whole = run("$S audit inv", folder);
  CHECK(run("$S baseline create inv --baseline inv/known.json; $S schema inventory > inv/s.json; $S audit inv --format json -o inv/r.json; "
            "$S audit inv --format sarif -o inv/f.json; $S audit inv --format gitlab -o inv/g.json",
            folder)
            .exit == 0);
  write_text(folder + "/inv/tools.csv", "id,owner\n");
  const Ran ran = run("$S audit inv", folder);
  CHECK(ran.out == whole.out);
  CHECK(ran.err ==
        "stackdrag: `inv/tools.csv` is not read: an inventory is YAML or JSON\n"
        "stackdrag: `inv/f.json` is a SARIF report, not part of the inventory, and is skipped\n"
        "stackdrag: `inv/g.json` is a list, not part of the inventory, and is skipped\n"
        "stackdrag: `inv/known.json` is a baseline, not part of the inventory, and is skipped\n"
        "stackdrag: `inv/r.json` is a report, not part of the inventory, and is skipped\n"
        "stackdrag: `inv/s.json` is a schema, not part of the inventory, and is skipped\n");
}

TEST_CASE("what lies beside stack.yaml and is not read is named") {
  const std::string folder = fresh_folder("siblings");
  write_text(folder + "/stack.yaml", "version: 1\nstack: {as_of: 2026-11-28}\ntools: {shop: {external: true}}\n");
  write_text(folder + "/docker-compose.yml", "services: {}\n");
  CHECK(run("$S audit", folder).err.empty());
  write_text(folder + "/more.yaml", "tools: {crm: {external: true}}\n");
  write_text(folder + "/flows.yml", "integrations: {}\n");
  CHECK(run("$S audit", folder).err ==
        "stackdrag: `flows.yml` and `more.yaml` lie beside stack.yaml and are not read; name the folder (`.`) to read all\n");
}

TEST_CASE("a person is found on the command line as in the inventory") {
  const std::string folder = fresh_folder("people");
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {as_of: 2026-11-28, owner: lena}\n"
             "people: {lena: {name: Lena Berg, email: lena@shop.example, left: 2026-08-31}, tom: {}}\n"
             "tools: {crm: {owner: lena}, web: {owner: tom}}\n");
  const std::string hers = run("$S audit --owner lena", folder).out;
  CHECK(hers.find("`crm`") != std::string::npos);
  CHECK(run("$S audit --owner lena@shop.example", folder).out == hers);
  CHECK(run("$S audit --owner 'Lena Berg'", folder).out == hers);
  CHECK(run("$S show lena", folder).out.find("TO HAND OVER\n  stack  owner\n") != std::string::npos);
  write_text(folder + "/stack.yaml", "version: 1\nstack: {as_of: 2026-11-28}\ntools: {crm: {owner: kim}}\n");
  refused(folder, "$S show kim", "`stackdrag audit --owner kim` shows what they own");
}

TEST_CASE("an inventory of another version has no score") {
  const std::string folder = fresh_folder("other-version");
  write_text(folder + "/stack.yaml", "version: 2\ntools: {shop: {external: true}}\n");
  const Ran ran = run("$S audit", folder);
  CHECK(ran.exit == 2);
  CHECK(ran.out.find("not scored") != std::string::npos);
  CHECK(ran.err.find("this stackdrag reads version 1") != std::string::npos);
}

TEST_CASE("the configuration is that of the place where the inventory really is") {
  const std::string folder = fresh_folder("places");
  std::filesystem::create_directories(folder + "/repo/inv/stack");
  std::filesystem::create_directories(folder + "/repo/.git");
  std::filesystem::create_directories(folder + "/else");
  write_text(folder + "/repo/inv/stack/a.yaml",
             "version: 1\nstack: {as_of: 2026-11-21}\ntools: {old: {owner: ana, cost: 900/yr, last_used: 2020-01-01}}\n");
  write_text(folder + "/repo/.stackdrag.yaml", "gate: {fail_on: never}\n");
  write_text(folder + "/else/.stackdrag.yaml", "gate: {fail_on: low}\n");
  REQUIRE(run("ln -s ../repo/inv/stack else/link && $S audit repo/inv/stack", folder).exit == 0);
  CHECK(run("$S audit else/link", folder).exit == 0);
  CHECK(run("$S audit link", folder + "/else").exit == 0);
  const std::string alone = folder_with("yml");
  write_text(alone + "/.stackdrag.yml", "gate: {fail_on: low}\n");
  CHECK(says(run("$S audit", alone).err, "`.stackdrag.yml` is not read: a configuration is called .stackdrag.yaml"));
  refused(alone, "ln -s nowhere .stackdrag.yaml; $S audit", ".stackdrag.yaml");
}

TEST_CASE("a slip in the name of a command is named, and help is a command") {
  const std::string folder = folder_with("slips");
  refused(folder, "$S adut", "there is no command `adut`; did you mean `audit`?");
  refused(folder, "$S bsaeline", "did you mean `baseline`?");
  refused(folder, "$S xy", "there are audit, baseline");
  refused(folder, "$S --foo", "`--foo` is not expected here, in front of a command");
  refused(folder, "$S --foo audit", "`--foo` is not expected here");
  refused(folder, "$S --quiet audit", "`--quiet` stands in front of the command; it belongs behind it");
  CHECK(run("$S help", folder).out == run("$S --help", folder).out);
  CHECK(run("$S help baseline create", folder).out == run("$S baseline create --help", folder).out);
  refused(folder, "$S help adut", "did you mean `audit`?");
}
