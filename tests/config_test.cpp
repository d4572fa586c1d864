// The configuration: what it changes, how strict it is, and where it is found.
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catch.h"
#include "stackdrag/catalogue.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

const std::string stack =
    "version: 1\nstack: {as_of: 2026-11-21, capacity_hours: 160}\n"
    "tools: {crm: {last_used: 2026-03-17, owner: ana, purpose: p, cost: 100/mo, billing: monthly}}\n";

/// A folder with the inventory and a configuration in it.
std::string folder_with(const std::string& config) {
  const std::string folder = fresh_folder("config");
  write_text(folder + "/stack.yaml", stack);
  write_text(folder + "/.stackdrag.yaml", config);
  return folder;
}

json finding_with(const std::string& config) {
  const Ran ran = run("$S audit --format json", folder_with(config));
  INFO(ran.err);
  const json report = json::parse(ran.out);
  for (const json& finding : report["findings"]) {
    if (finding["rule"] == "tool-unused") return finding;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("a team decides severity, hours, options, and whether a rule is asked at all") {
  CHECK(finding_with("")["severity"] == "high");
  CHECK(finding_with("rules: {tool-unused: off}\n").is_null());
  CHECK(finding_with("rules: {tool-unused: {off: true}}\n").is_null());
  CHECK(finding_with("rules: {tool-unused: low}\n")["severity"] == "low");
  CHECK(finding_with("rules: {tool-unused: {severity: critical}}\n")["severity"] == "critical");
  CHECK(finding_with("rules: {tool-unused: {effort: 3, carry: 2.5}}\n")["effort_hours"] == 3);
  CHECK(finding_with("rules: {tool-unused: {effort: 3, carry: 2.5}}\n")["carry_hours"] == 2.5);
  CHECK(finding_with("rules: {tool-unused: {idle: 400}}\n").is_null());
  CHECK(finding_with("rules: {tool-unused: {idle: 400d}}\n").is_null());
  CHECK(finding_with("rules: {tool-unused: {idle: 200d}}\n").is_object());
  // A family's setting holds for the rules that have none of their own.
  CHECK(finding_with("rules: {zombies: low}\n")["severity"] == "low");
  CHECK(finding_with("rules: {zombies: {severity: low}, tool-unused: {idle: 10d}}\n")["severity"] == "high");
  CHECK(finding_with("rules: {tool-unused: {idle: 10d}, zombies: {severity: low}}\n")["severity"] == "high");
  CHECK(finding_with("rules: {zombies: off, tool-unused: {idle: 10d}}\n")["severity"] == "high");
  // An item's own value takes precedence over the configuration.
  const std::string folder = folder_with("rules: {tool-unused: {effort: 3}}\n");
  write_text(folder + "/stack.yaml", stack.substr(0, stack.size() - 3) + ", effort: 7}}\n");
  CHECK(json::parse(run("$S audit --format json", folder).out)["findings"][0]["effort_hours"] == 7);
}

TEST_CASE("the gate's settings hold unless the command line says otherwise") {
  const auto exit_of = [](const std::string& config, const std::string& more = "") {
    return run("$S audit -q " + more, folder_with(config)).exit;
  };
  CHECK(exit_of("") == 1);
  CHECK(exit_of("gate: {fail_on: critical}\n") == 0);
  CHECK(exit_of("gate: {fail_on: never}\n") == 0);
  CHECK(exit_of("gate: {fail_on: never}\n", "--fail-on high") == 1);
  CHECK(exit_of("gate: {fail_on: critical}\n", "--fail-on low") == 1);
  const std::string folder = folder_with("gate: {baseline: known.json, strict_baseline: true}\n");
  CHECK(run("$S audit", folder).exit == 2);
  CHECK(run("$S show crm", folder).exit == 0);
  CHECK(run("$S baseline create", folder).exit == 0);
  CHECK(std::filesystem::exists(folder + "/known.json"));
  CHECK(run("$S audit", folder).exit == 0);
  CHECK(run("cd / && $S audit '" + folder + "/stack.yaml'", folder).exit == 0);
  write_text(folder + "/stack.yaml", "version: 1\nstack: {as_of: 2026-11-21}\n");
  CHECK(run("$S audit", folder).exit == 1);
  CHECK(run("$S baseline update && $S audit", folder).exit == 0);
}

TEST_CASE("whatever is wrong in a configuration is reported where it stands, and nothing is audited") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"rule: {}\n", "1:1: error: `rule` is not known here; did you mean `rules`?"},
      {"profile: full\n", "1:1: error: `profile` is not known here; there are rules, gate, packs"},
      {"rules: {tool-unusd: off}\n", "1:9: error: no rule or family is called `tool-unusd`; did you mean `tool-unused`?"},
      {"rules: {namng: off}\n", "1:9: error: no rule or family is called `namng`; did you mean `naming`?"},
      {"rules: {naming: loud}\n", "`naming`: expected off, a severity, or a mapping, found `loud`"},
      {"rules: {naming: {effort: 3}}\n", "`effort` is not known here"},
      {"rules: {tool-unused: {idel: 3}}\n", "1:23: error: `idel` is not known here; did you mean `idle`?"},
      {"rules: {tool-unused: {idle: many}}\n", "`idle`: expected a number of days from 0 to 1000000, found `many`"},
      {"rules: {tool-unused: {idle: -3}}\n", "expected a number of days"},
      {"rules: {tool-unused: {idle: 9999999999}}\n", "expected a number of days from 0 to 1000000, found `9999999999`"},
      {"gate: {waiver_notice: 2147483648}\n", "`waiver_notice`: expected a number of days from 0 to 1000000"},
      {"rules: {page-tag-budget: {limit: 1e300}}\n", "from 0 to 1000000"},
      {"rules: {tool-unused: {severity: hihg}}\n", "did you mean `high`?"},
      {"rules: {tool-unused: {effort: 1e9}}\n", "`effort`: expected a number of hours from 0 to 10000"},
      {"rules: {tool-unused: loud}\n", "`tool-unused`: expected off, a severity, or a mapping, found `loud`"},
      {"rules: {seats-underused: {limit: 70}}\n", "expected a share such as 0.8 or 80%, found `70`"},
      {"rules: [tool-unused]\n", "`rules`: expected a mapping, found a list"},
      {"gate: {fail_on: info}\n", "`fail_on`: expected one of never, low, medium, high, critical, found `info`"},
      {"gate: {new: {clok: warn}}\n", "did you mean `clock`?"},
      {"gate: {new: {clock: wran}}\n", "did you mean `warn`?"},
      {"gate: {strict_baseline: yes}\n", "expected true or false, found `yes`"},
      {"gate: {baseline: ''}\n", "expected the name of a file"},
      {"packs: own.yaml\n", "`packs`: expected a list of files"},
      {"packs: [missing.yaml]\n", "cannot read `missing.yaml`"},
      {"rules: {a: off\n", ".stackdrag.yaml:"},
      {"- x\n", "expected a mapping, found a list"},
  };
  for (const auto& [config, words] : cases) {
    INFO(config);
    const Ran ran = run("$S audit", folder_with(config));
    INFO(ran.err);
    CHECK(ran.exit == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err.find(words) != std::string::npos);
  }
  CHECK(run("$S audit --config missing.yaml", folder_with("")).exit == 2);
  CHECK(run("$S audit", folder_with("# nothing yet\n")).exit == 1);
}

TEST_CASE("a configuration is found beside the inventory and above it, up to the root of the repository") {
  const std::string top = folder_with("gate: {fail_on: never}\n");
  const auto exit_in = [&](const std::string& folder) { return run("$S audit -q", folder).exit; };
  const std::string deep = top + "/a/b";
  std::filesystem::create_directories(deep);
  write_text(deep + "/stack.yaml", stack);
  // Whether or not the tests run inside a repository, this folder is one of its own.
  std::filesystem::create_directories(deep + "/.git");
  CHECK(exit_in(top) == 0);
  CHECK(exit_in(deep) == 1);
  std::filesystem::remove(deep + "/.git");
  std::filesystem::create_directories(top + "/.git");
  CHECK(exit_in(deep) == 0);
  CHECK(run("$S audit -q a/b/stack.yaml", top).exit == 0);
  CHECK(run("$S audit -q a/b", top).exit == 0);
  write_text(top + "/a/.stackdrag.yaml", "gate: {fail_on: low}\n");
  CHECK(exit_in(deep) == 1);
  CHECK(run("$S audit -q --config ../../.stackdrag.yaml", deep).exit == 0);
}

TEST_CASE("packs of the team's own are laid over the built-in ones") {
  const std::string folder = folder_with("packs: [house/own.yaml]\n");
  std::filesystem::create_directories(folder + "/house");
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {as_of: 2026-11-21}\ntools: {house-mailer: {owner: ana, vendor: house-mailer, purpose: p}}\n");
  const auto is_flagged = [&] { return run("$S audit --format json", folder).out.find("tool-ended") != std::string::npos; };
  write_text(folder + "/house/own.yaml",
             "products: {house-mailer: {name: House Mailer, vendor: house-mailer, retired: 2026-06-30, source: our intranet, checked: "
             "2026-11-01, certainty: verified}}\n");
  CHECK(json::parse(run("$S audit --format json", folder).out)["findings"][0]["rule"] == "tool-ended");
  write_text(folder + "/house/own.yaml", "{}\n");
  CHECK(json::parse(run("$S audit --format json", folder).out)["findings"].empty() != is_flagged());
  write_text(folder + "/house/own.yaml", "prodcts: {}\n");
  const Ran wrong = run("$S audit", folder);
  CHECK(wrong.exit == 2);
  CHECK(wrong.err.find("house/own.yaml:1:1") != std::string::npos);
}

TEST_CASE("the schema of the configuration accepts and refuses what the program does") {
  const std::string folder = fresh_folder("config-schema");
  std::string accepted, refused;
  const auto add = [&](std::string& list, const std::string& text) {
    static int number = 0;
    const std::string path = fmt::format("{}/{}.yaml", folder, ++number);
    write_text(path, text);
    list += " " + path;
    const Ran ran = run(fmt::format("cd '{}' && echo 'version: 1' > stack.yaml && $S audit --config {}", folder, path));
    INFO(text << ran.err);
    CHECK((ran.exit != 2) == (&list == &accepted));
  };
  for (const std::string text :
       {"{}", "rules: {tool-unused: off}", "rules: {tool-unused: {off: false, severity: low, effort: 0, idle: 30d}}",
        "rules: {seats-underused: {limit: 80%}, bus-factor: info}",
        "gate: {fail_on: never, strict_baseline: true, waiver_notice: 7, freeze_until: 2027-01-31, new: {clock: warn, rules: ignore, "
        "waiver: fail}}",
        "packs: []"})
    add(accepted, text);
  for (const std::string text : {"rule: {}", "rules: {tool-unusd: off}", "rules: {tool-unused: {idel: 3}}", "rules: {tool-unused: 3}",
                                 "rules: {tool-unused: {idle: -1}}", "rules: {seats-underused: {limit: 70}}", "gate: {fail_on: info}",
                                 "gate: {new: {clock: maybe}}", "gate: {strict_baseline: 1}", "packs: x", "gate: {baseline: ''}"})
    add(refused, text);
  const auto validate = [&](const std::string& files) {
    return run("$S schema config > " + folder + "/schema.json; env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 python3 tests/schema/validate.py " +
               folder + "/schema.json" + files);
  };
  const Ran good = validate(accepted);
  INFO(good.out << good.err);
  CHECK(good.out.find("refused") == std::string::npos);
  const Ran bad = validate(refused);
  INFO(bad.out << bad.err);
  CHECK(bad.out.find("accepted") == std::string::npos);
  // Each rule and each of its options stands in it.
  const json schema = json::parse(run("$S schema config").out);
  for (const Rule& rule : built_in_catalogue().rules) {
    const json& settings = schema["properties"]["rules"]["properties"][std::string(rule.id)]["anyOf"][1]["properties"];
    CHECK(settings.size() == rule.options.size() + 4);
  }
}
