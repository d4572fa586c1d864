// The formats for other programs: an independent validator accepts each, whatever an inventory says, and nothing in it acts.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "attacks.h"
#include "catch.h"
#include "render/ci/repository_path.h"
#include "stackdrag/baseline.h"
#include "stackdrag/formats.h"
#include "stackdrag/gate.h"
#include "stackdrag/render_problems.h"
#include "stackdrag/text.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

/// All but those for people and for our own programs, which program_test.cpp records.
std::vector<std::string> ci_formats() {
  std::vector<std::string> names;
  for (const Format& format : formats()) {
    if (format.name != "text" && format.name != "json" && format.name != "markdown") names.emplace_back(format.name);
  }
  return names;
}

/// JUnit without the rules that passed and without its counts, as every new rule adds to them.
std::string without_passed(const std::string& junit) {
  std::istringstream lines(junit);
  std::string kept;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t count = line.find(" tests=\"");
    if (count != std::string::npos) line.erase(count, line.find('"', count + 8) + 1 - count);
    if (line.find("<testcase ") == std::string::npos || !line.ends_with("/>")) kept += line + "\n";
  }
  return kept;
}

/// Names of files that mean something to somebody: to a URI, a shell, a spreadsheet, a log or a repository.
const std::vector<std::string> file_names{
    "a:b c#?.yaml",
    "=x.yaml",
    "../../up.yaml",
    "/etc/../abs/x.yaml",
    "./here//x.yaml",
    "::error::,x=1.yaml",
    "##[add-matcher]f.yaml",
    "\x1b[31m.yaml",
    "\xff.yaml",
    "-",
    "..",
    "]]>&\".yaml",
    "%0A::error::.yaml",
    "日本\u202Eé.yaml",
};

/// An inventory that holds the text wherever a report may repeat one.
std::string hostile_inventory(const std::string& attack) {
  return fmt::format(
      R"(version: 1
stack: {{as_of: 2026-11-21, name: "{0}", currency: "{0}"}}
conventions: {{pixel: {{pattern: "zz\\Q{0}\\E"}}, campaign: {{pattern: '^zz$'}}}}
campaigns: {{c: {{name: "{0}", ends: 2026-01-31, owner: "{0}"}}}}
pixels:
  p:
    name: "{0}"
    owner: "{0}"
    vendor: google-universal-analytics
    for: "{0}"
    sends: ["{0}", "{0}x"]
    on: ["{0}"]
  q: {{vendor: google-universal-analytics, purpose: "{0}", why: "{0}", account: "{0}", last_seen: 2026-11-20}}
tools:
  t: {{name: "{0}", owner: "{0}", vendor: "{0}", does: ["{0}"], status: "{0}"}}
  u: {{does: ["{0}"], "{0}": 1}}
waivers:
  - {{rule: pixel-vendor-dead, on: q, reason: "the team said {0} for now", by: "{0}", until: 2027-01-31}}
  - {{rule: no-owner, on: q, reason: "the team said {0} for now", kind: not-applicable, until: 2027-01-31}}
  - {{rule: "{0}", on: "{0}", reason: "the team said {0} for now", until: 2027-01-31}}
)",
      attack);
}

/// The report of a stack of which every second finding is known; the others are new for all causes, and something is gone.
Report compared_with_half(const Sources& sources, Settings settings) {
  const Loaded loaded = load(sources, settings);
  const Assessment alone = assess(*loaded.workspace, settings);
  Baseline baseline = baseline_of(alone.findings, alone.conditions);
  for (std::size_t at = 0; at < baseline.findings.size(); ++at)
    baseline.findings.erase(baseline.findings.begin() + static_cast<std::ptrdiff_t>(at));
  baseline.findings.push_back({"no-owner", "tool/\x1b[31mgone", "=key", {}, ""});
  std::sort(baseline.findings.begin(), baseline.findings.end());
  settings.baseline = &baseline;
  settings.gate.fail_on = Severity::medium;
  Report report = report_of(assess(*loaded.workspace, settings), settings.name);
  std::size_t cause = 0;
  for (ReportedFinding& finding : report.findings) {
    if (finding.novelty == Novelty::fresh) finding.cause = static_cast<Cause>(cause++ % names_of<Cause>.size());
  }
  return report;
}

std::string render(std::string_view name, const Report& report) {
  for (const Format& format : formats()) {
    if (format.name == name) return collected([&](Output& out) { format.render(report, {.all = true, .verbose = true}, out); });
  }
  FAIL("no format " << name);
  return "";
}

/// Writes the report in every format, and keeps the paths by format.
class Reports {
 public:
  void add(const std::string& name, const Report& report) {
    for (const Format& format : formats()) {
      paths_[std::string(format.name)].push_back(fmt::format("{}/{}.{}", folder_, name, format.name));
      write_text(paths_[std::string(format.name)].back(), render(format.name, report));
    }
  }
  void check() const {
    for (const auto& [format, paths] : paths_) {
      const Ran ran =
          run(fmt::format("env -i PATH=/usr/local/bin:/opt/homebrew/bin:/usr/bin:/bin LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 "
                          "python3 tests/formats/check.py {} {}",
                          format, fmt::join(paths, " ")));
      INFO(ran.out << ran.err);
      CHECK(ran.exit == 0);
      CHECK(ran.out.find("refused") == std::string::npos);
      CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == static_cast<std::ptrdiff_t>(paths.size()));
    }
  }

 private:
  std::string folder_ = fresh_folder("formats");
  std::map<std::string, std::vector<std::string>> paths_;
};

Report acme() { return *audit_text(read_text(source_dir() + "/examples/acme/stack.yaml")).report; }

std::size_t count_of_lines(const std::string& text, const std::string& beginning) {
  std::size_t count = 0;
  for (std::size_t at = 0; at != std::string::npos; at = text.find('\n', at + 1))
    count += text.compare(at == 0 ? 0 : at + 1, beginning.size(), beginning) == 0 ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("no text of an inventory acts in a report of any format, and all stay valid") {
  Reports reports;
  for (std::size_t at = 0; at < attacks.size(); ++at) {
    Sources sources;
    sources.add(file_names[at % file_names.size()], hostile_inventory(attacks[at]));
    Settings settings;
    settings.today = make_date(2026, 11, 21);
    settings.profile = Profile::full;
    Outcome outcome = audit(sources, settings);
    INFO(attacks[at] << "\n" << render_problems(outcome.problems, false));
    REQUIRE(outcome.report);
    Report& report = *outcome.report;
    CHECK(report.findings.size() > 6);
    CHECK(std::any_of(report.findings.begin(), report.findings.end(), [](const auto& finding) { return finding.waiver != nullptr; }));
    reports.add(fmt::format("{}", at), report);
    if (at % 4 == 0) reports.add(fmt::format("{}-compared", at), compared_with_half(sources, settings));
  }
  reports.check();
}

TEST_CASE("the reports of real inventories are valid in every format") {
  Reports reports;
  for (const std::string name : {"ten-lines/stack.yaml", "acme/stack.yaml", "start-up/stack.yaml", "harbour-home/pixels.yaml"})
    reports.add(name.substr(0, name.find('/')), *audit_text(read_text(source_dir() + "/examples/" + name)).report);
  Sources sources;
  sources.add("stack.yaml", read_text(source_dir() + "/examples/acme/stack.yaml"));
  reports.add("compared", compared_with_half(sources, {.today = make_date(2026, 11, 21), .profile = Profile::full}));
  reports.add("filtered", filtered(acme(), {.select = {"zombies"}, .owners = {"unowned"}}));
  reports.add("empty", *audit_text("").report);
  reports.add("mistakes", *audit_text("tools: {a: {onwer: ana, renews: 2026-02-30}, b: {status: retierd}}\n").report);
  reports.check();
}

TEST_CASE("the example prints what is recorded, in every format for other programs") {
  for (const std::string& format : ci_formats()) {
    INFO(format);
    const Ran ran = run("$S audit examples/acme --format " + format);
    CHECK(ran.err.empty());
    CHECK(is_recorded(source_dir() + "/tests/golden/acme." + format, format == "junit" ? without_passed(ran.out) : ran.out));
  }
}

TEST_CASE("each rule that was asked and found nothing passes as JUnit, and the counts are right") {
  const Report report = acme();
  const std::string junit = render("junit", report);
  const auto count = [&](const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = junit.find(part); at != std::string::npos; at = junit.find(part, at + 1)) ++found;
    return found;
  };
  std::size_t passed = 0;
  for (const AskedRule& asked : report.asked) {
    const bool clean =
        std::none_of(report.findings.begin(), report.findings.end(), [&](const auto& one) { return one.rule->id == asked.id; });
    if (clean) ++passed;
    CHECK(count(fmt::format("<testcase classname=\"stackdrag.{}\" name=\"{}\" time=\"0.000\"/>", asked.family, asked.id)) ==
          (clean ? 1 : 0));
  }
  CHECK(passed > 0);
  CHECK(count("time=\"0.000\"/>") == passed);
  CHECK(says(junit, fmt::format("<testsuites name=\"stackdrag\" tests=\"{}\"", count("<testcase "))));
}

TEST_CASE("each format shows each finding, folded and waived ones too") {
  Report report = acme();
  REQUIRE_FALSE(report.findings.empty());
  const std::string sarif = render("sarif", report), junit = render("junit", report), gitlab = render("gitlab", report),
                    csv = render("csv", report);
  for (const ReportedFinding& finding : report.findings) {
    const std::string fingerprint = fmt::format("{:016x}", finding.fingerprint);
    INFO(finding.rule->id << " " << finding.subject);
    CHECK(says(sarif, "\"" + fingerprint + "\""));
    CHECK(says(gitlab, "\"" + fingerprint + "\""));
    CHECK(says(csv, "\"" + fingerprint + "\""));
    CHECK(says(junit, fmt::format("name=\"{}: {}", finding.rule->id, finding.subject)));
  }
  CHECK(json::parse(sarif)["runs"][0]["results"].size() == report.findings.size());
  CHECK(json::parse(gitlab).size() == report.findings.size());

  std::size_t counted = 0;
  const std::string metrics = render("prometheus", report);
  for (std::size_t at = metrics.find("\nstackdrag_findings{"); at != std::string::npos; at = metrics.find("\nstackdrag_findings{", at + 1))
    counted += std::stoul(metrics.substr(metrics.find("} ", at) + 2));
  CHECK(counted == report.findings.size());

  report.findings.resize(8);
  show_all(report);
  const std::string github = render("github", report);
  CHECK(count_of_lines(github, "::") == 9);
  for (const ReportedFinding& finding : report.findings)
    CHECK(says(github, fmt::format("title={} ({})::", finding.rule->id, name_of(finding.severity))));
}

TEST_CASE("formats and filters never change the exit code") {
  const std::string folder = fresh_folder("exit");
  write_text(folder + "/mistakes.yaml", "version: 1\nstack: {as_of: 2026-11-21}\ntools: {a: {onwer: ana}}\n");
  const std::vector<std::pair<std::string, int>> audits{{"examples/acme", 1},
                                                        {"examples/acme --fail-on never", 0},
                                                        {"examples/start-up", 0},
                                                        {folder + "/mistakes.yaml", 2},
                                                        {folder + "/mistakes.yaml --fail-on never", 2}};
  for (const std::string& format : ci_formats()) {
    for (const auto& [arguments, exit] : audits) {
      const std::vector<std::string> filters{" --ignore zombies --owner unowned", "", " --select zombies"};
      for (const std::string& filter : std::span(filters).first(is_sanitized() ? 1 : filters.size())) {
        INFO(format << " " << arguments << filter);
        CHECK(run("$S audit --format " + format + " " + arguments + filter).exit == exit);
      }
    }
  }
}

TEST_CASE("what is waived, known or new is told apart") {
  Sources sources;
  sources.add("stack.yaml", hostile_inventory("Ana"));
  Settings settings;
  settings.today = make_date(2026, 11, 21);
  const Report report = compared_with_half(sources, settings);
  const json results = json::parse(render("sarif", report))["runs"][0]["results"];
  std::map<std::string, std::size_t> states;
  std::size_t suppressed = 0;
  for (const json& result : results) {
    ++states[result["baselineState"]];
    for (const json& suppression : result["suppressions"]) {
      ++suppressed;
      CHECK(suppression["justification"] == "the team said Ana for now");
    }
  }
  CHECK(states["unchanged"] > 0);
  CHECK(states["new"] > 0);
  CHECK(suppressed == 2);
  const std::string junit = render("junit", report);
  for (const std::string part :
       {"<skipped message=\"waived, accepted by Ana", "<skipped message=\"known\"", "<testcase classname=\"stackdrag.inventory\""})
    CHECK(says(junit, part));
  CHECK(says(render("gitlab", report), "(waived, accepted by Ana"));
  CHECK(says(render("prometheus", report), "\nstackdrag_waived_findings 2\n"));
  CHECK(says(render("prometheus", report), "\nstackdrag_baseline_gone 1\n"));
}

TEST_CASE("a report of any size stays within what its readers take") {
  Report report = acme();
  const ReportedFinding finding = report.findings.front();
  const std::vector<RelatedPlace> places(150, {"here, too", finding.location});
  report.findings.assign(25'010, finding);
  show_all(report);
  report.findings.front().related = places;
  report.totals.by_owner.clear();
  std::vector<std::string> names;
  for (int i = 0; i < 80; ++i) names.push_back(fmt::format("owner-{}", i));
  names.insert(names.end(), {"other", "\x1b", "\\u{1b}"});
  for (std::size_t i = 0; i < names.size(); ++i) report.totals.by_owner[names[i]].findings = 1 + i;
  const json run = json::parse(render("sarif", report))["runs"][0];
  CHECK(run["results"].size() == 25'000);
  CHECK(run["results"][0]["relatedLocations"].size() == 100);
  CHECK(says(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].get<std::string>(), "10 findings are left out"));
  std::set<std::string> fingerprints;
  const json violations = json::parse(render("gitlab", report));
  for (const json& violation : violations) fingerprints.insert(violation["fingerprint"]);
  CHECK(fingerprints.size() == report.findings.size());
  const std::string github = render("github", report);
  CHECK(count_of_lines(github, "::error") == 10);
  CHECK(says(github, "%0Aannotated 9 of 25010 errors"));
  const std::string metrics = render("prometheus", report);
  CHECK(count_of_lines(metrics, "stackdrag_findings_by_owner{") <= 51);
  CHECK(count_of_lines(metrics, "stackdrag_findings_by_owner{owner=\"other\"}") == 1);
  CHECK(count_of_lines(metrics, "stackdrag_findings_by_owner{owner=\"\\\\u{1b}\"} 165") == 1);
}

TEST_CASE("a path becomes one of the repository, and a URI that GitHub takes") {
  using report::repository_path, report::repository_uri;
  const std::vector<std::array<std::string, 3>> paths{
      {"stack.yaml", "stack.yaml", "stack.yaml"},
      {"./a//b/../c.yaml", "a/c.yaml", "a/c.yaml"},
      {"/x/y.yaml", "x/y.yaml", "x/y.yaml"},
      {"../../up.yaml", "up.yaml", "up.yaml"},
      {"a:b c#?.yaml", "a:b c#?.yaml", "./a:b%20c%23%3F.yaml"},
      {"x/a:b.yaml", "x/a:b.yaml", "x/a:b.yaml"},
      {"\xff\n%.yaml", "\xff\n%.yaml", "%FF%0A%25.yaml"},
      {"é.yaml", "é.yaml", "%C3%A9.yaml"},
      {"", "stack.yaml", "stack.yaml"},
      {"..", "stack.yaml", "stack.yaml"},
  };
  for (const auto& [given, path, uri] : paths) {
    INFO(given);
    CHECK(repository_path(given) == path);
    CHECK(repository_uri(given) == uri);
  }
}
