// Waivers: what they waive, when they lapse, and what is said of those that waive nothing.
#include <algorithm>

#include <fmt/format.h>

#include "catch.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

const std::string stack =
    "stack: {as_of: 2026-11-21, capacity_hours: 160}\n"
    "tools: {crm: {last_used: 2026-03-17, owner: ana, purpose: p, cost: 100/mo, billing: monthly}, mailer: {status: retired}}\n"
    "integrations: {sync: {from: crm, to: mailer, owner: ana, runs_as: bob}}\n"
    "people: {ana: {}, bob: {left: 2026-06-01}}\n";

Report with(const std::string& waiver) {
  const Outcome outcome = audit_text(stack + "waivers:\n  - {" + waiver + "}\n");
  REQUIRE(outcome.report);
  return *outcome.report;
}

const ReportedFinding& finding(const Report& report, std::string_view rule) {
  const auto found = std::find_if(report.findings.begin(), report.findings.end(), [&](const auto& f) { return f.rule->id == rule; });
  REQUIRE(found != report.findings.end());
  return *found;
}

const std::string unused = "rule: tool-unused, on: crm, reason: a fallback for the spring";

}  // namespace

TEST_CASE("accepted debt stays in the score and leaves the gate") {
  const Report without = *audit_text(stack).report;
  const Report report = with(unused + ", until: 2027-01-31");
  CHECK(report.waivers.front().state == ReportedWaiver::State::active);
  CHECK(finding(report, "tool-unused").waiver == &report.waivers.front());
  CHECK_FALSE(finding(report, "tool-unused").fails);
  CHECK(report.drag.high == without.drag.high);
  CHECK(report.drag.waived == finding(report, "tool-unused").points);
  CHECK(finding(without, "tool-unused").fails);
}

TEST_CASE("a waiver answers no question: the evidence stays as it is, whatever is waived") {
  const std::string open = "stack: {as_of: 2026-11-21, capacity_hours: 160}\ntools: {vault: {owner: ana, cost: 12000/yr}}\n";
  const auto waived = [&](const std::string& rules) {
    std::string text = open + "waivers:\n";
    for (std::size_t at = 0; at < rules.size();) {
      const std::size_t end = std::min(rules.find(' ', at), rules.size());
      text += fmt::format("  - {{rule: {}, on: vault, reason: we never look, by: ana, until: 2027-01-31, kind: not-applicable}}\n",
                          rules.substr(at, end - at));
      at = end + 1;
    }
    return audit_text(text, Profile::starter).report->drag;
  };
  const Report::Drag before = audit_text(open, Profile::starter).report->drag;
  REQUIRE(before.provisional);
  // Of questions, of what was found, and of what was looked at and is in order.
  for (const std::string rules :
       {"tool-unused", "tool-unused seats-underused renewal-notice-missed", "contract-facts-missing", "no-owner",
        "tool-unused seats-underused renewal-notice-missed renewal-notice-window contract-facts-missing no-owner"}) {
    INFO(rules);
    CHECK(waived(rules).evidence == before.evidence);
    CHECK(waived(rules).provisional);
  }
}

TEST_CASE("what is not applicable leaves the score, too, and is still shown") {
  const Report without = *audit_text(stack).report;
  const Report report = with(unused + ", until: 2027-01-31, kind: not-applicable");
  CHECK(report.drag.low < without.drag.low);
  CHECK(report.drag.without_waivers.low == without.drag.low);
  CHECK(report.drag.without_waivers.high == without.drag.high);
  CHECK(report.findings.size() >= without.findings.size());
  CHECK(is_excused(finding(report, "tool-unused")));
  CHECK(finding(report, "tool-unused").points == Decimal{});
  Decimal points;
  for (const ReportedFinding& one : report.findings) points += one.points;
  CHECK(points == report.drag.low);
  std::size_t counted = 0;
  for (const auto& [severity, total] : report.totals.by_severity) counted += total.findings;
  CHECK(counted == report.findings.size() - 1);
}

TEST_CASE("a waiver holds through its last day, is announced before it and after it") {
  const std::vector<std::pair<std::string, ReportedWaiver::State>> cases{
      {"2026-11-21", ReportedWaiver::State::ending}, {"2026-12-05", ReportedWaiver::State::ending},
      {"2026-12-06", ReportedWaiver::State::active}, {"2027-05-20", ReportedWaiver::State::active},
      {"2026-11-20", ReportedWaiver::State::lapsed}, {"2020-01-01", ReportedWaiver::State::lapsed}};
  for (const auto& [until, state] : cases) {
    INFO(until);
    const Report report = with(unused + ", until: " + until);
    CHECK(report.waivers.front().state == state);
    CHECK((finding(report, "tool-unused").waiver != nullptr) == (state != ReportedWaiver::State::lapsed));
    CHECK(report.waivers.front().note.empty() == (state == ReportedWaiver::State::active));
    CHECK(report.problems.empty());
  }
}

TEST_CASE("a waiver with a mistake has no effect, and the mistake is reported where it stands") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {unused + ", until: 2027-05-21", "a waiver may last 180 days: until 2027-05-20 at the latest"},
      {unused + ", until: 2027-02-30", "2027-02-28"},
      {unused, "needs `until`"},
      {"rule: tool-unusd, on: crm, reason: a fallback for the spring, until: 2027-01-31",
       "no rule is called `tool-unusd`; did you mean `tool-unused`?"},
      {"rule: tool-unused, on: crm, reason: TODO, until: 2027-01-31", "`TODO` is not a reason"},
      {"rule: tool-unused, on: crm, reason: '...', until: 2027-01-31", "is not a reason"},
      {"rule: tool-unused, on: crm, reason: '', until: 2027-01-31", "is empty"},
      {"rule: tool-unused, on: crm, until: 2027-01-31", "needs `reason`"},
  };
  for (const auto& [waiver, words] : cases) {
    INFO(waiver);
    const Report report = with(waiver);
    CHECK(finding(report, "tool-unused").waiver == nullptr);
    CHECK(finding(report, "tool-unused").fails);
    REQUIRE_FALSE(report.problems.empty());
    INFO(report.problems.front().message);
    CHECK(std::any_of(report.problems.begin(), report.problems.end(),
                      [&, part = words](const auto& problem) { return problem.message.find(part) != std::string::npos; }));
  }
  // The team may agree on another length.
  const Outcome shorter = audit_text(stack + "limits: {waiver_days: 30}\nwaivers: [{" + unused + ", until: 2026-12-22}]\n");
  CHECK(shorter.report->problems.front().message.find("30 days") != std::string::npos);
}

TEST_CASE("a waiver holds for several items, and for what fits a pattern") {
  const std::string rest = ", reason: both go with the relaunch, until: 2027-01-31";
  for (const char* const on : {"[mailer, tool/crm]", "[crm]", "'tool/*'", "'*'", "'c*m'", "'tool/cr*'"}) {
    INFO(on);
    const Report report = with("rule: tool-unused, on: " + std::string(on) + rest);
    CHECK(finding(report, "tool-unused").waiver == &report.waivers.front());
    CHECK(report.waivers.front().findings == 1);
  }
  for (const char* const on : {"[mailer]", "'pixel/*'", "'*x'", "'crm?'"}) {
    INFO(on);
    CHECK(finding(with("rule: tool-unused, on: " + std::string(on) + rest), "tool-unused").waiver == nullptr);
  }
  const Report report = with("rule: tool-unused, on: [mailer, crmm]" + rest);
  CHECK(report.waivers.front().on == "mailer, crmm");
  CHECK(report.waivers.front().note == "waives nothing: no item is called `crmm`; did you mean `crm`?");
}

TEST_CASE("a waiver that waives nothing says so, and names the nearest item") {
  const auto note = [](const std::string& waiver) { return std::string(with(waiver).waivers.front().note); };
  const std::string end = ", reason: a fallback for the spring, until: 2027-01-31";
  CHECK(note("rule: tool-unused, on: mailer" + end) == "waives nothing: delete it");
  CHECK(note("rule: tool-unused, on: mailr" + end) == "waives nothing: no item is called `mailr`; did you mean `mailer`?");
  CHECK(note("rule: tool-unused, on: tool/mailr" + end) == "waives nothing: no item is called `tool/mailr`; did you mean `mailer`?");
  CHECK(note("rule: capability-overlap, on: capability/crm" + end) == "waives nothing: delete it");
  CHECK(note("rule: tool-unused, on: tool/crm" + end).empty());
  CHECK(note("rule: tool-unused, on: pixel/crm" + end).find("waives nothing") == 0);
}

TEST_CASE("what is critical is not applicable only if somebody answers for it") {
  const std::string critical =
      "rule: integration-departed-credential, on: sync, reason: the login is shared, until: 2027-01-31, kind: not-applicable";
  const Report refused = with(critical);
  CHECK(refused.waivers.front().state == ReportedWaiver::State::refused);
  CHECK(finding(refused, "integration-departed-credential").fails);
  CHECK(finding(refused, "integration-departed-credential").points > Decimal{});
  const Report taken = with(critical + ", by: ana");
  CHECK(taken.waivers.front().state == ReportedWaiver::State::active);
  CHECK(is_excused(finding(taken, "integration-departed-credential")));
  // As accepted debt it needs no name, as it stays in the score.
  CHECK(with("rule: integration-departed-credential, on: sync, reason: the login is shared, until: 2027-01-31").waivers.front().state ==
        ReportedWaiver::State::active);
}

TEST_CASE("the waiver that holds is named, not one that has no effect") {
  const std::string critical =
      "rule: integration-departed-credential, reason: the login is shared, until: 2027-01-31, kind: not-applicable, on: ";
  const Report report = with(critical + "sync}\n  - {" + critical + "integration/sync, by: ana");
  REQUIRE(report.waivers.size() == 2);
  CHECK(report.waivers.front().state == ReportedWaiver::State::refused);
  CHECK(finding(report, "integration-departed-credential").waiver == &report.waivers.back());
}

TEST_CASE("the command line can look at a stack without its waivers") {
  const std::string folder = fresh_folder("waivers");
  write_text(folder + "/stack.yaml", "version: 1\n" + stack + "waivers: [{" + unused + ", until: 2027-01-31, kind: not-applicable}]\n");
  const Ran with_them = run("$S audit -q", folder);
  const Ran without = run("$S audit -q --no-waivers", folder);
  CHECK(with_them.out != without.out);
  CHECK(run("$S audit --no-waivers", folder).out.find("waived") == std::string::npos);
  CHECK(run("$S audit", folder).out.find("WAIVED: HIGH") != std::string::npos);
}

namespace {

const std::string chain =
    "stack: {as_of: 2026-11-21, capacity_hours: 160}\n"
    "tools: {crm: {external: true}}\n"
    "data: {lead: {completeness: 80%, duplicates: 0, sla: {completeness: 95%}, written_by: [crm], system_of_record: crm}}\n"
    "agents: {bidder: {does: bids, owner: ana, autonomy: approve, approver: raj, reads: [lead], writes: none, uses: none}}\n";
const std::string breach =
    "waivers: [{rule: data-quality-breach, on: data/lead, reason: the clean-up ends soon, until: 2027-01-31, by: ana";

bool has(const Report& report, std::string_view rule) {
  return std::any_of(report.findings.begin(), report.findings.end(), [&](const auto& f) { return f.rule->id == rule; });
}

}  // namespace

TEST_CASE("what follows from accepted debt is told and leaves the gate, what follows from nothing is not told") {
  CHECK(finding(*audit_text(chain).report, "agent-dirty-inputs").fails);
  const Report accepted = *audit_text(chain + breach + "}]\n").report;
  CHECK_FALSE(finding(accepted, "agent-dirty-inputs").fails);
  CHECK(accepted.gate.passed);
  const Report excused = *audit_text(chain + breach + ", kind: not-applicable}]\n").report;
  CHECK_FALSE(has(excused, "agent-dirty-inputs"));
  CHECK(excused.drag.without_waivers.low == audit_text(chain).report->drag.low);
  const std::string lapsed =
      chain + "waivers: [{rule: data-quality-breach, on: data/lead, reason: it ended, until: 2026-10-31, by: ana}]\n";
  CHECK(finding(*audit_text(lapsed).report, "agent-dirty-inputs").fails);
}

TEST_CASE("whoever accepts a debt accepts what folds under it") {
  const std::string seats =
      "stack: {as_of: 2026-11-21, capacity_hours: 160, currency: EUR}\n"
      "tools: {desk: {does: [chat], owner: ana, cost: 1000/mo, billing: monthly, seats: 5, seats_used: 0, last_used: 2025-01-01}}\n";
  CHECK(finding(*audit_text(seats).report, "tool-unused").fails);
  const Report report =
      *audit_text(seats + "waivers: [{rule: tool-unused, on: desk, reason: the archive stays until spring, until: 2027-01-31}]\n").report;
  CHECK(has(report, "seats-underused"));
  CHECK_FALSE(finding(report, "seats-underused").fails);
  CHECK(report.gate.passed);
}

TEST_CASE("a rule that is off, a mere remark or outside of the profile is no cause") {
  const auto report = [](const RuleSetting& setting) {
    const Catalogue catalogue = with_settings(built_in_catalogue(), {{"data-quality-breach", setting}});
    return *audit_text(chain, Profile::starter, catalogue).report;
  };
  CHECK(has(report({}), "agent-dirty-inputs"));
  CHECK_FALSE(has(report({.off = true}), "agent-dirty-inputs"));
  CHECK_FALSE(has(report({.severity = Severity::info}), "agent-dirty-inputs"));
  const std::string unpinned =
      "stack: {as_of: 2026-11-21}\ntools: {hubspot: {external: true}, salesforce: {external: true}}\n"
      "integrations: {hs-sf: {from: hubspot, to: salesforce, owner: ana, runs_as: svc, last_ok: 2026-11-20}}\n"
      "agents: {router: {does: routes, owner: ana, autonomy: suggest, reads: none, writes: none, uses: [hs-sf]}}\n";
  CHECK_FALSE(has(*audit_text(unpinned, Profile::starter).report, "agent-fragile-dependency"));
  CHECK(has(*audit_text(unpinned, Profile::standard).report, "agent-fragile-dependency"));
}

TEST_CASE("a rule that only remarks charges its questions no more than its findings") {
  const Catalogue soft = with_settings(built_in_catalogue(), {{"tool-unused", {.severity = Severity::info}}});
  const std::string tool =
      "stack: {as_of: 2026-11-21}\ntools: {vault: {does: [files], owner: ana, cost: 60000/yr, renews: 2027-11-01, notice: 30d, "
      "seats: none, last_used: ";
  const Report known = *audit_text(tool + "2026-01-01, observed: 2026-11-20}}\n", Profile::starter, soft).report;
  const Report open = *audit_text(tool + "unknown}}\n", Profile::starter, soft).report;
  CHECK(open.drag.high == known.drag.high);
}
