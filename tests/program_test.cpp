// The program as its users meet it: a person at a terminal, a nightly job, another program.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catch.h"
#include "stackdrag/catalogue.h"
#include "stackdrag/kinds.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

const std::vector<std::string> example_names{"ten-lines", "acme", "clean", "harbour-home", "shadow"};

std::string golden(const std::string& name) { return source_dir() + "/tests/golden/" + name; }

json audit_json(const std::string& arguments) { return json::parse(run("$S audit --format json " + arguments).out); }

/// The ids of the findings, as "rule subject".
std::vector<std::string> findings_of(const json& report) {
  std::vector<std::string> found;
  for (const json& finding : report["findings"])
    found.push_back(finding["rule"].get<std::string>() + " " + finding["subject"].get<std::string>());
  std::sort(found.begin(), found.end());
  return found;
}

/// A JSON report without the list of the rules that were asked, as every new rule adds to it.
std::string without_asked(std::string report) {
  const std::size_t from = report.find("  \"asked\": {\n");
  REQUIRE(from != std::string::npos);
  const std::string end = "\n  },\n";
  report.erase(from, report.find(end, from) + end.size() - from);
  return report;
}

}  // namespace

TEST_CASE("each example prints what is recorded, in every format") {
  for (const std::string& name : example_names) {
    for (const std::string format : {"text", "json", "markdown"}) {
      INFO(name << " " << format);
      const Ran ran = run(fmt::format("$S audit examples/{} --format {}", name, format));
      CHECK(ran.err.empty());
      CHECK(is_recorded(golden(fmt::format("{}.{}", name, format)), format == "json" ? without_asked(ran.out) : ran.out));
    }
  }
  CHECK(is_recorded(golden("acme.wide.text"), run("COLUMNS=160 $S audit examples/acme").out));
  CHECK(is_recorded(golden("acme.verbose.text"), run("$S audit examples/acme -v").out));
  CHECK(is_recorded(golden("acme.quiet.text"), run("$S audit examples/acme -q").out));
}

TEST_CASE("the README shows what a person really sees") {
  const std::string page = read_text(source_dir() + "/README.md");
  const std::string mark = "<!-- Recorded: ", opening = " -->\n```text\n", closing = "\n```\n";
  std::size_t count = 0;
  for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at)) {
    at += mark.size();
    const std::size_t end = page.find(opening, at), begin = end + opening.size();
    const std::string shown = page.substr(begin, page.find(closing, begin) - begin);
    std::string command = page.substr(at, end - at);
    command.replace(command.find("stackdrag "), 9, "$S");
    INFO(command);
    CHECK(run(command).out.find(shown) != std::string::npos);
    ++count;
  }
  CHECK(count == 5);
}

TEST_CASE("a report lists the rules of its profile as asked, by family") {
  for (const std::string& name : example_names) {
    for (const std::string profile : {"starter", "standard", "full"}) {
      json expected = json::object();
      for (const Family& family : built_in_catalogue().families) {
        std::set<std::string> ids;
        for (const Rule& rule : built_in_catalogue().rules) {
          if (rule.family == family.id && rule.profile <= *enum_named<Profile>(profile)) ids.emplace(rule.id);
        }
        if (!ids.empty()) expected[std::string(family.id)] = ids;
      }
      CHECK(audit_json(fmt::format("examples/{} --profile {}", name, profile))["asked"] == expected);
    }
  }
}

TEST_CASE("stacks that are looked after yield no finding and no question, in any profile") {
  const std::vector<std::pair<std::string, int>> stacks{{"start-up", 15}, {"clean", 60}, {"grand-magasin", 120}};
  for (const auto& [name, least] : stacks) {
    for (const std::string profile : {"starter", "standard", "full"}) {
      INFO(name << " " << profile);
      const json report = audit_json("examples/" + name + " --profile " + profile);
      CHECK(report["findings"].empty());
      CHECK(report["questions"].empty());
      CHECK(report["gaps"].empty());
      CHECK(report["problems"].empty());
      CHECK(report["drag"]["evidence"] == 1);
      CHECK(report["drag"]["high"] == 0);
      CHECK(report["money"]["at_least"] == false);
      CHECK(report["gate"]["passed"] == true);
      CHECK(report["stack"]["items"] >= least);
    }
  }
}

TEST_CASE("the neglected stack shows most rules, and has items enough to be real") {
  const json report = audit_json("examples/harbour-home");
  std::set<std::string> fired;
  for (const json& finding : report["findings"]) fired.insert(finding["rule"]);
  // Without exports there is nothing to compare with.
  const std::vector<Rule>& rules = built_in_catalogue().rules;
  const auto able = std::count_if(rules.begin(), rules.end(), [](const Rule& rule) { return rule.family != "reality"; });
  CHECK(fired.size() * 10 >= static_cast<std::size_t>(able) * 9);
  CHECK(report["stack"]["items"] >= 150);
}

TEST_CASE("Acme's findings are those worked out by hand, with their ages and folds") {
  const json report = audit_json("examples/acme");
  const std::vector<std::string> expected{
      "agent-dirty-inputs agent/lead-scorer",
      "agent-fragile-dependency agent/lead-scorer",
      "agent-no-oversight agent/lead-scorer",
      "agent-undisclosed agent/chat-greeter",
      "agent-unlogged agent/lead-scorer",
      "agent-unmonitored agent/lead-scorer",
      "api-version-sunset integration/hs-sf",
      "api-version-unpinned integration/hs-survey",
      "approver-is-owner agent/chat-greeter",
      "bus-factor tool/hubspot",
      "capability-overlap capability/survey",
      "contract-facts-missing tool/surveybee",
      "data-quality-breach data/lead",
      "debt-budget-starved stack",
      "ghost-reference tool/cms",
      "integration-departed-credential integration/hs-survey",
      "integration-personal-credential integration/hs-survey",
      "integration-silent integration/hs-survey",
      "integration-to-retired integration/hs-survey",
      "integration-unmonitored integration/hs-survey",
      "leaver-named proposal/ai-copywriter",
      "no-owner integration/hs-survey",
      "no-owner pixel/meta-q1",
      "no-owner pixel/ua-legacy",
      "no-purpose pixel/ua-legacy",
      "owner-departed project/cdp-pilot",
      "owner-departed tool/surveybee",
      "page-third-party-blocking page//",
      "pixel-campaign-ended pixel/meta-q1",
      "pixel-over-scoped pixel/meta-q1",
      "pixel-vendor-dead pixel/ua-legacy",
      "project-no-outcome project/cdp-pilot",
      "project-stalled project/cdp-pilot",
      "proposal-incomplete proposal/ai-copywriter",
      "proposal-integration-unproven proposal/ai-copywriter",
      "renewal-notice-missed tool/salesforce",
      "renewal-notice-window tool/hubspot",
      "seats-underused tool/hubspot",
      "stage-uncovered stage/awareness",
      "stage-uncovered stage/retention",
      "tool-unused tool/surveybee",
      "touchpoint-no-experience-metric touchpoint/demo-call",
      "touchpoint-untracked touchpoint/demo-call",
      "utm-medium-unrecognised utm_medium/paidfb",
      "utm-synonyms utm_source/facebook",
      "vendor-no-dpa tool/surveybee",
  };
  CHECK(findings_of(report) == expected);
  std::map<std::string, json> by_name;
  for (const json& finding : report["findings"])
    by_name[finding["rule"].get<std::string>() + " " + finding["subject"].get<std::string>()] = finding;
  CHECK(by_name["tool-unused tool/surveybee"]["measure"]["value"] == 240);
  CHECK(by_name["pixel-campaign-ended pixel/meta-q1"]["measure"]["value"] == 235);
  CHECK(by_name["integration-silent integration/hs-survey"]["measure"]["value"] == 233);
  CHECK(by_name["integration-departed-credential integration/hs-survey"]["severity"] == "critical");
  CHECK(by_name["seats-underused tool/hubspot"]["carry_money"] == 1120);
  CHECK(by_name["api-version-sunset integration/hs-sf"]["severity"] == "medium");
  const std::string retired = by_name["integration-to-retired integration/hs-survey"]["fingerprint"];
  CHECK(by_name["integration-silent integration/hs-survey"]["folded_into"] == retired);
  CHECK(by_name["no-owner integration/hs-survey"]["folded_into"] == retired);
  CHECK(by_name["no-owner pixel/ua-legacy"]["folded_into"] == by_name["pixel-vendor-dead pixel/ua-legacy"]["fingerprint"]);
  CHECK(by_name["no-owner pixel/meta-q1"]["folded_into"].is_null());
  CHECK(by_name["pixel-over-scoped pixel/meta-q1"]["folded_into"] == by_name["pixel-campaign-ended pixel/meta-q1"]["fingerprint"]);
  CHECK(by_name["contract-facts-missing tool/surveybee"]["folded_into"] == by_name["tool-unused tool/surveybee"]["fingerprint"]);
  CHECK(by_name["integration-personal-credential integration/hs-survey"]["folded_into"] ==
        by_name["integration-departed-credential integration/hs-survey"]["fingerprint"]);
}

TEST_CASE("the ten lines yield what they promise") {
  const json report = audit_json("examples/ten-lines");
  const std::vector<std::string> expected{"contract-facts-missing tool/surveybee",
                                          "integration-silent integration/hs-survey",
                                          "integration-to-retired integration/hs-survey",
                                          "no-owner integration/hs-survey",
                                          "no-owner pixel/meta-q1",
                                          "no-owner tool/surveybee",
                                          "pixel-campaign-ended pixel/meta-q1",
                                          "renewal-notice-window tool/hubspot",
                                          "tool-unused tool/surveybee"};
  CHECK(findings_of(report) == expected);
  CHECK(report["drag"]["provisional"] == true);
  // First what may be critical, then what costs most.
  CHECK(report["gaps"][0]["fields"] == json({"api", "runs_as"}));
  const auto dearest = std::max_element(report["gaps"].begin(), report["gaps"].end(),
                                        [](const json& a, const json& b) { return a["points"] < b["points"]; });
  CHECK((*dearest)["items"][0] == "tool/hubspot");
  CHECK((*dearest)["fields"] == json({"notice", "seats", "seats_used"}));
  CHECK((*dearest)["points"] > 12);
  CHECK(report["drag"]["grade"].is_null());
}

TEST_CASE("the same command prints the same bytes, wherever and whenever it runs") {
  const std::string folder = fresh_folder("bytes");
  std::filesystem::copy(source_dir() + "/examples", folder + "/examples", std::filesystem::copy_options::recursive);
  for (const std::string format : {"text", "json", "markdown"}) {
    const std::string command = "$S audit examples/harbour-home --format " + format;
    const std::string first = run(command).out;
    CHECK(first == run(command).out);
    CHECK(first == run("LC_ALL=de_DE.UTF-8 LANG=tr_TR.UTF-8 TZ=Pacific/Kiritimati " + command).out);
    CHECK(first == run("SOURCE_DATE_EPOCH=86400 " + command).out);
    CHECK(first == run(command, folder).out);
  }
}

TEST_CASE("exit codes: 0 passed, 1 failed, 2 wrong input") {
  CHECK(run("$S audit examples/clean").exit == 0);
  CHECK(run("$S audit examples/acme").exit == 1);
  CHECK(run("$S audit examples/acme --fail-on never").exit == 0);
  CHECK(run("$S audit examples/ten-lines --fail-on critical").exit == 0);
  CHECK(run("$S audit examples/ten-lines --fail-on medium").exit == 1);
  CHECK(run("$S audit no-such.yaml").exit == 2);
  CHECK(run("$S audit examples/acme --fail-on hihg").exit == 2);
  CHECK(run("$S").exit == 2);
  CHECK(run("$S --help").exit == 0);
  CHECK(run("$S audit --help").exit == 0);
  CHECK(run("$S version").out == run("$S --version").out);
}

TEST_CASE("a word that is not known is named with the nearest that is") {
  const auto says = [](const std::string& command, const std::string& part) {
    const Ran ran = run(command);
    INFO(command << " prints: " << ran.err);
    CHECK(ran.exit == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err.find(part) != std::string::npos);
  };
  says("$S audti", "did you mean `audit`?");
  says("$S audit examples/acme --format jsn", "did you mean `json`?");
  says("$S audit examples/acme --select tool-unsued", "did you mean `tool-unused`?");
  says("$S audit examples/acme --ignore zombie", "did you mean `zombies`?");
  says("$S explain no-ownre", "did you mean `no-owner`?");
  says("$S explain unused-tool", "did you mean `tool-unused`?");
  says("$S audit examples/acme --select unused-tool", "did you mean `tool-unused`?");
  says("$S audit examples/acme --owner anna", "nobody is called `anna`; did you mean `ana`?");
  says("$S audit examples/acme --severity hgih", "expected critical, high, medium, low or info, found `hgih`; did you mean `high`?");
  says("$S audit examples/acme --severity HIGH", "did you mean `high`?");
  says("$S audit examples/acme --fail-on nevr", "expected critical, high, medium, low or never, found `nevr`; did you mean `never`?");
  says("$S audit examples/acme --profile ful", "expected starter, standard or full, found `ful`; did you mean `full`?");
  says("$S rules --profile starer", "did you mean `starter`?");
  says("$S audit examples/acme --by ownr", "expected severity, owner, item or family, found `ownr`; did you mean `owner`?");
  says("$S audit examples/acme --top 0", "--top: expected a whole number from 1 to 1,000,000, found `0`");
  says("$S audit examples/acme --top 2.5", "--top: expected a whole number from 1 to 1,000,000, found `2.5`");
  says("$S audit examples/acme --top 3 --all", "--all shows everything, --top only the first; give one of them");
  says("$S diff examples/acme examples/clean --profile starer", "did you mean `starter`?");
  says("$S show hubspto examples/acme", "did you mean `hubspot`?");
  says("$S audit examples/acme/stakc.yaml", "did you mean `stack.yaml`?");
  says("$S audit --as-of 2026-02-30 examples/acme", "did you mean 2026-02-28?");
  says("$S rules --family zombis", "did you mean `zombies`?");
  says("$S schema invetory", "inventory");
}

namespace {

/// The lines that begin with this.
std::size_t count_lines(const std::string& text, const std::string& beginning) {
  const std::vector<std::string> lines = lines_of(text);
  return static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [&](const auto& line) { return line.starts_with(beginning); }));
}

/// The name, the count and the points of each group, from its heading: "ana: 12 findings, 9.4 points".
struct Heading {
  std::string name;
  int count = 0;
  double points = 0;
};

std::vector<Heading> headings_of(const std::string& report) {
  static const std::regex heading("(.*): (\\d+) findings?, ([0-9.]+) points");
  std::vector<Heading> headings;
  std::smatch parts;
  for (const std::string& line : lines_of(report)) {
    if (std::regex_match(line, parts, heading)) headings.push_back({parts[1], std::stoi(parts[2]), std::stod(parts[3])});
  }
  return headings;
}

}  // namespace

TEST_CASE("the first few actions and findings are told, and the others counted") {
  const Ran whole = run("$S audit examples/acme"), first = run("$S audit examples/acme --top 2");
  CHECK(first.exit == whole.exit);
  CHECK(says(first.out, whole.out.substr(0, whole.out.find("DO FIRST"))));
  CHECK(says(first.out, whole.out.substr(whole.out.find("NOT KNOWN"))));
  CHECK(count_lines(first.out, "     examples/acme/stack.yaml:") == 2);
  CHECK(says(first.out, "     and 24 more (--all shows them)\n"));
  CHECK(says(first.out, "  and 35 more: 8 high, 17 medium, 7 low, 2 info, 1 waived (--all shows them)\n"));
  const std::string markdown = run("$S audit examples/acme --format markdown --top 2").out;
  CHECK(count_lines(markdown, "| 2 |") == 1);
  CHECK(count_lines(markdown, "| 3 |") == 0);
  CHECK(count_lines(markdown, "- ") == 2 + count_lines(markdown.substr(0, markdown.find("### ")), "- "));
}

TEST_CASE("findings stand under owners, items or families, the worst first") {
  const json report = audit_json("examples/harbour-home");
  for (const std::string by : {"owner", "family"}) {
    const std::vector<Heading> headings = headings_of(run("$S audit examples/harbour-home --by " + by).out);
    CHECK(headings.size() == report["totals"]["by_" + by].size());
    double points = 0;
    for (const Heading& heading : headings) {
      INFO(by << " " << heading.name);
      points += heading.points;
      CHECK(std::abs(heading.points - report["totals"]["by_" + by][heading.name]["points"].get<double>()) < 0.06);
      // The same findings as under a filter.
      const std::string option = by == "owner" ? " --owner " : " --select ";
      const std::string alone = run("$S audit examples/harbour-home" + option + heading.name).out;
      CHECK(says(alone, fmt::format("showing {} of ", heading.count)));
    }
    // What has something critical comes first, then what weighs most.
    const auto is_critical = [&](const Heading& heading) {
      return std::any_of(report["findings"].begin(), report["findings"].end(), [&](const json& finding) {
        const bool belongs = by == "family" ? finding["family"] == heading.name
                                            : finding["owners"].dump().find('"' + heading.name + '"') != std::string::npos ||
                                                  (heading.name == "unowned" && finding["owners"].empty());
        return belongs && finding["severity"] == "critical";
      });
    };
    CHECK(std::is_sorted(headings.begin(), headings.end(), [&](const Heading& a, const Heading& b) {
      const bool a_critical = is_critical(a), b_critical = is_critical(b);
      return a_critical != b_critical ? a_critical : a.points > b.points;
    }));
    CHECK(std::abs(points - report["drag"]["low"].get<double>()) < 0.06 * static_cast<double>(headings.size()));
  }
}

TEST_CASE("a group says what an item is called, how severe its findings are, and how many are not told") {
  const std::string folder = fresh_folder("groups");
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {as_of: 2026-11-21, currency: EUR}\npeople: {ana: {left: 2026-06-30}}\n"
             "tools:\n  t-1: {name: Big Blue, owner: ana, cost: 100/mo, last_used: 2025-01-01}\n  t-2: {owner: ana, cost: 1/mo}\n");
  const Ran ran = run("$S audit --by item --top 1", folder);
  CHECK(ran.exit == 1);
  CHECK(says(ran.out, "\ntool t-1 (Big Blue): "));
  CHECK(says(ran.out, "\n  high: tool `t-1` (Big Blue) is owned by `ana`"));
  CHECK(says(ran.out, "\n  and 1 more, high (--all shows it)\n"));
  CHECK(says(run("$S audit --by item --format markdown", folder).out, "\n### tool t-1 (Big Blue): 2 findings, "));
  // A saved report can be seen so, too.
  REQUIRE(run("$S audit --format json -o report.json", folder).exit == 1);
  CHECK(says(run("$S render report.json --by item --top 1", folder).out, "\n  and 1 more, high (--all shows it)\n"));
}

TEST_CASE("standard output carries the report and nothing else, without colour when piped") {
  const Ran ran = run("$S audit examples/acme");
  CHECK(ran.out.find('\x1b') == std::string::npos);
  CHECK(ran.err.empty());
  CHECK(run("$S audit examples/acme --color always").out.find('\x1b') != std::string::npos);
}

TEST_CASE("standard input is read and named") {
  const Ran ran = run("$S audit - --stdin-filename nightly.yaml < examples/acme/stack.yaml");
  CHECK(ran.exit == 1);
  CHECK(ran.out.find("nightly.yaml:") != std::string::npos);
  const Ran json_input = run("printf '{\"version\": 1, \"tools\": {\"a\": {\"owner\": \"ana\"}}}' | $S audit - --format json");
  CHECK(json::parse(json_input.out)["stack"]["items"] == 1);
}

TEST_CASE("without a path the inventory of the working directory is read") {
  const std::string folder = fresh_folder("here");
  CHECK(run("$S audit", folder).exit == 2);
  CHECK(run("$S init && $S audit", folder).exit == 0);
  CHECK(run("rm stack.yaml && mkdir stack && $S init stack/a.yaml && $S audit", folder).exit == 0);
}

TEST_CASE("whoever reads a report, a plan or a forecast is told that the inventory has mistakes") {
  const std::string folder = fresh_folder("told-mistakes");
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {as_of: 2026-11-21}\ntools: {a: {onwer: ana, last_used: 2026-03-01, renews: soon}}\n");
  for (const std::string command : {"audit", "plan", "forecast"}) {
    for (const std::string format : {"text", "markdown"}) {
      const Ran ran = run("$S " + command + " --format " + format, folder);
      INFO(command << ' ' << format << ran.out);
      CHECK(ran.exit == 2);
      CHECK(says(unwrapped(ran.out), "2 mistakes were found in the inventory: only what could be read was audited"));
    }
  }
  write_text(folder + "/stack.yaml", "version: 1\nstack: {as_of: 2026-11-21}\ntools: {a: {owner: ana, last_used: 2026-03-01}}\n");
  for (const std::string command : {"audit", "plan", "forecast"}) CHECK_FALSE(says(run("$S " + command, folder).out, "mistake"));
}

TEST_CASE("several mistakes are reported together, with places, and what could be read is audited") {
  const std::string folder = fresh_folder("mistakes");
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {as_of: 2026-11-21}\ntools:\n  a: {onwer: ana, renews: 2026-02-30}\n  b: {status: retierd}\npixels:\n  p: "
             "{last_seem: 2026-11-20}\n");
  const Ran ran = run("$S audit --format json", folder);
  CHECK(ran.exit == 2);
  CHECK(is_recorded(golden("mistakes.stderr"), ran.err));
  CHECK(json::parse(ran.out)["problems"].size() == 4);
}

TEST_CASE("each hostile document ends with a place or is read, and nothing crashes") {
  std::string transcript;
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(source_dir() + "/tests/hostile")) {
    if (entry.path().extension() != ".txt") files.push_back(entry.path().filename().string());
  }
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    const Ran ran = run("$S audit tests/hostile/" + file + " --as-of 2026-11-21 --format json");
    INFO(file << "\n" << ran.err);
    CHECK((ran.exit == 0 || ran.exit == 1 || ran.exit == 2));
    CHECK(ran.err.find('\x1b') == std::string::npos);
    if (ran.exit == 2) CHECK(ran.err.find("tests/hostile/" + file + ":") != std::string::npos);
    transcript += fmt::format("{}: exit {}\n{}\n", file, ran.exit, ran.err);
  }
  CHECK(files.size() > 20);
  CHECK(is_recorded(golden("hostile.stderr"), transcript));
}

TEST_CASE("a filter changes what is shown, never the score or the exit code") {
  const json whole = audit_json("examples/acme");
  for (const std::string filter : {"--select zombies", "--ignore no-owner,zombies", "--owner ana", "--owner unowned"}) {
    INFO(filter);
    const json part = json::parse(run("$S audit --format json examples/acme " + filter).out);
    CHECK(part["drag"] == whole["drag"]);
    CHECK(part["totals"] == whole["totals"]);
    CHECK(part["gate"] == whole["gate"]);
    CHECK(part["findings"].size() < whole["findings"].size());
    CHECK_FALSE(part["findings"].empty());
  }
  CHECK(run("$S audit examples/acme --select utm-case-drift").exit == 1);
}

TEST_CASE("the program shows every finding in every format") {
  const json report = audit_json("examples/acme");
  const std::string text = run("$S audit examples/acme --all").out;
  const std::string markdown = run("$S audit examples/acme --format markdown --all").out;
  for (const json& finding : report["findings"]) {
    INFO(finding["rule"] << " " << finding["subject"]);
    const std::string rule = finding["rule"];
    CHECK(text.find(rule) != std::string::npos);
    CHECK(markdown.find(rule) != std::string::npos);
  }
}

TEST_CASE("reports go to files, all or nothing, and never over an input") {
  const std::string folder = fresh_folder("files");
  std::filesystem::copy(source_dir() + "/examples/acme/stack.yaml", folder + "/stack.yaml");
  const Ran both = run("$S audit --format json -o a.json --format markdown -o b.md --format text", folder);
  CHECK(both.exit == 1);
  CHECK(both.out.find("DRAG") != std::string::npos);
  CHECK(json::parse(read_text(folder + "/a.json"))["schema_version"] == 2);
  CHECK(read_text(folder + "/b.md").find("## Marketing drag") != std::string::npos);
  const std::string before = read_text(folder + "/stack.yaml");
  CHECK(run("$S audit -o stack.yaml", folder).exit == 2);
  CHECK(run("ln -s stack.yaml link.yaml && $S audit stack.yaml -o link.yaml", folder).exit == 2);
  CHECK(read_text(folder + "/stack.yaml") == before);
  CHECK(run("$S audit -o missing/folder/a.txt", folder).exit == 2);
  CHECK(run("$S audit --format json --format text", folder).exit == 2);
  CHECK(run("$S audit > /dev/full", folder).exit == 2);
  CHECK(run("$S audit --format json -o /dev/full", folder).exit == 2);
  CHECK(run("ls -A | sort", folder).out == "a.json\nb.md\nlink.yaml\nstack.yaml\n");
}

TEST_CASE("a closed pipe ends quietly and keeps the gate's exit code") {
  const Ran ran = run("{ $S audit examples/harbour-home; echo \"exit $?\" >&2; } | head -n 1");
  CHECK(ran.err == "exit 1\n");
}

TEST_CASE("a closed standard output is no place for a file to end up") {
  const std::string folder = fresh_folder("closed");
  std::filesystem::copy(source_dir() + "/examples/acme/stack.yaml", folder + "/stack.yaml");
  CHECK(run("$S audit --format json -o a.json >&-", folder).exit == 1);
  CHECK(json::parse(read_text(folder + "/a.json"))["schema_version"] == 2);
}

TEST_CASE("explain says everything, and the pages of the documentation are what it prints") {
  std::size_t number = 0;
  for (const Rule& rule : built_in_catalogue().rules) {
    INFO(rule.id);
    // The text has the same parts for every rule, so a few show it.
    const bool is_one_of_few = number++ % 8 == 0;
    if (is_sanitized() && !is_one_of_few) continue;
    CHECK(is_recorded(fmt::format("{}/docs/rules/{}.md", source_dir(), rule.id),
                      run(fmt::format("$S explain {} --format markdown", rule.id)).out));
    if (!is_one_of_few) continue;
    const std::string text = run(fmt::format("$S explain {}", rule.id)).out;
    for (const std::string part : {"WHY", "FIX", "THIS IS FLAGGED", "THIS IS CLEAN", ".yaml:"}) CHECK(text.find(part) != std::string::npos);
  }
}

TEST_CASE("the published schemas are those that the program prints") {
  for (const std::string what : {"inventory", "config", "report"}) {
    CHECK(is_recorded(fmt::format("{}/docs/schema/{}.json", source_dir(), what), run("$S schema " + what).out));
  }
}

TEST_CASE("rules lists the catalogue, for people and for programs") {
  const std::string text = run("$S rules").out;
  const json list = json::parse(run("$S rules --format json").out);
  CHECK(list.size() == built_in_catalogue().rules.size());
  for (const Rule& rule : built_in_catalogue().rules) CHECK(text.find(std::string(rule.id)) != std::string::npos);
  CHECK(json::parse(run("$S rules --family zombies --format json").out).size() < list.size());
}

TEST_CASE("show tells what the stack costs and when contracts renew, as text, CSV and JSON") {
  for (const std::string arguments : {"--spend", "--spend --by owner", "--spend --by capability", "--spend --by vendor", "--renewals"}) {
    INFO(arguments);
    const Ran text = run("$S show " + arguments + " examples/harbour-home");
    CHECK(text.exit == 0);
    std::string name = "show" + arguments;
    std::replace(name.begin(), name.end(), ' ', '-');
    CHECK(is_recorded(golden(name + ".text"), text.out));
    // The same rows in every format, and the parts add up to the whole.
    const json table = json::parse(run("$S show " + arguments + " --format json examples/harbour-home").out);
    const std::string csv = run("$S show " + arguments + " --format csv examples/harbour-home").out;
    CHECK(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')) == table["rows"].size() + 1);
    CHECK(table["rows"].size() > 5);
    if (!arguments.starts_with("--spend")) continue;
    double sum = 0, percent = 0;
    for (const json& row : table["rows"]) sum += row["per_month"].get<double>(), percent += row["percent"].get<double>();
    CHECK(sum == Approx(25'110.3333).epsilon(1e-6));
    CHECK(percent == Approx(100).epsilon(1e-4));
  }
}

TEST_CASE("a table of the stack leaves out what is free, marks what is retired, and names what is not known") {
  const std::string folder = fresh_folder("tables");
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {as_of: 2026-11-28, currency: EUR}\ntools:\n"
             "  crm: {does: [crm, email], owner: ana, owners: [ben], cost: 1200/yr, renews: 2027-01-31, notice: 60d, vendor: \"=1+1\"}\n"
             "  old: {cost: 900/mo, status: retired, owner: ana, renews: 2027-02-01}\n"
             "  gone: {cost: 900/mo, status: retired, renews: 2027-02-01, decision: cancel}\n"
             "  ended: {cost: 900/mo, status: retired}\n"
             "  next: {cost: 900/mo, status: planned}\n"
             "  free: {cost: none}\n"
             "  theirs: {cost: 300/mo, external: true}\n"
             "  dear: {cost: 40/mo, renews: 2026-11-01, vendor: \"\\e[31mred\"}\n"
             "  riddle: {}\n");
  CHECK(run("$S show --spend --by vendor", folder).out.find('\x1b') == std::string::npos);
  const Ran by_owner = run("$S show --spend --by owner", folder);
  CHECK(by_owner.out.find("€50      €600") != std::string::npos);
  CHECK(by_owner.out.find("At least €1,040 a month for 3 tools.") != std::string::npos);
  CHECK(by_owner.out.find("The cost of 1 tool is not known: riddle.") != std::string::npos);
  CHECK(by_owner.out.find("Retired, and the contract goes on: old.") != std::string::npos);
  const std::string spend = run("$S show --spend --format csv", folder).out;
  CHECK(spend.find("tool,owner,per_month,per_year,percent,status") == 0);
  CHECK(spend.find("\n\"old\",\"ana\",900,10800,") != std::string::npos);
  CHECK(spend.find(",\"retired\"\r\n\"crm\"") != std::string::npos);
  for (const std::string left_out : {"gone", "ended", "next", "theirs", "free"}) CHECK(spend.find("\n\"" + left_out) == std::string::npos);
  CHECK(run("$S show --spend --by vendor --format csv", folder).out.find("\"'=1+1\"") != std::string::npos);
  const Ran renewals = run("$S show --renewals stack.yaml", folder);
  // Of what has no notice period on record, nobody can say by when to act; what is retired and goes on is there, too.
  CHECK(renewals.out.find("  dear           –") != std::string::npos);
  CHECK(renewals.out.find("  crm            2026-12-02          4  2027-01-31") != std::string::npos);
  CHECK(renewals.out.find("  old (retired)  2027-02-01") != std::string::npos);
  CHECK(run("$S show --spend --format csv", folder).err.find("riddle") != std::string::npos);
  // What could not be read is in no table, so the table does not pass for the whole.
  write_text(folder + "/broken.yaml", "version: 1\ntools: {crm: {cost: 10/mo}, mailer: {cost: plenty}}\n");
  const Ran broken = run("$S show --spend broken.yaml", folder);
  CHECK(broken.exit == 2);
  CHECK(broken.out.find("crm") != std::string::npos);
  CHECK(broken.err.find("broken.yaml:2:") != std::string::npos);
  for (const std::string wrong :
       {"show", "show crm --by owner", "show crm --format csv", "show --spend --renewals", "show --spend --by ownre"})
    CHECK(run("$S " + wrong, folder).exit == 2);
}

TEST_CASE("seats that can be cut before a renewal are to be cut by the last day for a notice") {
  const std::string folder = fresh_folder("seats-due");
  write_text(
      folder + "/stack.yaml",
      "version: 1\nstack: {as_of: 2026-11-28, currency: EUR}\npeople: {ana: {}}\ntools:\n"
      "  crm: {does: [crm], owner: ana, cost: 900/mo, seats: 25, seats_used: 14, renews: 2027-01-31, notice: 60d, decision: keep}\n"
      "  past: {does: [cms], owner: ana, cost: 900/mo, seats: 25, seats_used: 14, renews: 2026-12-31, notice: 60d, decision: keep}\n");
  for (const std::string filter : {"", " --select seats-underused"}) {
    const json report = json::parse(run("$S audit --format json" + filter, folder).out);
    std::map<std::string, json> due;
    for (const json& action : report["actions"]) due[action["text"].get<std::string>()] = action.value("due", json());
    CHECK(due.at("right-size crm to 17 seats") == "2026-12-02");
    CHECK(due.at("right-size past to 17 seats").is_null());
  }
  const std::string text = run("$S audit", folder).out;
  CHECK(text.find("by 2026-12-02") != std::string::npos);
  CHECK(text.find("right-size crm") < text.find("right-size past"));
}

TEST_CASE("a capacity below the least is said not to count, with its place") {
  const std::string folder = fresh_folder("capacity");
  const auto audited = [&](int hours, const std::string& arguments) {
    write_text(folder + "/stack.yaml",
               fmt::format("version: 1\nstack: {{as_of: 2026-11-28, capacity_hours: {}}}\ntools: {{crm: {{cost: 900/mo}}}}\n", hours));
    return unwrapped(run("$S audit " + arguments, folder).out);
  };
  const std::string sentence = "counts 80 h a month, the least, instead of the 40 h at stack.yaml:2:44";
  CHECK(audited(40, "").find(sentence) != std::string::npos);
  CHECK(audited(40, "--format markdown").find("counts 80 h a month, the least, instead of the 40 h at") != std::string::npos);
  CHECK(audited(80, "").find("the least") == std::string::npos);
  const json drag = json::parse(audited(40, "--format json"))["drag"];
  CHECK(drag["capacity_hours"] == 80);
  CHECK(drag["capacity_stated"]["hours"] == 40);
  write_text(folder + "/old.json", audited(40, "--format json"));
  CHECK(unwrapped(run("$S render old.json", folder).out).find(sentence) != std::string::npos);
}

TEST_CASE("spend by vendor and by capability adds up what goes by several names") {
  const std::string folder = fresh_folder("spellings");
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {as_of: 2026-11-28, currency: EUR}\ntools:\n"
             "  crm: {does: [crm], cost: 10/mo, vendor: HubSpot}\n"
             "  cms: {does: [cms], cost: 20/mo, vendor: hubspot}\n"
             "  hubspot: {does: [email], cost: 30/mo}\n"
             "  mailer: {does: [E-Mail, email_marketing], cost: 40/mo, vendor: Mail House}\n"
             "  posts: {does: [email], cost: 50/mo, vendor: mail-house}\n"
             "  ads: {does: [advertising], cost: 60/mo, vendor: Google Ads}\n"
             "  stats: {does: [web-analytics], cost: 70/mo, vendor: Google Analytics}\n");
  const auto rows_of = [&](const std::string& by) {
    std::map<std::string, double> rows;
    const json table = json::parse(run("$S show --spend --format json --by " + by, folder).out);
    for (const json& row : table["rows"]) rows[row[by].get<std::string>()] = row["per_month"].get<double>();
    return rows;
  };
  CHECK(rows_of("vendor") == std::map<std::string, double>{{"hubspot", 60}, {"Mail House", 90}, {"google", 130}});
  CHECK(rows_of("capability") ==
        std::map<std::string, double>{{"crm", 10}, {"cms", 20}, {"email", 120}, {"advertising", 60}, {"web-analytics", 70}});
}

TEST_CASE("show tells what is known of an item") {
  CHECK(is_recorded(golden("show-hs-survey.text"), run("$S show hs-survey examples/acme").out));
  CHECK(run("$S show cms examples/acme").out.find("ghost-reference") != std::string::npos);
  CHECK(run("$S show capability/survey examples/acme").exit == 0);
  CHECK(run("$S show shopify examples/harbour-home").out.find("points, waived)") != std::string::npos);
  CHECK(run("$S show tool/hubspot examples/acme").out.find("REFERRED TO BY") != std::string::npos);
}
