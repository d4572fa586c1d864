// How the drag has moved: which earlier reports count, and what the brief and the page say of them.
#include <nlohmann/json.hpp>

#include "catch.h"
#include "stackdrag/history.h"
#include "stackdrag/text.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

Date day(const char* text) { return *parse_date(text); }

PastAudit audit_on(Date date, int high) {
  PastAudit audit;
  audit.as_of = date;
  audit.high = Decimal(high);
  return audit;
}

/// A folder with an inventory whose debt grows: a pixel runs on after its campaign, then a tool is no longer used.
std::string growing_stack(const std::string& name) {
  const std::string folder = fresh_folder(name);
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {name: Growing, capacity_hours: 160, currency: EUR}\npeople: {ana: {}}\n"
             "tools: {crm: {does: [crm], owner: ana, cost: 900/mo, renews: 2027-09-30, notice: 30d, last_used: 2026-07-01}}\n"
             "campaigns: {spring: {owner: ana, ends: 2026-06-30}}\n"
             "pixels: {meta-spring: {vendor: meta, for: spring, owner: ana, consent: marketing, last_seen: 2026-07-20}}\n");
  REQUIRE(run("mkdir history", folder).exit == 0);
  return folder;
}

void audit_as_of(const std::string& folder, const std::string& date, const std::string& options = "") {
  const Ran ran = run("$S audit --as-of " + date + " --fail-on never --format json -o history/" + date + ".json" + options, folder);
  INFO(ran.err);
  REQUIRE(ran.exit == 0);
}

}  // namespace

TEST_CASE("of many days a history has the last of each week, and sixty at most") {
  std::vector<PastAudit> audits;
  for (int i = 0; i < 61; ++i) audits.push_back(audit_on(day("2026-03-02") + Days{i}, i));  // from a Monday on
  CHECK(history_of({audits.begin(), audits.begin() + 60}).size() == 60);
  const std::vector<PastAudit> weeks = history_of(audits);
  REQUIRE(weeks.size() == 9);
  CHECK(weeks.front().as_of == day("2026-03-08"));
  CHECK(weeks.back().as_of == day("2026-05-01"));
  for (int i = 0; i < 1000; ++i) audits.push_back(audit_on(day("2022-03-02") + Days{i}, i));
  const std::vector<PastAudit> newest = history_of(audits);
  CHECK(newest.size() == 60);
  CHECK(newest.back().as_of == day("2026-05-01"));
  CHECK(history_of({}).empty());
}

TEST_CASE("a day has the audit that is given last, in whatever order the days come") {
  const std::vector<PastAudit> history =
      history_of({audit_on(day("2026-03-02"), 1), audit_on(day("2026-03-01"), 2), audit_on(day("2026-03-02"), 3)});
  REQUIRE(history.size() == 2);
  CHECK(history[0].high == Decimal(2));
  CHECK(history[1].high == Decimal(3));
}

TEST_CASE("the brief, the page and the JSON tell how the drag has moved") {
  const std::string folder = growing_stack("history");
  for (const char* date : {"2026-07-21", "2026-08-21", "2026-11-20"}) audit_as_of(folder, date);
  const std::string audit = "$S audit --as-of 2026-11-21 --fail-on never --history history";
  const json report = json::parse(run(audit + " --format json", folder).out);
  REQUIRE(report["history"].size() == 3);
  for (const json& past : report["history"]) {
    const json saved = json::parse(read_text(folder + "/history/" + past["as_of"].get<std::string>() + ".json"));
    CHECK(past["low"] == saved["drag"]["low"]);
    CHECK(past["high"] == saved["drag"]["high"]);
    CHECK(past["grade"] == saved["drag"]["grade"]);
  }
  CHECK(report["history"][0]["high"] < report["drag"]["high"]);
  // The newest that is some weeks old: what was yesterday says little.
  const std::string brief = run(audit + " --format brief", folder).out;
  INFO(brief);
  CHECK(says(brief, "On 21 August 2026 it was "));
  const std::string page = run(audit + " --format html", folder).out;
  CHECK(says(page, "How it has moved"));
  CHECK(says(page, "<td>21 July 2026</td>"));
  CHECK(says(page, "<td>21 November 2026</td>"));
  write_text(folder + "/page.html", page);
  CHECK(says(run("python3 '" + source_dir() + "/tests/formats/check.py' html page.html", folder).out, "accepted page.html"));
  // A saved report has its history, and render takes another one.
  REQUIRE(run(audit + " --format json --outlook -o saved.json", folder).exit == 0);
  CHECK(run("$S render saved.json --format html", folder).out == page);
  REQUIRE(run("$S audit --as-of 2026-11-21 --fail-on never --outlook --format json -o plain.json", folder).exit == 0);
  CHECK(run("$S render plain.json --format html --history history", folder).out == page);
  CHECK_FALSE(says(run("$S render plain.json --format html", folder).out, "How it has moved"));
}

TEST_CASE("a report keeps itself out of its history, and may be written among it") {
  const std::string folder = growing_stack("history-nightly");
  for (const char* date : {"2026-08-21", "2026-08-22", "2026-08-22"}) audit_as_of(folder, date, " --history history");
  const json report = json::parse(read_text(folder + "/history/2026-08-22.json"));
  REQUIRE(report["history"].size() == 1);
  CHECK(report["history"][0]["as_of"] == "2026-08-21");
}

TEST_CASE("no report is written over an earlier one, but over that of the same day") {
  const std::string folder = growing_stack("history-over");
  audit_as_of(folder, "2026-08-21");
  const std::string before = read_text(folder + "/history/2026-08-21.json");
  const Ran ran = run("$S audit --as-of 2026-08-22 --fail-on never --history history --format html -o history/2026-08-21.json", folder);
  CHECK(ran.exit == 2);
  CHECK(read_text(folder + "/history/2026-08-21.json") == before);
}

TEST_CASE("a history of figures that have not moved says so, and one of nothing says nothing") {
  const std::string folder = growing_stack("history-same");
  audit_as_of(folder, "2026-11-01");
  CHECK(says(run("$S audit --as-of 2026-11-30 --fail-on never --history history --format brief", folder).out,
             "It was the same on 1 November 2026."));
  write_text(folder + "/stack.yaml", "version: 1\nstack: {name: Growing}\n");
  const std::string empty = run("$S audit --as-of 2026-11-30 --fail-on never --history history --format brief", folder).out;
  CHECK(says(empty, "nothing here that could be audited"));
  CHECK_FALSE(says(empty, "1 November"));
}

TEST_CASE("what cannot be compared is left out of a history, and is counted") {
  const std::string folder = growing_stack("history-others");
  audit_as_of(folder, "2026-08-21");
  audit_as_of(folder, "2026-09-21", " --profile full");
  audit_as_of(folder, "2026-12-21");
  write_text(folder + "/history/notes.json", "[1, 2]\n");
  write_text(folder + "/history/notes.txt", "no report\n");
  const Ran ran = run("$S audit --as-of 2026-11-21 --fail-on never --history history --format json", folder);
  CHECK(json::parse(ran.out)["history"].size() == 1);
  CHECK(ran.err ==
        "stackdrag: --history leaves out: 1 report of another stack, model or profile, or without a score\n"
        "stackdrag: --history leaves out: 1 report of a later day\n"
        "stackdrag: --history leaves out: 1 file that is no JSON report of stackdrag\n");
}

TEST_CASE("an earlier report that cannot be read is refused with its place") {
  const std::string folder = growing_stack("history-broken");
  audit_as_of(folder, "2026-08-21");
  const std::string whole = read_text(folder + "/history/2026-08-21.json");
  write_text(folder + "/history/cut.json", whole.substr(0, whole.size() / 2));
  for (const char* path : {"history", "history/cut.json"}) {
    const Ran cut = run(std::string("$S audit --history ") + path + " --format json", folder);
    CHECK(cut.exit == 2);
    CHECK(cut.out.empty());
    CHECK(says(cut.err, "cut.json:"));
  }
  write_text(folder + "/other.json", "[]");
  CHECK(run("$S audit --history other.json --format json", folder).exit == 2);
  CHECK(says(run("$S audit --history histroy --format json", folder).err, "histroy"));
}
