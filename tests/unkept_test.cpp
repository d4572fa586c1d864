// What nearly all items of a kind lack is told once, and charged, recorded and compared as before.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catch.h"
#include "support.h"

using namespace stackdrag::tests;
using nlohmann::json;

namespace {

/// So many agents, all in order but for their owners; the first few have one.
std::string agents(int count, int owned) {
  std::string text = "version: 1\nstack: {as_of: 2026-11-28, capacity_hours: 2000}\nagents:\n";
  for (int i = 0; i < count; ++i) {
    text += fmt::format(
        "  agent-{}: {{does: answers questions {}, autonomy: suggest, off_switch: a switch in the console, logs_days: 400, "
        "last_run: 2026-11-27, last_eval: 2026-11-01, metric: answers accepted, risk: minimal, reviewed: 2026-11-01{}}}\n",
        i, i, i < owned ? ", owner: ana" : "");
  }
  return text;
}

json audited(const std::string& folder, const std::string& arguments = "") {
  return json::parse(run("$S audit --format json " + arguments, folder).out);
}

std::size_t count_of(const json& report, const std::string& rule, bool standing) {
  std::size_t count = 0;
  for (const json& finding : report["findings"]) count += finding["rule"] == rule && finding["folded_into"].is_null() == standing ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("what nearly all items of a kind lack is one low finding, and costs what it cost before") {
  const std::string folder = fresh_folder("unkept");
  write_text(folder + "/stack.yaml", agents(12, 1));
  const json together = audited(folder);
  CHECK(count_of(together, "field-unkept", true) == 1);
  CHECK(count_of(together, "no-owner", true) == 0);
  CHECK(count_of(together, "no-owner", false) == 11);
  for (const json& finding : together["findings"]) CHECK(finding["severity"] == "low");
  CHECK(together["gate"]["passed"] == true);
  CHECK(run("$S audit", folder).out.find("11 of 12 agents share one gap: no owner") != std::string::npos);

  write_text(folder + "/.stackdrag.yaml", "rules: {field-unkept: off}\n");
  const json alone = audited(folder);
  CHECK(count_of(alone, "no-owner", true) == 11);
  CHECK(alone["gate"]["passed"] == false);
  CHECK(alone["drag"] == together["drag"]);
  CHECK(alone["money"] == together["money"]);

  // Both thresholds are the team's.
  write_text(folder + "/.stackdrag.yaml", "rules: {field-unkept: {share: 0.95}}\n");
  CHECK(count_of(audited(folder), "field-unkept", true) == 0);
  write_text(folder + "/.stackdrag.yaml", "rules: {field-unkept: {items: 13}}\n");
  CHECK(count_of(audited(folder), "field-unkept", true) == 0);
}

TEST_CASE("what was told together when it was recorded is not new when it is told one by one, nor the other way round") {
  for (const bool first_together : {true, false}) {
    INFO(first_together);
    const std::string folder = fresh_folder("unkept-baseline");
    write_text(folder + "/stack.yaml", agents(12, first_together ? 1 : 4));
    REQUIRE(run("$S baseline create", folder).exit == 0);
    write_text(folder + "/stack.yaml", agents(first_together ? 12 : 20, 4));
    const json report = audited(folder, "--baseline .stackdrag-baseline.json --fail-on low");
    CHECK(count_of(report, "no-owner", !first_together) == 0);
    for (const json& finding : report["findings"]) {
      INFO(finding.dump());
      const bool was_there = finding["rule"] == "no-owner" && std::stoi(finding["subject"].get<std::string>().substr(12)) < 12;
      if (was_there) CHECK(finding["status"] == "known");
    }
  }
}
