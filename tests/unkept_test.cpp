// What nearly all items of a kind lack is told once, and charged, recorded and compared as before.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catch.h"
#include "support.h"

using namespace stackdrag::tests;
using nlohmann::json;

namespace {

/// So many tools, all in order but for their owners; the first few have one.
std::string tools(int count, int owned, const std::string& more = "") {
  std::string text = "version: 1\nstack: {as_of: 2026-11-28, capacity_hours: 2000}\n" + more + "tools:\n";
  for (int i = 0; i < count; ++i) {
    text += fmt::format("  tool-{}: {{does: [job-{}], cost: 0, last_used: 2026-11-27, purpose: does job {}, personal_data: false{}}}\n", i,
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
  write_text(folder + "/stack.yaml", tools(12, 1));
  const json together = audited(folder, "--fail-on medium");
  CHECK(count_of(together, "field-unkept", true) == 1);
  CHECK(count_of(together, "no-owner", true) == 0);
  CHECK(count_of(together, "no-owner", false) == 11);
  for (const json& finding : together["findings"]) CHECK(finding["severity"] == "low");
  CHECK(together["gate"]["passed"] == true);
  CHECK(run("$S audit", folder).out.find("11 of 12 tools share one gap: no owner") != std::string::npos);
  // Where the gap is hidden, its findings stand for themselves, and the whole is not less than what is shown.
  CHECK(run("$S audit --select no-owner", folder).out.find("showing 11 of 12 findings") != std::string::npos);

  write_text(folder + "/.stackdrag.yaml", "rules: {field-unkept: off}\n");
  const json alone = audited(folder, "--fail-on medium");
  CHECK(alone["gate"]["passed"] == false);
  CHECK(count_of(alone, "no-owner", true) == 11);
  CHECK(alone["drag"] == together["drag"]);
  CHECK(alone["money"] == together["money"]);

  // Both thresholds are the team's.
  write_text(folder + "/.stackdrag.yaml", "rules: {field-unkept: {share: 0.95}}\n");
  CHECK(count_of(audited(folder), "field-unkept", true) == 0);
  write_text(folder + "/.stackdrag.yaml", "rules: {field-unkept: {items: 13}}\n");
  CHECK(count_of(audited(folder), "field-unkept", true) == 0);
}

TEST_CASE("a gap takes the hours of its single findings, as its page says") {
  const std::string folder = fresh_folder("unkept-hours");
  write_text(folder + "/stack.yaml", tools(12, 1));
  double single = 0;
  const json report = audited(folder);
  for (const json& finding : report["findings"]) single += finding["rule"] == "no-owner" ? finding["effort_hours"].get<double>() : 0;
  bool is_there = false;
  for (const json& action : report["actions"]) is_there |= action["effort_hours"] == single && action["findings"].size() == 1;
  CHECK(is_there);
  CHECK(run("$S explain field-unkept").out.find("takes the hours of its single findings") != std::string::npos);
}

TEST_CASE("what was told together when it was recorded is not new when it is told one by one, nor the other way round") {
  for (const bool first_together : {true, false}) {
    INFO(first_together);
    const std::string folder = fresh_folder("unkept-baseline");
    write_text(folder + "/stack.yaml", tools(12, first_together ? 1 : 4));
    REQUIRE(run("$S baseline create", folder).exit == 0);
    write_text(folder + "/stack.yaml", tools(first_together ? 12 : 20, 4));
    const json report = audited(folder, "--baseline .stackdrag-baseline.json --fail-on low");
    CHECK(count_of(report, "no-owner", !first_together) == 0);
    std::size_t known = 0;
    for (const json& finding : report["findings"]) {
      INFO(finding.dump());
      const bool was_there = finding["rule"] == "no-owner" && std::stoi(finding["subject"].get<std::string>().substr(10)) < 12;
      if (was_there) CHECK(finding["status"] == "known");
      known += was_there ? 1 : 0;
      // A gap that came about by an edit is nobody's rule.
      if (finding["rule"] == "field-unkept" && finding.value("status", "") == "new") CHECK(finding["cause"] == "inventory");
    }
    CHECK(known == 8);
  }
}

TEST_CASE("a difference does not take what is told otherwise for better or worse") {
  const std::string folder = fresh_folder("unkept-difference");
  write_text(folder + "/few.yaml", tools(12, 4));
  write_text(folder + "/all.yaml", tools(12, 1));
  for (const std::string sides : {"few.yaml all.yaml", "all.yaml few.yaml"}) {
    const json difference = json::parse(run("$S diff --format json " + sides, folder).out);
    CHECK(difference["worsened"].empty());
    CHECK(difference["improved"].empty());
  }
}

TEST_CASE("of agreements, only tools that may handle personal data are asked") {
  const std::string folder = fresh_folder("unkept-agreements");
  std::string text = "version: 1\nstack: {as_of: 2026-11-28}\ntools:\n";
  for (int i = 0; i < 24; ++i) {
    text += fmt::format("  tool-{}: {{does: [job-{}], cost: 0, owner: ana, personal_data: {}}}\n", i, i, i < 12);
  }
  write_text(folder + "/stack.yaml", text);
  CHECK(run("$S audit --select field-unkept", folder).out.find("12 of 12 tools share one gap: no data processing agreement") !=
        std::string::npos);
}

TEST_CASE("what is high is told item by item, however many there are") {
  const std::string folder = fresh_folder("unkept-high");
  std::string text = "version: 1\nstack: {as_of: 2026-11-28}\nagents:\n";
  for (int i = 0; i < 12; ++i) text += fmt::format("  bot-{}: {{does: replies to {}, autonomy: suggest, last_run: 2026-11-27}}\n", i, i);
  write_text(folder + "/stack.yaml", text);
  const json report = audited(folder);
  CHECK(count_of(report, "no-owner", true) == 12);
  CHECK(report["gate"]["passed"] == false);
}

TEST_CASE("a gap whose single findings are all told under others is not told") {
  const std::string folder = fresh_folder("unkept-folded");
  // What nobody uses is to be retired, and then needs no purpose; of the last few, it is the only thing to say.
  const auto unused = [&](int kept) {
    std::string text = "version: 1\nstack: {as_of: 2026-11-28}\ntools:\n";
    for (int i = 0; i < 12; ++i) {
      text += fmt::format("  tool-{}: {{cost: 0, owner: ana, personal_data: false, last_used: {}}}\n", i,
                          i < kept ? "2026-11-27" : "2025-01-10");
    }
    write_text(folder + "/stack.yaml", text);
    return audited(folder, "--profile full");
  };
  const auto about_purpose = [](const json& report) {
    std::size_t count = 0;
    for (const json& finding : report["findings"])
      count += finding["rule"] == "field-unkept" && finding["key"] == "tools.no-purpose" ? 1 : 0;
    return count;
  };
  const json none_kept = unused(0);
  CHECK(count_of(none_kept, "no-purpose", false) == 12);
  CHECK(about_purpose(none_kept) == 0);
  CHECK(about_purpose(unused(1)) == 1);
}

TEST_CASE("a gap can be waived as one, and one whose items are all waived is none") {
  const std::string folder = fresh_folder("unkept-waived");
  const std::string waiver = "waivers: [{{rule: {}, on: {}, reason: we keep no owners here, by: ana, until: 2027-02-01}}]\n";
  write_text(folder + "/stack.yaml", tools(12, 1, fmt::format(fmt::runtime(waiver), "field-unkept", "stack")));
  const json one = audited(folder, "--fail-on low");
  CHECK(count_of(one, "field-unkept", true) == 1);
  CHECK(one["waivers"][0]["state"] == "active");
  write_text(folder + "/stack.yaml", tools(12, 1, fmt::format(fmt::runtime(waiver), "no-owner", "'tool/*'")));
  const json each = audited(folder, "--fail-on low");
  CHECK(count_of(each, "field-unkept", true) == 0);
  CHECK(each["waivers"][0]["findings"] == 11);
}

TEST_CASE("what nobody wrote is not known, though it is a finding") {
  const std::string folder = fresh_folder("unkept-known");
  const auto evidence_of = [&](const std::string& owner) {
    write_text(folder + "/stack.yaml",
               "version: 1\nstack: {as_of: 2026-11-28}\npeople:\n  ana: {}\ntools:\n  crm: {does: [crm], cost: 0, last_used: 2026-11-27, "
               "purpose: keeps customers, personal_data: false" +
                   owner + "}\n");
    return audited(folder)["drag"]["evidence"].get<double>();
  };
  CHECK(evidence_of(", owner: ana") == 1);
  // Whether somebody left who answered for it, `none` does not say.
  CHECK(evidence_of(", owner: none") < 1);
  CHECK(evidence_of("") < evidence_of(", owner: none"));
  CHECK(evidence_of(", owner: unknown") == evidence_of(""));
}

TEST_CASE("a register that keeps owners and purposes, but no prices and no agreements, can be read") {
  const std::string folder = fresh_folder("register");
  std::string text = "version: 1\nstack: {as_of: 2026-11-21, name: A public register, regions: [eu]}\nteams:\n";
  for (int team = 0; team < 9; ++team) text += fmt::format("  department-{}: {{name: Department {}}}\n", team, team);
  text += "tools:\n";
  for (int tool = 0; tool < 219; ++tool) {
    text +=
        fmt::format("  tool-{}: {{does: [service-{}], owner: department-{}, purpose: serves citizens in matter {}, personal_data: {}}}\n",
                    tool, tool, tool % 9, tool, tool % 3 != 0);
  }
  write_text(folder + "/stack.yaml", text);
  const json report = audited(folder);
  CHECK(report["drag"]["provisional"] == true);
  CHECK(report["drag"]["evidence"].get<double>() < 0.5);
  std::vector<std::string> standing;
  for (const json& finding : report["findings"]) {
    if (finding["folded_into"].is_null()) standing.push_back(finding["message"]);
  }
  CHECK(standing == std::vector<std::string>{"219 of 219 tools share one gap: contract details not recorded",
                                             "146 of 146 tools share one gap: no data processing agreement on record"});
  const std::string shown = run("$S audit", folder).out;
  CHECK(std::count(shown.begin(), shown.end(), '\n') < 60);
  CHECK(shown.find("NOT GRADED") != std::string::npos);
}
