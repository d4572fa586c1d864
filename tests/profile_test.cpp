// A profile limits what is asked for. What is written is judged in every profile.
#include <algorithm>
#include <string>
#include <vector>

#include "catch.h"
#include "stackdrag/catalogue.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

bool has(const Report& report, std::string_view rule) {
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [&](const ReportedFinding& finding) { return finding.rule->id == rule; });
}

bool asks(const Report& report, std::string_view rule) {
  return std::any_of(report.unknown.begin(), report.unknown.end(), [&](const ReportedUnknown& unknown) { return unknown.rule == rule; });
}

/// Two tools and an integration between them that moves leads, with the given fields.
std::string integration(const std::string& fields) {
  return "tools: {crm: {external: true}, ads: {external: true}}\ndata: {lead: {personal: false}}\n"
         "agents: {scorer: {uses: [to-ads], autonomy: suggest}}\nintegrations: {to-ads: {from: crm, to: ads, moves: [lead], " +
         fields + "}}\n";
}

}  // namespace

TEST_CASE("what is written is judged in every profile, what is missing only where it is asked for") {
  const auto starter = [](const std::string& text) { return *audit_text(text, Profile::starter).report; };
  CHECK(has(starter(integration("fails: 9")), "integration-failing"));
  CHECK(has(starter(integration("via: csv, minutes: 30")), "integration-manual"));
  CHECK(has(starter(integration("alerts: none")), "integration-unmonitored"));
  CHECK_FALSE(has(starter(integration("alerts: unknown")), "integration-unmonitored"));
  CHECK_FALSE(has(starter(integration("every: 1d")), "integration-unmonitored"));
  CHECK(has(starter("agents: {a: {metric: none}}"), "agent-unmonitored"));
  CHECK_FALSE(has(starter("agents: {a: {}}"), "agent-unmonitored"));
  CHECK(has(starter("data: {lead: {personal: true, retention: none}}"), "retention-excessive"));
  CHECK_FALSE(has(starter("data: {lead: {personal: true}}"), "retention-excessive"));
}

TEST_CASE("a profile asks no question of a rule outside of it, and finds nothing that a higher one does not find") {
  for (const Rule& rule : built_in_catalogue().rules) {
    INFO(rule.id);
    for (const Profile profile : {Profile::starter, Profile::standard}) {
      const Report report = *audit_text(rule.flagged, profile).report;
      const Report all = *audit_text(rule.flagged, Profile::full).report;
      CHECK(report.findings.size() <= all.findings.size());
      for (const ReportedFinding& finding : report.findings) {
        CHECK(std::any_of(all.findings.begin(), all.findings.end(),
                          [&](const ReportedFinding& other) { return other.fingerprint == finding.fingerprint; }));
      }
      // What a finding costs may still be open.
      if (rule.profile > profile && !has(report, rule.id)) CHECK_FALSE(asks(report, rule.id));
    }
  }
}

TEST_CASE("a report tells what is outside of the profile after the rest, in short, and counts what it leaves out") {
  const std::string folder = fresh_folder("outside");
  std::string text = "version: 1\nstack: {as_of: 2026-11-21}\ntools: {crm: {external: true}, ads: {external: true}}\nintegrations:\n";
  for (int i = 0; i < 3; ++i)
    text += "  i" + std::to_string(i) +
            ": {from: crm, to: ads, owner: ana, runs_as: svc, last_ok: 2026-11-20, fails: 9, via: csv, minutes: 9, scope: [all]}\n";
  write_text(folder + "/stack.yaml", text);
  const std::string told = run("$S audit stack.yaml", folder).out;
  const std::string::size_type outside = told.find("OUTSIDE THE PROFILE\n");
  REQUIRE(outside != std::string::npos);
  CHECK(told.find("\nHIGH\n") == std::string::npos);
  CHECK(told.find("high: `i0` has failed 9 runs in a row", outside) != std::string::npos);
  CHECK(told.find("more outside of the profile starter (--all shows them)") != std::string::npos);
  const std::string all = run("$S audit stack.yaml --all", folder).out;
  CHECK(all.find("more outside of the profile") == std::string::npos);
  CHECK(run("$S audit stack.yaml --format markdown", folder).out.find("### Outside the profile\n") != std::string::npos);
  CHECK(run("$S audit stack.yaml --profile standard", folder).out.find("OUTSIDE THE PROFILE") == std::string::npos);
}
