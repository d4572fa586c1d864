// Follows the advice of every rule: a case of its fixture that begins with `# fixed:` is what the flagged case before it becomes.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "catch.h"
#include "fixture.h"
#include "stackdrag/catalogue.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

using Faults = std::vector<std::string>;

std::set<std::string> ids_of(const Report& report) {
  std::set<std::string> ids;
  for (const ReportedItem& item : report.items) ids.emplace(item.id);
  return ids;
}

std::map<std::tuple<std::string_view, std::string_view, std::string_view>, Severity> severities_of(const Report& report) {
  std::map<std::tuple<std::string_view, std::string_view, std::string_view>, Severity> severities;
  for (const ReportedFinding& finding : report.findings) {
    if (!is_excused(finding)) severities[{finding.rule->id, finding.subject, finding.key}] = finding.severity;
  }
  return severities;
}

/// What the rule itself still says.
void add_what_is_left(const Report& after, std::string_view rule, Faults& faults) {
  for (const ReportedFinding& finding : after.findings) {
    if (finding.rule->id == rule) faults.push_back(fmt::format("it still says: {}", finding.message));
  }
  for (const ReportedUnknown& unknown : after.unknown) {
    if (unknown.rule == rule) faults.push_back(fmt::format("it asks for {} of {}", unknown.fields.front(), unknown.item));
  }
}

/// What others say now and did not say before, unless it is less severe than all that was fixed.
void add_what_is_new(const Report& before, const Report& after, std::string_view rule, Faults& faults) {
  Severity least = Severity::critical;
  for (const ReportedFinding& finding : before.findings) {
    if (finding.rule->id == rule) least = std::min(least, finding.severity);
  }
  const auto known = severities_of(before);
  for (const auto& [finding, severity] : severities_of(after)) {
    const auto& [by, subject, key] = finding;
    const auto was = known.find(finding);
    if (by == rule || severity < least || (was != known.end() && was->second >= severity)) continue;
    faults.push_back(fmt::format("it brings {} of {} ({})", by, subject, name_of(severity)));
  }
}

/// Items that come or go without a word.
void add_other_items(const Report& before, const Report& after, const std::string& done, Faults& faults) {
  const std::set<std::string> were = ids_of(before), are = ids_of(after);
  std::vector<std::string> differ;
  std::set_symmetric_difference(were.begin(), were.end(), are.begin(), are.end(), std::back_inserter(differ));
  for (const std::string& item : differ) {
    if (done.find('`' + item.substr(item.find('/') + 1) + '`') == std::string::npos)
      faults.push_back(fmt::format("`# fixed:` does not name {}", item));
  }
}

/// Why it was no good advice that turned one inventory into the other; empty if it was.
Faults faults_of_advice(std::string_view rule, const std::string& flagged, const std::string& fixed, const std::string& done) {
  const Outcome was = audit_text(flagged), is = audit_text(fixed);
  REQUIRE((was.report && is.report));
  Faults faults;
  for (const ReportedProblem& problem : is.report->problems) faults.push_back(problem.message);
  add_what_is_left(*is.report, rule, faults);
  add_what_is_new(*was.report, *is.report, rule, faults);
  add_other_items(*was.report, *is.report, done, faults);
  if (is.report->drag.high > was.report->drag.high) faults.emplace_back("the drag rises");
  return faults;
}

}  // namespace

TEST_CASE("whoever follows the advice of a rule is rid of its finding and gets no other") {
  for (const Rule& rule : built_in_catalogue().rules) {
    const Case* flagged = nullptr;
    const std::vector<Case> cases = cases_of(rule);
    for (const Case& one : cases) {
      if (one.fixed.empty()) {
        flagged = one.expected.findings.empty() ? nullptr : &one;
        continue;
      }
      INFO(fixture_path(rule) << ":" << one.line << "\n" << one.text);
      REQUIRE(flagged != nullptr);  // `# fixed:` stands behind a case with `#!`, or behind another of its fixes
      CHECK((one.expected.findings.empty() && one.expected.unknown.empty()));
      CHECK(faults_of_advice(rule.id, flagged->text, one.text, one.fixed) == Faults());
    }
  }
}

TEST_CASE("the fixture of every rule shows what becomes of a finding when somebody follows the advice") {
  std::vector<std::string> missing;
  for (const Rule& rule : built_in_catalogue().rules) {
    const std::vector<Case> cases = cases_of(rule);
    if (std::none_of(cases.begin(), cases.end(), [](const Case& one) { return !one.fixed.empty(); }))
      missing.push_back(fixture_path(rule) + " needs a case that begins with `# fixed: what was done`, after a flagged one");
  }
  CHECK(missing == std::vector<std::string>());
}

TEST_CASE("advice that does not help is noticed") {
  const std::string flagged = "agents: {a: {logs_days: 30}}";
  const auto faults = [&](const std::string& fixed) { return faults_of_advice("agent-unlogged", flagged, fixed, "retire `a`"); };
  CHECK(faults("agents: {a: {logs_days: 183}}") == Faults());
  CHECK(faults("agents: {a: {logs_days: 182}}") == Faults{"it still says: `a` keeps its logs for 182 days (minimum 183)"});
  CHECK(faults("agents: {a: {logs_days: unknown}}") == Faults{"it asks for logs_days of agent/a", "the drag rises"});
  CHECK(faults("agents: {a: {logs_days: 183, autonomy: act}}") ==
        Faults{"it brings agent-no-off-switch of agent/a (high)", "it brings agent-no-oversight of agent/a (high)"});
  CHECK(faults("agents: {a: {logs_days: 183}}\npeople: {ana: {}}") == Faults{"`# fixed:` does not name person/ana"});
  CHECK(faults("people: {ana: {}}") == Faults{"`# fixed:` does not name person/ana"});
}

TEST_CASE("an action says what its own case needs, not what others do") {
  const auto action = [](std::string_view rule, const std::string& text) -> std::string {
    const Outcome outcome = audit_text(text);
    REQUIRE(outcome.report);
    for (const Action& one : outcome.report->actions) {
      const auto is_of = [&](std::uint32_t place) { return outcome.report->findings[place].rule->id == rule; };
      if (std::any_of(one.findings.begin(), one.findings.end(), is_of)) return std::string(one.text);
    }
    return "";
  };
  CHECK(action("agent-unlogged", "agents: {a: {logs_days: 30}}") == "keep the logs of a for 183 days");
  CHECK(action("agent-unmonitored", "agents: {a: {last_eval: 2026-11-20}}") == "choose a quality metric for a, and measure it");
  CHECK(action("tool-eol", "tools: {a: {eol: 2027-03-31}}") == "plan the move away from a");
  CHECK(action("tool-ended", "tools: {a: {product: google-optimize}}") == "remove what is left of a");
  CHECK(action("tool-eol", "tools: {a: {product: google-optimize, status: planned}}") == "choose something else than a");
  const auto integration = [&](const std::string& tool) {
    return action("integration-to-retired", "tools: {x: {last_used: 2026-11-20}, y: {status: " + tool +
                                                "}}\nintegrations: {a: {from: x, to: y, last_ok: 2026-11-20}}");
  };
  CHECK(integration("retired") == "retire a");
  CHECK(integration("paused") == "pause or retire a");
  CHECK(integration("planned") == "say whether y is in use");
  const auto consent = [&](const std::string& tools) {
    return action("consent-platform-missing",
                  "stack: {regions: [eu], consent_platform: a}\npixels: {p: {consent: marketing}}\ntools: " + tools);
  };
  CHECK(consent("{a: {status: retired}}") == "install a consent platform");
  CHECK(consent("{b: {}}") == "declare the consent platform");
  CHECK(consent("{a: {retire_on: 2026-11-01}}") == "install another consent platform, or say that the old one stays");
  CHECK(consent("{a: {does: [crm]}, b: {does: [consent]}}") == "name the tool that asks for consent, or say so in what a does");
}
