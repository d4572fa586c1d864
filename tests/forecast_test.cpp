// `stackdrag forecast`: what it says about the examples, where the figures come from, its edges and its formats, through the program.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "attacks.h"
#include "catch.h"
#include "stackdrag/text.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

/// The forecast of an inventory without `version`, as of 2026-11-21.
json forecast(const std::string& text, const std::string& arguments = "--until 1y") {
  const std::string folder = fresh_folder("forecast");
  write_text(folder + "/stack.yaml", "version: 1\n" + text);
  const Ran ran = run("$S forecast --as-of 2026-11-21 --format json " + arguments, folder);
  INFO(ran.err);
  REQUIRE(ran.exit == 0);
  return json::parse(ran.out);
}

/// "2027-01-31 worsens project-late project/new-nurture medium" of each event.
std::vector<std::string> events_of(const json& forecast) {
  std::vector<std::string> events;
  for (const json& event : forecast["events"])
    events.push_back(fmt::format("{} {} {} {} {}", event["day"].get<std::string>(), event["change"].get<std::string>(),
                                 event["rule"].get<std::string>(), event["subject"].get<std::string>(),
                                 event["severity"].get<std::string>()));
  return events;
}

bool has(const std::vector<std::string>& all, const std::string& one) { return std::find(all.begin(), all.end(), one) != all.end(); }

/// The rules of the events, each once.
std::set<std::string> rules_of(const json& forecast) {
  std::set<std::string> rules;
  for (const json& event : forecast["events"]) rules.insert(event["rule"]);
  return rules;
}

/// An inventory that holds each attack where a forecast repeats it: in owners, and in the names of channels and of what an agent runs on.
std::string hostile_inventory() {
  std::string text = "version: 1\nstack: {as_of: 2026-11-21, name: \"<b>evil</b>, \\e[31m\\r\\nX\", profile: full}\ntools:\n";
  for (std::size_t i = 0; i < attacks.size(); ++i)
    text +=
        fmt::format("  t{}: {{owner: \"{}\", cost: 100/mo, renews: 2027-0{}-15, notice: 30d, auto_renew: true, last_used: 2026-11-20}}\n",
                    i, attacks[i], i % 9 + 1);
  text += "campaigns:\n";
  for (std::size_t i = 0; i < attacks.size(); ++i)
    text +=
        fmt::format("  c{}: {{ends: 2026-01-0{}, utm: {{source: [\"{}\"], medium: [\"x{}\"]}}}}\n", i, i % 9 + 1, attacks[i], attacks[i]);
  return text;
}

const std::vector<std::string> formats{"text", "markdown", "json", "csv", "ics"};

}  // namespace

TEST_CASE("the forecasts of the examples are recorded") {
  for (const std::string format : {"text", "markdown", "json", "csv", "ics"}) {
    const Ran ran = run("$S forecast examples/acme --until 2027-11-21 --format " + format);
    CHECK(ran.exit == 0);
    CHECK(ran.err.empty());
    CHECK(is_recorded(source_dir() + "/tests/golden/forecast-acme." + format, ran.out));
  }
  CHECK(is_recorded(source_dir() + "/tests/golden/forecast-harbour-home.text", run("$S forecast examples/harbour-home").out));
  CHECK(is_recorded(source_dir() + "/tests/golden/forecast-clean.text", run("$S forecast examples/clean --until 1y").out));
  CHECK(is_recorded(source_dir() + "/docs/schema/forecast.json", run("$S schema forecast").out));
}

// Where the figures of acme come from. The script beside this test writes the inventory as it would be on each day and audits that; with
// `--changes 2027-11-21` it prints this table. By day:
//   11-25  notice for hubspot is 21 days away: medium, 1 h, becomes high, 2 h
//   12-03  the end of support for hs-sf's v38.0 is 180 days away: medium, 1 h, becomes high, 2 h
//   12-17  notice for hubspot is missed: one finding of 2 h follows on another
//   01-01  new-nurture is late: low, 0.35 h
//   01-16  hubspot has begun another term, so the missed notice is past: 2 h less
//   01-31  new-nurture is late by 31 days: medium, 0.75 h
//   02-01  the quality of chat-greeter has not been measured for 91 days: 1.5 h. The waiver of bus-factor lapses; its hour was in the score
//   02-02  salesforce has begun another term: 2 h less
//   04-01  2026q1_launch ended over 365 days ago, and its UTM values are not looked at any more: 2 h less
//   08-05  notice for salesforce is 90 days away: 1 h. 10-13: 21 days: 2 h. 11-04: missed, as before
//   09-17  notice for hubspot is 90 days away: 1 h
TEST_CASE("the figures of acme are those of inventories on which the days have passed") {
  const std::string table =
      "2026-11-21 81.05 160.9 45.778 62.6314 3896 46\n"
      "2026-11-25 82.05 161.9 46.0826 62.7763 3896 46\n"
      "2026-12-03 83.05 162.9 46.3837 62.92 3896 46\n"
      "2027-01-01 83.4 163.25 46.4883 62.9701 3916 47\n"
      "2027-01-16 81.4 161.25 45.885 62.6822 3876 46\n"
      "2027-01-31 81.8 161.65 46.0067 62.7402 3876 46\n"
      "2027-02-01 83.3 163.15 46.4584 62.9558 3956 47\n"
      "2027-02-02 81.3 161.15 45.8545 62.6677 3916 46\n"
      "2027-04-01 79.3 159.15 45.2367 62.3751 3836 44\n"
      "2027-08-05 80.3 160.15 45.5474 62.522 3876 45\n"
      "2027-09-17 81.3 161.15 45.8545 62.6677 3916 46\n"
      "2027-10-13 82.3 162.15 46.1582 62.8123 3916 46\n";
  const json forecast = json::parse(run("$S forecast examples/acme --until 2027-11-21 --format json").out);
  std::string steps, days;
  for (const json& step : forecast["steps"]) {
    days += " " + step["day"].get<std::string>();
    steps += step["day"].get<std::string>();
    for (const char* figure : {"low_hours", "high_hours", "low", "high", "interest_per_month", "findings"})
      steps += " " + step[figure].dump();
    steps += "\n";
  }
  CHECK(steps == table);
  const Ran derived = run("python3 tests/forecast/acme_daily.py $S" + days);
  INFO(derived.err);
  CHECK(derived.out == table);
}

TEST_CASE("what happens to acme within a year") {
  const json acme = json::parse(run("$S forecast examples/acme --until 2027-11-21 --format json").out);
  const std::vector<std::string> events = events_of(acme);
  for (const std::string event :
       {"2026-12-03 worsens api-version-sunset integration/hs-sf high", "2026-12-17 worsens renewal-notice-missed tool/hubspot high",
        "2027-02-01 lapses bus-factor tool/hubspot medium", "2027-02-01 appears agent-unmonitored agent/chat-greeter medium",
        "2027-01-16 leaves renewal-notice-missed tool/hubspot high", "2027-04-01 leaves utm-synonyms utm_source/facebook medium"}) {
    INFO(event);
    CHECK(has(events, event));
  }
  // What was seen at work goes on, and a contract that has renewed is no date that is missing.
  for (const std::string rule : {"integration-silent", "pixel-silent", "evidence-stale", "renewal-passed"})
    CHECK_FALSE(rules_of(acme).contains(rule));
  REQUIRE(acme["locked_in"].size() == 2);
  const json& hubspot = acme["locked_in"][0];
  CHECK(hubspot["tool"] == "tool/hubspot");
  CHECK(hubspot["day"] == "2026-12-17");
  CHECK(hubspot["act_by"] == "2026-12-16");
  CHECK(hubspot["money"] == 42000);
  // 8 of 25 seats at 3,500 a month are spare beyond the reserve: 1,120 a month.
  CHECK(hubspot["wasted"] == 13440);
}

TEST_CASE("the first lines say what an audit of the same day says, in the same words") {
  for (const std::string stack : {"acme", "harbour-home", "start-up", "ten-lines"}) {
    const std::string audit = run("COLUMNS=100 $S audit --fail-on never --as-of 2026-11-21 examples/" + stack).out;
    const std::string text = run("COLUMNS=100 $S forecast --as-of 2026-11-21 examples/" + stack).out;
    const auto between = [](const std::string& whole, const std::string& begin, const std::string& end) {
      const std::size_t at = whole.find(begin);
      return at == std::string::npos ? "" : whole.substr(at + begin.size(), whole.find(end, at + begin.size()) - at - begin.size());
    };
    const std::string said = between(text, "2026-11-21: ", "\n");
    INFO(stack << ": " << said << "\n" << audit.substr(0, 400));
    CHECK_FALSE(said.empty());
    CHECK(says(audit, said == "no debt" ? "No debt found" : "\n  " + said));
  }
}

TEST_CASE("a missed notice is told once, with the contract that it binds") {
  const std::string text = unwrapped(run("$S forecast examples/acme --until 1y").out);
  CHECK_FALSE(says(text, "notice for `hubspot` was due"));
  CHECK_FALSE(says(text, "notice deadline missed: `hubspot`"));
  CHECK(says(text, "`hubspot` is bound for another year from 2027-01-15: €42,000, €13,440 of it for nothing"));
  // That of salesforce was missed before, and is over once the next term has begun.
  CHECK(says(text, "notice deadline missed: `salesforce`"));
}

TEST_CASE("who has left by then acts on nothing") {
  const json made = forecast(
      "people: {tom: {left: 2027-01-15}, ana: {}}\ntools:\n  a: {owner: tom, backup: ana, last_used: 2026-11-20}\n"
      "  b: {owner: tom, last_used: 2026-11-20}\n");
  bool has_come = false;
  for (const json& event : made["events"]) {
    if (event["day"] < "2027-01-16" || event["change"] == "leaves") continue;
    INFO(event.dump());
    has_come = true;
    for (const json& owner : event["owners"]) CHECK(owner != "tom");
    if (event["subject"] == "tool/a") CHECK(event["owners"] == json({"ana"}));
  }
  CHECK(has_come);
}

TEST_CASE("what is low is counted, and told with --all") {
  const std::string some = unwrapped(run("$S forecast examples/acme").out), all = unwrapped(run("$S forecast examples/acme --all").out);
  CHECK_FALSE(says(some, "is 1 day late"));
  CHECK(says(some, "of low severity: 1 × project past its due date"));
  CHECK(says(all, "is 1 day late"));
  CHECK_FALSE(says(all, "of low severity:"));
  CHECK(says(unwrapped(run("$S forecast examples/acme --fail-on low").out), "is 1 day late"));
}

TEST_CASE("where nothing is declared, nothing is forecast") {
  const std::string folder = fresh_folder("forecast-empty");
  write_text(folder + "/stack.yaml", "version: 1\n");
  const Ran ran = run("$S forecast --as-of 2026-11-21", folder);
  CHECK(ran.exit == 0);
  CHECK(says(ran.out, "The inventory is empty: there is nothing to look ahead to."));
  CHECK(says(run("$S forecast --as-of 2026-11-21 --format markdown", folder).out, "The inventory is empty"));
  CHECK_FALSE(says(ran.out, "drag"));
}

TEST_CASE("without assumptions a forecast is a plain audit of each day") {
  const json acme = json::parse(run("$S forecast examples/acme --until 2027-03-22 --assume-nothing --format json").out);
  const json audit = json::parse(run("$S audit examples/acme --as-of 2027-03-22 --format json --fail-on never").out);
  CHECK(acme["steps"].back()["low_hours"] == audit["drag"]["low_hours"]);
  CHECK(acme["steps"].back()["high_hours"] == audit["drag"]["high_hours"]);
  CHECK(has(events_of(acme), "2027-03-22 appears evidence-stale stack low"));
  CHECK(has(events_of(acme), "2027-01-16 appears renewal-passed tool/hubspot high"));
  CHECK(acme["locked_in"].empty());
  CHECK(acme["look_again"].empty());
}

TEST_CASE("a contract that renews by itself begins another term") {
  const auto locked = [](const std::string& fields) {
    const json made = forecast("tools: {crm: {cost: 1200/yr, last_used: 2026-11-20, renews: 2027-01-15, " + fields + "}}");
    std::string days;
    for (const json& one : made["locked_in"])
      days += fmt::format("{} {} {} by {}\n", one["day"].get<std::string>(), one["renews"].get<std::string>(), one["money"].dump(),
                          one["act_by"].is_null() ? "?" : one["act_by"].get<std::string>());
    return days;
  };
  CHECK(locked("notice: 30d, auto_renew: true") == "2026-12-17 2027-01-15 1200 by 2026-12-16\n");
  CHECK(locked("notice: 30d, auto_renew: true, billing: quarterly") ==
        "2026-12-17 2027-01-15 300 by 2026-12-16\n2027-03-17 2027-04-15 300 by 2027-03-16\n"
        "2027-06-16 2027-07-15 300 by 2027-06-15\n2027-09-16 2027-10-15 300 by 2027-09-15\n");
  // Nobody knows by when notice had to be given: then the day of the renewal itself is too late.
  CHECK(locked("auto_renew: true") == "2027-01-16 2027-01-15 1200 by ?\n");
  CHECK(locked("auto_renew: true, notice: none") == "2027-01-16 2027-01-15 1200 by 2027-01-15\n");
  CHECK(locked("auto_renew: true, decision: keep").empty());
  CHECK(locked("notice: 30d, auto_renew: false").empty());
  CHECK(locked("notice: 30d, auto_renew: true, decision: cancel").empty());
  // Somebody has decided to keep it; the year after, nobody has.
  CHECK(locked("notice: 30d, auto_renew: true, decision: keep").empty());
  const json kept =
      forecast("tools: {crm: {cost: 1200/yr, renews: 2027-01-15, notice: 30d, auto_renew: true, decision: keep}}", "--until 2y");
  CHECK(kept["locked_in"].size() == 1);
  // What is retired and renews all the same is paid for nothing.
  const json retired = forecast("tools: {crm: {status: retired, cost: 1200/yr, renews: 2027-01-15, notice: 30d}}");
  REQUIRE(retired["locked_in"].size() == 1);
  CHECK(retired["locked_in"][0]["wasted"] == 1200);
  CHECK_FALSE(has(events_of(retired), "2027-01-16 leaves retired-paid tool/crm medium"));
}

TEST_CASE("what is seen at work goes on, and what has stopped has stopped") {
  const std::string text =
      "campaigns: {q4: {ends: 2026-12-15}}\npixels:\n"
      "  runs: {vendor: meta, for: q4, last_seen: 2026-11-20}\n"
      "  stopped: {vendor: google, purpose: web analytics, last_seen: 2026-03-01}\n"
      "  resting: {vendor: pinterest, purpose: gifts, last_seen: 2026-11-19, seasonal: [nov, dec]}\n"
      "  retired: {vendor: tiktok, status: retired, ends: 2026-06-30, last_seen: 2026-06-29}\n";
  const json made = forecast(text, "--until 1y --profile full");
  std::set<std::string> appearing;
  for (const json& event : made["events"]) {
    if (event["change"] != "leaves") appearing.insert(event["rule"].get<std::string>() + " " + event["subject"].get<std::string>());
  }
  CHECK(appearing.contains("pixel-campaign-ended pixel/runs"));
  for (const std::string pixel : {"runs", "stopped", "resting", "retired"}) {
    for (const std::string rule : {"pixel-silent", "retired-alive", "use-contradicted"})
      CHECK_FALSE(appearing.contains(rule + " pixel/" + pixel));
  }
  // The pixel that has stopped is blamed today already, and stays blamed.
  for (const json& event : made["events"]) CHECK_FALSE((event["rule"] == "pixel-silent" && event["subject"] == "pixel/stopped"));
  std::set<std::string> looked_at;
  for (const json& look : made["look_again"]) {
    for (const json& item : look["items"]) looked_at.insert(item);
  }
  CHECK(looked_at.contains("pixel/runs"));
  CHECK_FALSE(looked_at.contains("pixel/stopped"));
}

TEST_CASE("what differs in nothing but its item is told together") {
  const std::string folder = fresh_folder("forecast-rows");
  write_text(
      folder + "/stack.yaml",
      "version: 1\npeople: {tom: {left: 2027-01-15}, ana: {}}\ntools:\n"
      "  a: {owner: tom, last_used: 2026-11-20}\n  b: {owner: tom, last_used: 2026-11-20}\n  c: {owner: tom, last_used: 2026-11-20}\n");
  const std::string text = unwrapped(run("$S forecast --as-of 2026-11-21 --all", folder).out);
  CHECK(says(text, "tool `a` is owned by `tom`, who left on 2027-01-15; likewise `b` and `c`"));
  CHECK(says(text, "act by 2027-01-15"));
}

TEST_CASE("a waiver holds until its last day") {
  const std::string text =
      "tools: {a: {does: [crm], last_used: 2026-11-20}}\n"
      "waivers:\n  - {rule: no-owner, on: a, reason: the new colleague starts in January, until: 2027-01-31}\n"
      "  - {rule: purpose-missing, on: a, reason: it is what it says, kind: not-applicable, by: ana, until: 2027-02-27}\n";
  const std::vector<std::string> events = events_of(forecast(text, "--until 1y --profile full"));
  CHECK(std::any_of(events.begin(), events.end(), [](const auto& one) { return one.starts_with("2027-02-01 lapses no-owner tool/a"); }));
}

TEST_CASE("a forecast has an end that lies ahead") {
  const auto ran = [](const std::string& until) { return run("$S forecast examples/acme --until " + until); };
  for (const std::string until : {"2026-11-21", "2020-01-01", "0d", "2032-01-01", "6y", "soon", "2027-02-30", "12h"}) {
    INFO(until);
    CHECK(ran(until).exit == 2);
    CHECK(ran(until).out.empty());
    CHECK(says(ran(until).err, "--until"));
  }
  CHECK(says(ran("2027-02-30").err, "did you mean 2027-02-28?"));
  CHECK(ran("5y").exit == 0);
  CHECK(says(ran("2w").out, "2026-11-21 to 2026-12-05"));
  CHECK(says(ran("6mo").out, "2026-11-21 to 2027-05-21"));
  CHECK(says(run("$S forecast examples/acme").out, "2026-11-21 to 2027-02-19"));
  CHECK(says(run("$S forecast examples/acme --as-of 2026-12-01 --until 1d").out, "2026-12-01 to 2026-12-02"));
}

TEST_CASE("a forecast fails on what will come, not on what is there") {
  const auto ran = [](const std::string& arguments) { return run("$S forecast " + arguments); };
  CHECK(ran("examples/acme --fail-on critical").exit == 0);
  CHECK(says(ran("examples/acme --fail-on critical").out, "forecast: passed (nothing critical will come)"));
  CHECK(ran("examples/acme --fail-on high").exit == 1);
  CHECK(says(unwrapped(ran("examples/acme --fail-on high").out), "forecast: failed ("));
  CHECK(ran("examples/clean --fail-on low --until 5d").exit == 0);
  CHECK(run("echo 'version: 1\ntools: {a: {onwer: ana}}' | $S forecast - --as-of 2026-11-21").exit == 2);
  CHECK(run("echo 'tools: [' | $S forecast -").exit == 2);
}

TEST_CASE("lines of a forecast fit the terminal") {
  for (const std::string columns : {"80", "60", "40"}) {
    for (const std::string& line : lines_of(run("COLUMNS=" + columns + " $S forecast examples/acme --until 1y --all").out)) {
      INFO(line);
      CHECK(display_width(line) <= std::stoul(columns));
    }
  }
}

TEST_CASE("nothing from an inventory acts in a forecast, and the same inventory gives the same bytes") {
  const std::string folder = fresh_folder("hostile-forecast");
  write_text(folder + "/stack.yaml", hostile_inventory());
  for (const std::string& format : formats) {
    const Ran ran = run("$S forecast --until 120d --format " + format, folder);
    INFO(format << "\n" << ran.out << ran.err);
    // Some attacks are placeholders, which is a mistake.
    CHECK(ran.exit == 2);
    CHECK(ran.out.size() > 1000);
    if (format == "json") CHECK(ran.out == run("$S forecast --until 120d --format json", folder).out);
    for (const char c : ran.out) CHECK_FALSE(((c >= 0 && c < 0x20 && c != '\n' && c != '\r') || c == 0x7f));
    for (const std::string bytes : {"\xc2\x9b", "\xe2\x80\xae", "\xe2\x81\xa6"}) CHECK_FALSE(says(ran.out, bytes));
    for (const std::string line : {"\n::", "\n##["}) CHECK_FALSE(says(ran.out, line));
    if (format == "markdown") {
      for (const std::string markup : {"<script", "](javascript", "](1)", " @org/team"}) CHECK_FALSE(says(ran.out, " " + markup));
    }
    if (format != "ics" && format != "csv") CHECK_FALSE(says(ran.out, "\r"));
  }
}

TEST_CASE("other programs can read a forecast") {
  const std::string folder = fresh_folder("forecast-readers");
  write_text(folder + "/hostile.yaml", hostile_inventory());
  const std::string command = fmt::format(
      "set -e\n$S schema forecast > {0}/schema.json\n$S forecast examples/acme --until 1y --format json > {0}/acme.json\n"
      "$S forecast examples/harbour-home --format json --fail-on low > {0}/harbour.json || test $? = 1\n"
      "$S forecast {0}/hostile.yaml --until 1y --format json > {0}/hostile.json 2>{0}/mistakes || test $? = 2\n"
      "$S forecast examples/acme --until 1y --format ics > {0}/acme.ics\n"
      "$S forecast {0}/hostile.yaml --until 1y --format ics > {0}/hostile.ics 2>{0}/mistakes || test $? = 2\n"
      "$S forecast {0}/hostile.yaml --until 1y --format csv > {0}/hostile.csv 2>{0}/mistakes || test $? = 2\n"
      "env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 python3 tests/schema/validate.py {0}/schema.json {0}/acme.json {0}/harbour.json "
      "{0}/hostile.json\n"
      "env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 python3 tests/formats/read_calendar.py {0}/acme.ics {0}/hostile.ics\n"
      "python3 -c 'import csv; rows = list(csv.reader(open(\"{0}/hostile.csv\", newline=\"\"), strict=True)); "
      "assert all(len(row) == 15 for row in rows)'",
      folder);
  const Ran ran = run(command);
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 0);
  CHECK_FALSE(says(ran.out, "refused"));
  if (says(ran.out, "no icalendar")) return;
  CHECK(says(ran.out, "2026-12-16 Last day to give notice: hubspot | 14 3\n"));
  CHECK(says(ran.out, "2027-06-01 Last day: upgrade the API of hs-sf | 90 30\n"));
}

TEST_CASE("the titles in the calendar say what to do, and by when it is too late") {
  std::string text = run("$S forecast examples/acme --until 1y --format ics").out;
  for (std::size_t fold = text.find("\r\n "); fold != std::string::npos; fold = text.find("\r\n ", fold)) text.erase(fold, 3);
  std::vector<std::string> titles;
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with("SUMMARY:")) titles.push_back(line.substr(8, line.size() - 9));
  }
  for (const std::string title :
       {"Check whether hs-sf still runs", "Last day to give notice: hubspot", "Check whether new-nurture still moves on",
        "Last day: agree on a new date for new-nurture\\, or stop it", "Last day: measure the quality of chat-greeter",
        "Last day: upgrade the API of hs-sf", "Check whether ga4-main\\, meta-q1 and ua-legacy still fire",
        "Check whether the integrations\\, pixels\\, projects and tools are still in use"}) {
    INFO(title);
    CHECK(std::count(titles.begin(), titles.end(), title) >= 1);
  }
  // No title is a heading of the report, nor names a kind.
  for (const std::string& title : titles) {
    INFO(title);
    CHECK((title.starts_with("Last day: ") || title.starts_with("Last day to ") || title.starts_with("Check whether ")));
    CHECK_FALSE(says(title, "tool/"));
  }
}

TEST_CASE("the page about the forecast shows what is printed") {
  const std::string page = read_text(source_dir() + "/docs/forecast.md");
  CHECK(says(page, run("$S forecast examples/acme").out));
}
