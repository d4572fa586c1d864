// `stackdrag init`: what it writes is in order on any day, and it writes nothing over or beside an inventory that is there.
#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catch.h"
#include "stackdrag/kinds.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

constexpr const char* industries[] = {"b2b", "retail", "nonprofit"};

/// Seconds since 1970 at noon of 2026-01-31, 2026-02-28, 2026-11-30, 2026-12-31, 2027-04-01 and 2028-02-29.
constexpr std::int64_t noons[] = {1769860800, 1772280000, 1796040000, 1798718400, 1806580800, 1835438400};

/// What an audit says about a file on the day of an epoch.
json report_of_file(const std::string& folder, const std::string& file, std::int64_t epoch, const std::string& profile) {
  const Ran ran = run(fmt::format("SOURCE_DATE_EPOCH={} $S audit {} --profile {} --format json", epoch, file, profile), folder);
  INFO(file << " " << epoch << " " << profile << " " << ran.err);
  REQUIRE(ran.exit == 0);
  CHECK(ran.err.empty());
  return json::parse(ran.out);
}

/// The commands that the program proposes, without what they are for.
std::vector<std::string> proposed(const std::string& out) {
  std::vector<std::string> commands;
  for (std::string line : lines_of(out)) {
    if (!line.starts_with("  stackdrag ")) continue;
    line = line.substr(2);
    commands.push_back(line.substr(0, line.find("  ")));
  }
  return commands;
}

/// Runs what the program proposes; all of it must work.
void run_proposed(const Ran& ran, const std::string& folder, std::size_t count) {
  const std::vector<std::string> commands = proposed(ran.out);
  REQUIRE(commands.size() == count);
  for (const std::string& command : commands) {
    const Ran next = run("$S" + command.substr(std::string_view("stackdrag").size()), folder);
    INFO(command << "\n" << next.err);
    CHECK((next.exit == 0 || next.exit == 1));
    CHECK_FALSE(next.out.empty());
  }
}

/// All that is in a folder, with what each file holds and when it was written.
std::vector<std::string> all_in(const std::string& folder) {
  std::vector<std::string> all{fmt::format("{}", std::filesystem::last_write_time(folder).time_since_epoch().count())};
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string bytes = entry.is_regular_file() ? read_text(entry.path().string()) : "";
    all.push_back(fmt::format("{} {} {}", entry.path().string(), entry.last_write_time().time_since_epoch().count(), bytes));
  }
  std::sort(all.begin(), all.end());
  return all;
}

/// What init says when it refuses; nothing in the folder may change.
std::string refused(const std::string& arguments, const std::string& folder) {
  const std::vector<std::string> before = all_in(folder);
  const Ran ran = run("$S init " + arguments, folder);
  INFO(arguments << "\n" << ran.out << ran.err);
  CHECK(ran.exit == 2);
  CHECK(ran.out.empty());
  CHECK(all_in(folder) == before);
  return ran.err;
}

/// init in a terminal in which somebody types an answer.
Ran asked(const std::string& answer, const std::string& arguments, const std::string& folder) {
  return run("env -u CI TERM=xterm python3 " + source_dir() + "/tests/terminal.py '" + answer + "' $S init " + arguments, folder);
}

bool is_there(const std::string& path) { return std::filesystem::exists(path); }

}  // namespace

TEST_CASE("init shows or names every section of an inventory") {
  for (const std::string option : {"", " --industry b2b", " --industry retail", " --industry nonprofit"}) {
    const std::string starter = run("$S init -" + option).out;
    const std::string more = starter.substr(starter.find("# There is more: "));
    for (const KindNames& kind : kinds()) {
      INFO(option << " " << kind.section);
      const bool shown = starter.find(fmt::format("\n{}:", kind.section)) != std::string::npos;
      CHECK((more.find(fmt::format(" {}", kind.section)) != std::string::npos) != shown);
    }
    // Every mark was replaced; lines fit an editor.
    CHECK(starter.find('@') == std::string::npos);
    for (const std::string& line : lines_of(starter)) CHECK(line.size() <= 140);
  }
}

TEST_CASE("init writes an inventory without mistakes or findings, and never over another") {
  const std::string folder = fresh_folder("init");
  for (const std::string day : {"1770000000", "1798761599", "1830297600"}) {
    const Ran ran = run("rm -f stack.yaml; export SOURCE_DATE_EPOCH=" + day + "; $S init && $S audit --format json", folder);
    INFO(ran.out << ran.err);
    CHECK(ran.exit == 0);
    const json report = json::parse(ran.out.substr(ran.out.find('{')));
    CHECK(report["problems"].empty());
    CHECK(report["findings"].empty());
    CHECK(report["drag"]["evidence"] == 1);
    // The report proposes this profile next.
    const Ran standard = run("export SOURCE_DATE_EPOCH=" + day + "; $S audit --profile standard --format json", folder);
    CHECK(json::parse(standard.out)["findings"].empty());
  }
  CHECK(run("$S init", folder).exit == 2);
  CHECK(run("$S init --force", folder).exit == 0);
  CHECK(run("$S init - | $S audit -", folder).exit == 0);
}

TEST_CASE("the starter of each industry is in order in every profile, on any day and for two months") {
  constexpr std::int64_t two_months = std::int64_t{60} * 86400, four_weeks = std::int64_t{28} * 86400;
  const std::string folder = fresh_folder("init-industries");
  for (const std::string industry : industries) {
    for (const std::int64_t epoch : noons) {
      const std::string file = fmt::format("{}-{}.yaml", industry, epoch);
      const Ran ran = run(fmt::format("SOURCE_DATE_EPOCH={} $S init --industry {} {}", epoch, industry, file), folder);
      REQUIRE(ran.exit == 0);
      for (const std::string profile : {"starter", "standard", "full"}) {
        const json report = report_of_file(folder, file, epoch, profile);
        INFO(file << " " << profile << " " << report["findings"] << report["gaps"]);
        CHECK(report["problems"].empty());
        CHECK(report["findings"].empty());
        CHECK(report["gaps"].empty());
        CHECK(report["drag"]["evidence"] == 1);
        CHECK(report["drag"]["high"] == 0);
        CHECK(report["stack"]["items"] >= 15);
        CHECK(report["stack"]["items"] <= 35);
        CHECK(report_of_file(folder, file, epoch + four_weeks, profile)["drag"]["high"] == 0);
        // Nothing becomes debt while somebody fills it in; what was seen at work may be too old to go by.
        CHECK(report_of_file(folder, file, epoch + two_months, profile)["findings"].empty());
      }
    }
  }
  const Ran schema = run("$S schema inventory > inventory.json && env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 python3 " + source_dir() +
                             "/tests/schema/validate.py inventory.json *.yaml",
                         folder);
  INFO(schema.out << schema.err);
  CHECK(std::count(schema.out.begin(), schema.out.end(), '\n') == static_cast<std::ptrdiff_t>(std::size(industries) * std::size(noons)));
  CHECK_FALSE(says(schema.out, "refused"));
}

TEST_CASE("each starter is the plain one or that of an industry which the help names") {
  std::set<std::string> names, files;
  for (const auto& entry : std::filesystem::directory_iterator(source_dir() + "/src/cli/starters"))
    files.insert(entry.path().stem().string());
  names.insert("plain");
  names.insert(std::begin(industries), std::end(industries));
  CHECK(names == files);
  const std::string help = run("$S init --help").out;
  CHECK(says(help, "\nUsage: stackdrag init [OPTIONS] [FILE]\n"));
  CHECK(says(help, "\n  FILE  "));
  for (const std::string industry : industries) CHECK(says(help.substr(help.find("--industry")), industry));
}

TEST_CASE("each industry has the kinds of items of a whole stack") {
  for (const std::string industry : industries) {
    const Ran ran = run("$S init --industry " + industry + " -");
    for (const std::string section :
         {"people", "teams", "conventions", "tools", "pixels", "integrations", "agents", "campaigns", "data", "touchpoints"}) {
      INFO(industry << " " << section);
      CHECK(says(ran.out, "\n" + section + ":"));
    }
  }
}

TEST_CASE("a misspelt industry names the nearest, and all of them") {
  const std::string folder = fresh_folder("init-misspelt");
  CHECK(says(unwrapped(refused("--industry retial", folder)), "expected b2b, retail or nonprofit, found `retial`; did you mean `retail`?"));
  CHECK(says(unwrapped(refused("--industry Non-Profit", folder)), "did you mean `nonprofit`?"));
  CHECK(says(unwrapped(refused("--industry ''", folder)), "--industry: the value is empty"));
  CHECK(says(unwrapped(refused("Retail", folder)), "say: stackdrag init --industry retail"));
  CHECK(says(unwrapped(refused("--industry b2b --from .", folder)), "--industry writes an example, and --from drafts your own stack"));
}

TEST_CASE("init asks one question on a terminal, and none where nobody can answer") {
  const std::string folder = fresh_folder("init-asks");
  const std::string question = "Which is nearest? 1 b2b, 2 retail, 3 nonprofit, 4 none of these [4] ";
  const std::string shop = "stack of an online shop", plain = "The inventory of a marketing stack";
  const std::pair<std::string, std::string> answers[] = {{"2\\n", shop},  {" Retail \\n", shop}, {"\\n", plain},
                                                         {"4\\n", plain}, {"none\\n", plain},    {"\\x04", plain}};
  for (const auto& [answer, written] : answers) {
    const Ran ran = asked(answer, "", folder);
    INFO(answer << "\n" << ran.out << ran.err);
    CHECK(ran.exit == 0);
    CHECK(ran.out.starts_with(question));
    CHECK(ran.out.find('?') == ran.out.rfind('?'));
    CHECK(says(ran.out, "\nwrote stack.yaml, an example"));
    CHECK(says(read_text(folder + "/stack.yaml"), written));
    std::filesystem::remove(folder + "/stack.yaml");
  }
  const Ran wrong = asked("7\\n", "", folder);
  CHECK(wrong.exit == 2);
  CHECK(says(wrong.out, "`7` is none of the answers, 1 to 4; nothing was written"));
  CHECK(says(asked("retial\\n", "", folder).out, "did you mean `retail`?"));
  // Ctrl-C: the signal ends it.
  CHECK(asked("\\x03", "", folder).exit == 130);
  CHECK_FALSE(is_there(folder + "/stack.yaml"));

  // Nobody is asked what has been said, or what cannot be done.
  for (const std::string arguments : {"--industry b2b a.yaml", "-", "no/folder.yaml"})
    CHECK_FALSE(says(asked("-", arguments, folder).out, "Which"));
  CHECK_FALSE(says(run("CI=true python3 " + source_dir() + "/tests/terminal.py - $S init b.yaml", folder).out, "Which"));
  CHECK_FALSE(says(run("python3 " + source_dir() + "/tests/terminal.py - sh -c '$S init c.yaml </dev/null'", folder).out, "Which"));
  CHECK(says(run("$S init", folder).out, "wrote stack.yaml"));
}

TEST_CASE("init ends with three commands that work on the file that it wrote") {
  const std::string folder = fresh_folder("init-next");
  REQUIRE(run("mkdir stack 'two words'", folder).exit == 0);
  for (const std::string file : {"stack/a.yaml", "'two words/it is.yaml'", "'$(touch ran).yaml'", "./-x.yaml", "other.yml"}) {
    const Ran ran = run("$S init --industry nonprofit " + file, folder);
    CHECK(says(unwrapped(ran.out), ", an example of a nonprofit stack; put your own in its place"));
    CHECK(says(ran.out, "  stackdrag audit " + file));
    run_proposed(ran, folder, 3);
    for (const std::string& line : lines_of(ran.out)) CHECK(line.size() <= 80);
  }
  CHECK_FALSE(is_there(folder + "/ran"));
  // Behind `--`, a name may begin with a dash; in the commands it must not look like an option.
  const Ran dashed = run("$S init --industry b2b -- -y.yaml", folder);
  CHECK(says(dashed.out, "wrote -y.yaml, "));
  CHECK(says(dashed.out, "  stackdrag audit ./-y.yaml"));
  run_proposed(dashed, folder, 3);
  const Ran recorded = run("$S baseline create --baseline 'my base.json' -- -y.yaml", folder);
  CHECK(says(recorded.out, ": stackdrag audit ./-y.yaml --baseline 'my base.json'\n"));
  CHECK(run("$S" + recorded.out.substr(recorded.out.find(": stackdrag") + 11), folder).exit == 0);
  const std::string home = fresh_folder("init-next-home");
  const Ran ran = run("$S init", home);
  CHECK(proposed(ran.out) == std::vector<std::string>{"stackdrag audit", "stackdrag forecast", "stackdrag show --renewals"});
  run_proposed(ran, home, 3);
  write_text(home + "/leavers.csv", "Email,Last day\nana@example.com,2026-06-30\n");
  const Ran draft = run("cp -r " + source_dir() + "/examples/shadow/exports . && $S init draft.yaml --from exports", home);
  CHECK(says(draft.out, "wrote draft.yaml, a draft; add what the exports cannot know\n"));
  CHECK(proposed(draft.out) ==
        std::vector<std::string>{"stackdrag audit draft.yaml", "stackdrag plan draft.yaml", "stackdrag explain no-owner"});
  run_proposed(draft, home, 3);
}

TEST_CASE("init writes no file that an audit would read with an inventory that is there, or instead of it") {
  const std::string folder = fresh_folder("init-beside");
  const std::string inventory = "version: 1\ntools: {hubspot: {owner: ana}}\n";
  std::filesystem::create_directories(folder + "/stack/ads");
  CHECK(says(unwrapped(refused("", folder)),
             "the folder `stack` is here, and an audit would read it with `stack.yaml`; write the file into it"));
  write_text(folder + "/stack/ads/a.yaml", inventory);
  for (const std::string arguments : {"", "--force", "--industry retail", "./stack.yaml"})
    CHECK(says(unwrapped(refused(arguments, folder)),
               "`stack` holds an inventory (`stack/ads/a.yaml`), and an audit would read `stack.yaml` with it"));
  for (const std::string file : {"stack/b.yaml", "stack/ads/b.yaml", "$PWD/stack/b.yaml"})
    CHECK(says(unwrapped(refused(file, folder)), "holds an inventory ("));
  CHECK(says(unwrapped(refused("stack", folder)), "`stack` is a folder; name a file in it: stackdrag init stack/stack.yaml"));
  const std::string quoted = fresh_folder("init-quoted");
  std::filesystem::create_directories(quoted + "/$(touch x)/stack");
  CHECK(says(unwrapped(refused("'$(touch x)/'", quoted)), "name a file in it: stackdrag init '$(touch x)/stack.yaml'"));
  CHECK(
      says(unwrapped(refused("'$(touch x)/stack.yaml'", quoted)), "write the file into it: stackdrag init '$(touch x)/stack/stack.yaml'"));
  std::filesystem::create_directories(quoted + "/a b");
  write_text(quoted + "/a b/stack.yml", inventory);
  CHECK(says(unwrapped(refused("'a b/stack.yaml'", quoted)), "audit what is there: stackdrag audit 'a b/stack.yml'"));
  // Exports are no inventory, so a draft of them may still go there; and no audit finds a file of another name by itself.
  write_text(folder + "/links.csv", "Campaign,Source\nspring,google\n");
  CHECK(says(unwrapped(refused("--from links.csv", folder)), "`stack` holds an inventory"));
  CHECK(run("$S init other.yaml", folder).exit == 0);
  CHECK(run("$S init stack/ads/a.yaml --force", folder).exit == 0);

  const std::string parts = fresh_folder("init-parts");
  write_text(parts + "/stack.yaml", inventory);
  std::filesystem::create_directories(parts + "/stack");
  std::filesystem::create_directory_symlink(parts + "/stack", parts + "/link");
  CHECK(says(unwrapped(refused("stack/b.yaml", parts)), "`stack.yaml` is here, and an audit would read `stack/b.yaml` with it"));
  CHECK(says(unwrapped(refused("link/b.yaml", parts)), "and an audit would read `link/b.yaml` with it"));
  CHECK(says(unwrapped(refused("", parts)), "`stack.yaml` exists already; --force overwrites it"));
  CHECK(run("$S init - > copy.yaml", parts).exit == 0);

  const std::string other = fresh_folder("init-other-name");
  write_text(other + "/stack.yml", inventory);
  CHECK(says(unwrapped(refused("", other)), "`stack.yml` is an inventory, and an audit would read `stack.yaml` instead of it"));
  CHECK(says(unwrapped(refused("$PWD/stack.yaml", other)), "stack.yml` is an inventory"));
  // That of another program is none.
  write_text(other + "/stack.yml", "services: {web: {image: nginx}}\n");
  CHECK(run("$S init", other).exit == 0);

  const std::string seen = fresh_folder("init-observed");
  REQUIRE(run("$S observe " + source_dir() + "/examples/shadow/exports -o observed.yaml", seen).exit == 0);
  CHECK(says(unwrapped(refused("", seen)), "draft your own stack from it: stackdrag init --from observed.yaml"));
  const Ran drafted = run("$S init --from observed.yaml", seen);
  CHECK(drafted.exit == 0);
  run_proposed(drafted, seen, 3);
}

TEST_CASE("init leaves nothing half written, and says why it could not write") {
  const std::string folder = fresh_folder("init-fails");
  CHECK(says(unwrapped(refused("a/b/c.yaml", folder)), "there is no folder `a/b`; make it first: mkdir -p a/b"));
  CHECK(says(unwrapped(refused("'my folder/c.yaml'", folder)), "there is no folder `my folder`; make it first: mkdir -p 'my folder'"));
  CHECK(says(unwrapped(refused("-- -a/c.yaml", folder)), "make it first: mkdir -p ./-a"));
  CHECK(says(unwrapped(refused("a/", folder)), "`a/` is a folder; name a file in it"));
  // A limit of the file's size stands for a full disk: both make a write fail in the middle.
  const Ran full = run("trap '' XFSZ; ulimit -f 1; $S init", folder);
  CHECK(full.exit == 2);
  CHECK(says(full.err, "cannot write `stack.yaml`: "));
  CHECK(std::filesystem::is_empty(folder));
  CHECK(says(run("$S init - > /dev/full", folder).err, "cannot write to standard output: no space left on device"));
  // Root may write anywhere, but not into the files of the kernel.
  CHECK(says(run("$S init /proc/self/stack.yaml", folder).err, "cannot write `/proc/self/stack.yaml`: "));
}
