// JUnit's XML for CI servers: a suite for each family that was asked, a failure for what fails the gate, a pass for a rule without
// findings. It stays within the strictest schema that is about, that of Jenkins' xUnit plugin, which knows no file and line.
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "render/outline.h"
#include "render/xml_escape.h"
#include "stackdrag/formats.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

std::string escaped(std::string_view raw) { return xml_escaped(visible(raw)); }

struct Suite {
  std::string_view family;
  std::vector<const ReportedFinding*> findings;
  std::vector<std::string_view> passed;  ///< rules
  std::size_t failures = 0;
};

/// The suites in the order in which the families were asked.
class Suites {
 public:
  Suite& of(std::string_view family) {
    const auto [found, added] = places_.try_emplace(family, suites_.size());
    if (added) suites_.push_back({family, {}, {}, 0});
    return suites_[found->second];
  }
  const std::vector<Suite>& all() const { return suites_; }

 private:
  std::vector<Suite> suites_;
  std::unordered_map<std::string_view, std::size_t> places_;
};

Suites suites_of(const Report& report) {
  Suites suites;
  std::set<std::string_view> found;
  for (const ReportedFinding& finding : report.findings) found.insert(finding.rule->id);
  for (const AskedRule& rule : report.asked) {
    Suite& suite = suites.of(rule.family);
    if (found.count(rule.id) == 0) suite.passed.push_back(rule.id);
  }
  for (const std::size_t at : report.shown) {
    const ReportedFinding& finding = report.findings[at];
    Suite& suite = suites.of(finding.rule->family);
    suite.findings.push_back(&finding);
    suite.failures += finding.fails ? 1 : 0;
  }
  return suites;
}

/// Why a finding does not fail: "known", "waived, accepted by ana: …".
std::string reason_of(const ReportedFinding& finding, const Report::Gate& gate) {
  if (finding.waiver != nullptr) return standing_phrase(finding);
  if (finding.novelty == Novelty::known) return "known";
  std::string reason = standing_phrase(finding);
  if (!reason.empty()) reason += ", ";
  const std::optional<Severity> fail_on = enum_named<Severity>(gate.fail_on);
  if (!fail_on) return reason + "the gate only reports";
  if (finding.severity < *fail_on) return reason + "below the gate";
  return reason + (finding.folded_into ? "folded into another finding" : "not counted by the gate");
}

std::string name_of_case(const ReportedFinding& finding) {
  std::string name = fmt::format("{}: {}", finding.rule->id, finding.subject);
  if (!finding.key.empty()) name += fmt::format(" {}", finding.key);
  return name;
}

void put_case(Output& out, std::string_view family, std::string_view name, std::string_view ending) {
  out.put(fmt::format("    <testcase classname=\"stackdrag.{}\" name=\"{}\" time=\"0.000\"{}\n", escaped(family), escaped(name), ending));
}

void put_finding(Output& out, const ReportedFinding& finding, const Report::Gate& gate) {
  put_case(out, finding.rule->family, name_of_case(finding), ">");
  const std::string message = message_phrase(finding);
  const std::string place = fmt::format("at {}", place_of(finding.location));
  if (!finding.fails) {
    out.put(fmt::format("      <skipped message=\"{}\">{}\n{}</skipped>\n", escaped(reason_of(finding, gate)), escaped(message),
                        escaped(place)));
  } else {
    out.put(fmt::format("      <failure type=\"{}\" message=\"{}\">{}\n", name_of(finding.severity), escaped(message), escaped(place)));
    if (!finding.rule->why.empty()) out.put(fmt::format("Why: {}\n", escaped(finding.rule->why)));
    if (!finding.rule->fix.empty()) out.put(fmt::format("Fix: {}\n", escaped(finding.rule->fix)));
    out.put("</failure>\n");
  }
  out.put("    </testcase>\n");
}

void put_suite(Output& out, std::string_view name, std::size_t tests, std::size_t failures, std::size_t errors, std::size_t skipped) {
  out.put(fmt::format(R"(  <testsuite name="{}" tests="{}" failures="{}" errors="{}" skipped="{}" time="0.000">)"
                      "\n",
                      escaped(name), tests, failures, errors, skipped));
}

void put_problems(Output& out, const Report& report) {
  const std::size_t count = report.problems.size();
  if (count == 0) return;
  put_suite(out, "inventory", count, 0, count, 0);
  for (const ReportedProblem& problem : report.problems) {
    const std::string place = place_of(problem.location);
    put_case(out, "inventory", fmt::format("mistake at {}", place), ">");
    out.put(fmt::format("      <error type=\"mistake\" message=\"{}\">at {}</error>\n    </testcase>\n", escaped(problem.message),
                        escaped(place)));
  }
  out.put("  </testsuite>\n");
}

}  // namespace

void render_junit(const Report& report, const RenderOptions&, Output& out) {
  const Suites suites = suites_of(report);
  std::size_t tests = report.problems.size(), failures = 0;
  for (const Suite& suite : suites.all()) {
    tests += suite.findings.size() + suite.passed.size();
    failures += suite.failures;
  }
  out.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  out.put(fmt::format("<testsuites name=\"stackdrag\" tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"0.000\">\n", tests, failures,
                      report.problems.size()));
  put_problems(out, report);
  for (const Suite& suite : suites.all()) {
    const std::size_t found = suite.findings.size();
    put_suite(out, suite.family, found + suite.passed.size(), suite.failures, 0, found - suite.failures);
    for (const ReportedFinding* finding : suite.findings) put_finding(out, *finding, report.gate);
    for (const std::string_view rule : suite.passed) put_case(out, suite.family, rule, "/>");
    out.put("  </testsuite>\n");
  }
  out.put("</testsuites>\n");
}

}  // namespace stackdrag::report
