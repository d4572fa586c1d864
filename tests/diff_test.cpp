// `stackdrag diff`: what it tells apart, its limits and its exit codes, through the program.
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "attacks.h"
#include "catch.h"
#include "stackdrag/diff.h"
#include "stackdrag/saved_report.h"
#include "stackdrag/text.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

constexpr auto head = "version: 1\nstack: {name: Acme, as_of: 2026-11-21, currency: EUR, capacity_hours: 320}\npeople: {ana: {}}\n";
constexpr auto survey = "  survey: {does: [survey], owner: ana, cost: 6000/yr, last_used: 2026-03-26}\n";
constexpr auto crm = "  crm: {does: [crm], owner: ana, cost: 100/mo, last_used: 2026-11-20}\n";

std::string tools(const std::string& lines) { return head + std::string("tools:\n") + lines; }

/// Two inventories in a folder of their own, and the program run on them.
struct Pair {
  Pair(const std::string& before, const std::string& after) : folder(fresh_folder("diff")) {
    write_text(folder + "/old.yaml", before);
    write_text(folder + "/new.yaml", after);
  }
  Ran ran(const std::string& arguments) const { return run("$S diff old.yaml new.yaml " + arguments, folder); }
  json difference(const std::string& arguments = "") const { return json::parse(ran("--format json " + arguments).out); }

  std::string folder;
};

/// "rule subject" of each finding in a list.
std::vector<std::string> named(const json& list) {
  std::vector<std::string> names;
  for (const json& row : list) names.push_back(row["rule"].get<std::string>() + " " + row["subject"].get<std::string>());
  std::sort(names.begin(), names.end());
  return names;
}

bool has(const json& list, const std::string& name) {
  const auto names = named(list);
  return std::find(names.begin(), names.end(), name) != names.end();
}

const std::vector<std::string> lists{"new",      "worsened", "reopened", "unanswered", "postponed", "accepted",
                                     "improved", "fixed",    "vanished", "excused",    "unasked"};

std::size_t changes(const json& difference) {
  std::size_t count = 0;
  for (const std::string& list : lists) count += difference[list].size();
  return count;
}

}  // namespace

TEST_CASE("two times the same is no difference") {
  const Pair pair(tools(std::string(survey) + crm), tools(std::string(survey) + crm));
  const json difference = pair.difference("--max-increase 0pt");
  CHECK(changes(difference) == 0);
  CHECK(difference["counts"]["unchanged"].get<int>() > 0);
  CHECK(difference["change"]["high"] == 0);
  CHECK(difference["limit"]["exceeded"] == false);
  const Ran ran = pair.ran("--max-increase 0%");
  CHECK(ran.exit == 0);
  CHECK(ran.err.empty());
  CHECK(says(ran.out, "nothing changed"));
  CHECK(says(ran.out, "limit: passed (drag did not change; the limit is 0 %)"));
}

TEST_CASE("fixing is not deleting, and neither is taking out the facts") {
  const std::string used = "  survey: {does: [survey], owner: ana, cost: 6000/yr, last_used: 2026-11-20}\n";
  const std::string unknown = "  survey: {does: [survey], owner: ana, cost: 6000/yr}\n";
  const auto after = [](const std::string& lines) { return Pair(tools(std::string(survey) + crm), tools(lines + crm)).difference(); };
  const std::string finding = "tool-unused tool/survey";

  const json fixed = after(used);
  CHECK(has(fixed["fixed"], finding));
  CHECK(fixed["vanished"].empty());

  const json vanished = after("");
  CHECK(has(vanished["vanished"], finding));
  CHECK_FALSE(has(vanished["fixed"], finding));
  CHECK(vanished["change"]["items"] == -1);

  const json unanswered = after(unknown);
  CHECK(has(unanswered["unanswered"], finding));
  CHECK_FALSE(has(unanswered["fixed"], finding));

  const json fresh = Pair(tools(used + crm), tools(std::string(survey) + crm)).difference();
  CHECK(has(fresh["new"], finding));
  CHECK(fresh["new"][0]["before"].is_null());
}

TEST_CASE("a renamed item keeps its findings") {
  const std::string renamed = "  poll: {does: [survey], owner: ana, cost: 6000/yr, last_used: 2026-03-26, was: [survey]}\n";
  const Pair pair(tools(std::string(survey) + crm), tools(renamed + crm));
  const json difference = pair.difference();
  CHECK(changes(difference) == 0);
  const json lost = Pair(tools(std::string(survey) + crm),
                         tools("  poll: {does: [survey], owner: ana, cost: 6000/yr, last_used: 2026-03-26}\n" + std::string(crm)))
                        .difference();
  CHECK(has(lost["vanished"], "tool-unused tool/survey"));
  CHECK(has(lost["new"], "tool-unused tool/poll"));
}

TEST_CASE("a flow that is taken off a dead tool is fixed, though what it still serves was an open question all along") {
  const std::string flow =
      "tools:\n  a: {owner: ana, last_used: 2026-11-20}\n  b: {owner: ana}\n  dead: {owner: ana, last_used: 2025-01-01}\n"
      "integrations:\n  i: {from: a, to: ";
  const std::string rest = ", owner: ana, runs_as: svc, last_ok: 2026-11-20}\n";
  const json difference = Pair(head + flow + "[b, dead]" + rest, head + flow + "b" + rest).difference();
  CHECK(has(difference["fixed"], "integration-to-retired integration/i"));
  CHECK(difference["unanswered"].empty());
  // A fact that was there before is another matter.
  const std::string known = "tools:\n  a: {owner: ana, last_used: ";
  const json deleted = Pair(head + known + "2025-01-01}\n", head + known + "unknown}\n").difference();
  CHECK(has(deleted["unanswered"], "tool-unused tool/a"));
}

TEST_CASE("an item that is new and shares one common finding with one that is gone is no renamed one") {
  const std::string before = "  apple: {does: [mail], last_used: 2026-11-20, cost: 0}\n";
  const std::string after = "  zebra: {does: [chat], last_used: 2026-11-20, cost: 0}\n";
  CHECK(Pair(tools(before), tools(after)).difference()["perhaps_renamed"].empty());
}

TEST_CASE("a price that nobody knows any more is not told as nothing") {
  const std::string vault = "  vault: {does: [files], owner: ana, last_used: 2025-01-01, renews: 2027-01-31, notice: 30d";
  const Pair pair(tools(vault + ", cost: 500/mo, retire_on: 2027-01-15}\n"), tools(vault + "}\n"));
  const Ran ran = pair.ran("");
  CHECK(ran.exit == 0);
  CHECK(says(ran.out, "`vault`"));
  CHECK_FALSE(says(ran.out, "€0 a month"));
}

TEST_CASE("a waiver that accepts a known finding is told, and so is one that no longer does") {
  const std::string open = tools(std::string(survey));
  const std::string waived =
      open + "waivers: [{rule: tool-unused, on: survey, reason: the archive stays until spring, until: 2027-01-31, by: ana}]\n";
  const Pair taken(open, waived), given_back(waived, open);
  CHECK(taken.difference()["accepted"].size() == 1);
  CHECK(given_back.difference()["reopened"].size() == 1);
  for (const std::string format : {"text", "markdown"}) {
    CHECK(says(lower_case(taken.ran("--format " + format).out), "waived as accepted"));
    CHECK(says(lower_case(given_back.ran("--format " + format).out), "no longer waived"));
  }
  CHECK(Pair(waived, waived).difference()["accepted"].empty());
}

TEST_CASE("the cost of a tool that comes or goes is told") {
  const Pair pair(tools("  old: {does: [files], owner: ana, last_used: 2026-11-20, cost: 1000/mo}\n"),
                  tools("  new: {does: [maps], owner: ana, last_used: 2026-11-20, cost: 9000/mo}\n"));
  CHECK(pair.difference()["costs"] ==
        json::array({{{"item", "tool/new"}, {"before", 0}, {"after", 9000}}, {{"item", "tool/old"}, {"before", 1000}, {"after", 0}}}));
  CHECK(says(pair.ran("").out, "`tool/new` costs €9,000 a month, was nothing"));
  CHECK(says(pair.ran("").out, "`tool/old` is gone, which cost €1,000 a month"));
}

TEST_CASE("an item that goes while one like it comes may have been renamed, and both outputs say what to write then") {
  const auto poll = [](const std::string& id) {
    return "  " + id + ": {does: [survey], owner: ana, cost: 6000/yr, last_used: 2026-03-26}\n";
  };
  const std::string before = tools(std::string(survey) + crm), after = tools(poll("survey-eu") + crm);
  const Pair pair(before, after);
  CHECK(pair.difference()["perhaps_renamed"] == json::array({{{"from", "tool/survey"}, {"to", "tool/survey-eu"}}}));
  for (const std::string format : {"text", "markdown"}) CHECK(says(pair.ran("--format " + format).out, "was: [survey]"));
  // Of several, the one with the nearest name; each at most once. Another kind, other findings or an item that was there are no suspects.
  const json two = Pair(before, tools(poll("poll") + poll("surveys") + crm)).difference();
  CHECK(two["perhaps_renamed"] == json::array({{{"from", "tool/survey"}, {"to", "tool/surveys"}}}));
  for (const std::string& other : {tools(crm), tools(std::string(survey) + poll("poll") + crm),
                                   tools("  poll: {last_used: 2026-11-20}\n" + std::string(crm)), tools(crm) + "pixels: {survey: {}}\n"}) {
    INFO(other);
    CHECK(Pair(before, other).difference()["perhaps_renamed"].empty());
  }
  // The same against a baseline.
  const Ran audit = run("$S baseline create old.yaml --baseline b.json >/dev/null; $S audit new.yaml --baseline b.json", pair.folder);
  CHECK(says(audit.out, "was: [survey]"));
  CHECK(says(run("$S audit new.yaml --baseline b.json --format markdown", pair.folder).out, "was: [survey]"));
  CHECK(json::parse(run("$S audit new.yaml --baseline b.json --format json", pair.folder).out)["baseline"]["perhaps_renamed"] ==
        json{{"tool/survey", "tool/survey-eu"}});
}

TEST_CASE("what got dearer has changed, with a finding or without one") {
  const auto costing = [](const std::string& cost, const std::string& used) {
    return tools("  survey: {does: [survey], owner: ana, cost: " + cost + ", renews: 2027-12-01, notice: 30d, last_used: " + used + "}\n");
  };
  const std::string unused = "2026-03-26", used = "2026-11-20";
  const Pair known(costing("1200/yr", unused), costing("120000/yr", unused));
  const json worse = known.difference();
  CHECK(named(worse["worsened"]) == std::vector<std::string>{"tool-unused tool/survey"});
  CHECK(says(known.ran("").out, "was €100 a month, is €10,000 a month"));
  CHECK(named(Pair(costing("120000/yr", unused), costing("1200/yr", unused)).difference()["improved"]).size() == 1);
  // A rounding is none.
  CHECK(changes(Pair(costing("1200/yr", unused), costing("1203/yr", unused)).difference()) == 0);

  const Pair quiet(costing("1200/yr", used), costing("120000/yr", used));
  const json difference = quiet.difference();
  CHECK(changes(difference) == 0);
  CHECK(difference["costs"] == json::array({{{"item", "tool/survey"}, {"before", 100}, {"after", 10000}}}));
  for (const std::string format : {"text", "markdown"}) {
    const Ran ran = quiet.ran("--format " + format);
    CHECK(says(ran.out, "costs €10,000 a month, was €100"));
    CHECK(says(ran.out, "1 cost changed"));
    CHECK_FALSE(says(ran.out, "nothing changed"));
  }
  CHECK(Pair(costing("1200/yr", used), costing("1200/yr", used)).difference()["costs"].empty());
  // Whoever finds out what something costs has made nothing worse.
  const json found_out = Pair(tools("  survey: {does: [survey], owner: ana, last_used: 2026-03-26}\n"),
                              tools("  survey: {does: [survey], owner: ana, last_used: 2026-03-26, cost: 90000/yr}\n"))
                             .difference();
  CHECK_FALSE(has(found_out["worsened"], "tool-unused tool/survey"));
}

TEST_CASE("the first lines say what is critical, however well the rest goes") {
  const std::string pixel = "pixels: {tag: {vendor: meta, purpose: ads, owner: ana, consent: CONSENT, last_seen: 2026-11-20}}\n";
  const auto with = [&](const std::string& consent, const std::string& tool) {
    std::string text =
        "version: 1\nstack: {as_of: 2026-11-21, currency: EUR, capacity_hours: 320, regions: [eu], consent_platform: cmp}\n"
        "people: {ana: {}}\ntools:\n  cmp: {owner: ana, does: [consent]}\n" +
        tool + pixel;
    return text.replace(text.find("CONSENT"), 7, consent);
  };
  const Pair brought(with("marketing", survey), with("none", crm));
  const auto first_line = [](const std::string& text) { return text.substr(0, text.find('\n')); };
  CHECK(says(first_line(brought.ran("--format markdown").out), "1 new critical"));
  CHECK(says(brought.ran("").out, "1 new critical"));
  CHECK(says(first_line(Pair(with("none", survey), with("none", crm)).ran("--format markdown").out), "1 critical as before"));
  CHECK_FALSE(says(first_line(Pair(with("none", survey), with("marketing", crm)).ran("--format markdown").out), "critical"));
}

TEST_CASE("what climbs a band has worsened, what falls has improved") {
  const std::string older = "  survey: {does: [survey], owner: ana, cost: 6000/yr, last_used: 2024-03-26}\n";
  const json worse = Pair(tools(std::string(survey) + crm), tools(older + crm)).difference();
  REQUIRE(has(worse["worsened"], "tool-unused tool/survey"));
  const json& row = worse["worsened"][0];
  CHECK(row["measure"]["band"].get<int>() > row["before"]["measure"]["band"].get<int>());
  const Pair better(tools(older + crm), tools(std::string(survey) + crm));
  CHECK(has(better.difference()["improved"], "tool-unused tool/survey"));
  CHECK(says(better.ran("").out, "was 970 days, is 240 days"));
}

TEST_CASE("what is waived as not applicable is no longer there, and not fixed") {
  const std::string waiver =
      "waivers: [{rule: tool-unused, on: survey, reason: it rests by contract, by: ana, until: 2026-12-31, kind: not-applicable}]\n";
  const std::string plain = tools(std::string(survey) + crm);
  const json excused = Pair(plain, plain + waiver).difference();
  CHECK(has(excused["excused"], "tool-unused tool/survey"));
  CHECK(excused["fixed"].empty());
  CHECK(has(Pair(plain + waiver, plain).difference()["new"], "tool-unused tool/survey"));
  CHECK(changes(Pair(plain + waiver, plain + waiver).difference()) == 0);
}

TEST_CASE("a day that is missed fixes nothing, and lowers neither end of the score") {
  const std::string folder = fresh_folder("missed");
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {capacity_hours: 160, currency: EUR}\ntools:\n"
             "  noticed: {owner: kim, cost: 4000/yr, renews: 2027-01-31, notice: 60d}\n"
             "  plain: {owner: kim, cost: 4000/yr, renews: 2027-01-31, notice: none}\n"
             "  guessed: {owner: kim, cost: 4000/yr, renews: 2027-01-31}\n"
             "  ending: {owner: kim, cost: 4000/yr, renews: 2027-01-31, notice: 60d, auto_renew: false}\n"
             "  leaving: {owner: kim, cost: 4000/yr, renews: 2027-01-31, notice: 60d, decision: cancel}\n"
             "  going: {owner: kim, retire_on: 2027-01-31, eol: 2027-02-15}\n"
             "integrations: {stopgap: {from: noticed, to: plain, until: 2027-01-31}}\n"
             "pages: {/a: {ends: 2027-01-31}}\n"
             "changes: [{on: noticed, date: 2027-01-31}]\n"
             "projects: {move: {owner: kim, due: 2027-01-31}}\n");
  const std::vector<std::string> days{"2026-11-01", "2026-11-20", "2026-12-02", "2026-12-03", "2027-01-10",
                                      "2027-01-31", "2027-02-01", "2027-02-16", "2027-03-15", "2027-06-01"};
  json before;
  for (std::size_t at = 0; at < days.size(); ++at) {
    INFO(days[at]);
    const std::string report = folder + "/" + days[at] + ".json";
    run(fmt::format("$S audit '{}/stack.yaml' --as-of {} --profile full --format json -o '{}'", folder, days[at], report));
    const json now = json::parse(read_text(report));
    if (at > 0) {
      CHECK(now["drag"]["low"].get<double>() >= before["drag"]["low"].get<double>());
      CHECK(now["drag"]["high"].get<double>() >= before["drag"]["high"].get<double>());
      const json difference = json::parse(run(fmt::format("$S diff '{}/{}.json' '{}' --format json", folder, days[at - 1], report)).out);
      CHECK(named(difference["fixed"]).empty());
    }
    before = now;
  }
}

TEST_CASE("reports of different profiles are not compared by their scores") {
  const Pair pair(tools(survey), tools(survey));
  CHECK(run("$S audit old.yaml --profile starter --format json -o old.json --fail-on never && "
            "$S audit new.yaml --profile full --format json -o new.json --fail-on never",
            pair.folder)
            .exit == 0);
  const json difference = json::parse(run("$S diff old.json new.json --format json", pair.folder).out);
  CHECK(difference["incomparable"] == "scores are not compared: one is of profile starter, the other of full");
  CHECK(difference["change"]["high"].is_null());
  CHECK(difference["change"]["interest_per_month"].is_null());
  CHECK(says(run("$S diff old.json new.json", pair.folder).out, "scores are not compared"));
  CHECK(says(run("$S diff old.json new.json --format markdown", pair.folder).out, "**Note:** scores are not compared"));
  for (const std::string limit : {"5pt", "10%", "500/mo"}) {
    const Ran ran = run("$S diff old.json new.json --max-increase " + limit, pair.folder);
    CHECK(ran.exit == 2);
    CHECK(says(ran.err, "cannot be decided"));
  }
  // What is no longer asked is not fixed.
  const json back = json::parse(run("$S diff new.json old.json --format json", pair.folder).out);
  CHECK(back["fixed"].empty());
}

TEST_CASE("an inventory beside a report is audited with its day and profile") {
  const Pair pair(tools(survey), tools(survey));
  CHECK(run("$S audit old.yaml --profile full --as-of 2026-08-01 --format json -o old.json --fail-on never", pair.folder).exit == 0);
  for (const std::string sides : {"old.json new.yaml", "new.yaml old.json", "old.json - < new.yaml"}) {
    INFO(sides);
    const json difference = json::parse(run("$S diff --format json " + sides, pair.folder).out);
    CHECK(changes(difference) == 0);
    for (const std::string side : {"before", "after"}) {
      CHECK(difference[side]["as_of"] == "2026-08-01");
      CHECK(difference[side]["profile"] == "full");
    }
  }
  CHECK(json::parse(run("$S diff old.json new.yaml --as-of 2026-11-21 --format json", pair.folder).out)["after"]["as_of"] == "2026-11-21");
}

TEST_CASE("two inventories are audited as of one day: that of the new one, unless another is asked for") {
  const std::string other_day = "version: 1\nstack: {name: Acme, as_of: 2026-01-01, currency: EUR}\ntools:\n" + std::string(survey);
  const Pair pair(other_day, tools(survey));
  CHECK(pair.difference()["before"]["as_of"] == "2026-11-21");
  const json asked = pair.difference("--as-of 2026-10-01 --profile standard");
  for (const std::string side : {"before", "after"}) {
    CHECK(asked[side]["as_of"] == "2026-10-01");
    CHECK(asked[side]["profile"] == "standard");
  }
}

TEST_CASE("the limit is held in points, per cent and money") {
  const Pair pair(tools(crm), tools(std::string(survey) + crm));
  const json difference = pair.difference();
  const double rise = difference["change"]["high"], old = difference["before"]["high"], money = difference["change"]["interest_per_month"];
  REQUIRE(rise > 0);
  REQUIRE(old > 0);
  REQUIRE(money > 0);
  const auto check = [&](const std::string& limit, int exit) {
    const Ran ran = pair.ran("--max-increase '" + limit + "'");
    INFO(limit << "\n" << ran.out << ran.err);
    CHECK(ran.exit == exit);
    CHECK(says(ran.out, exit == 0 ? "limit: passed" : "limit: failed"));
    CHECK(ran.err.empty() == (exit == 0));
  };
  check(fmt::format("{:.4f}pt", rise), 0);
  check(fmt::format("{:.4f}pt", rise - 0.01), 1);
  check(fmt::format("{:.4f} %", rise / old * 100 + 0.01), 0);
  check(fmt::format("{:.4f}%", rise / old * 100 - 0.1), 1);
  check(fmt::format("{:.4f}/mo", money), 0);
  for (const std::string currency : {"", "€", "EUR ", "EUR", "€ "}) {
    check(fmt::format("{}{:.4f}/mo", currency, money + 1), 0);
    check(fmt::format("{}{:.4f}/mo", currency, money - 1), 1);
  }
  CHECK(says(pair.ran("--max-increase 1/mo --format markdown").out, "**Failed: marketing drag "));
  CHECK(pair.difference("--max-increase 1/mo")["limit"]["exceeded"] == true);
  // A rise from zero has no percentage.
  const std::string empty = "version: 1\nstack: {as_of: 2026-11-21, currency: EUR}\n";
  CHECK(Pair(empty, tools(survey)).ran("--max-increase 1000%").exit == 1);
  CHECK(Pair(tools(survey), empty).ran("--max-increase 1000%").exit == 2);
  CHECK(Pair(empty, empty).ran("--max-increase 0%").exit == 0);
}

TEST_CASE("a wrong command line says what was expected") {
  const Pair pair(tools(survey), tools(survey));
  const auto refused = [&](const std::string& arguments, const std::string& part) {
    const Ran ran = run("$S diff " + arguments, pair.folder);
    INFO(arguments << "\n" << ran.err);
    CHECK(ran.exit == 2);
    CHECK(ran.out.empty());
    CHECK(says(ran.err, part));
  };
  for (const std::string limit : {"5", "", "pt", "-1pt", "five pt", "10 pct", "€/mo", "500/yr", "1e999%", "nan%", "1,5pt"})
    refused("old.yaml new.yaml --max-increase '" + limit + "'", "--max-increase");
  refused("old.yaml new.yaml --max-increase '$500/mo'", "`$` is another currency");
  refused("old.yaml new.yaml --format csv", "text, markdown or json");
  refused("old.yaml new.yaml --profile ful", "starter, standard or full");
  refused("old.yaml new.yaml --as-of 2026-02-30", "did you mean 2026-02-28?");
  refused("old.yaml new.yaml -o new.yaml", "will not be overwritten");
  refused("old.yaml new.yaml -o ''", "--output: the value is empty");
  refused("old.yaml", "`NEW` is missing");
  refused("- - < old.yaml", "given twice");
  refused("old.yaml missing.yaml", "missing.yaml");
  write_text(pair.folder + "/broken.yaml", "tools: [\n");
  refused("broken.yaml new.yaml", "broken.yaml:");
  refused("old.yaml broken.yaml", "broken.yaml:");
  CHECK(run("$S audit old.yaml --format json --fail-on never -o whole.json && $S audit old.yaml --format json --fail-on never --select "
            "zombies -o "
            "part.json && head -c 3000 whole.json > cut.json",
            pair.folder)
            .exit == 0);
  refused("whole.json part.json", "holds only some of the findings (only zombies)");
  refused("whole.json whole.json --profile full", "saved reports");
  refused("cut.json whole.json", "cut.json:");
  refused("whole.json cut.json", "ends too early");
  CHECK(run("$S diff whole.json whole.json", pair.folder).exit == 0);
  run("$S diff whole.json whole.json --format json -o diff.json", pair.folder);
  refused("diff.json whole.json", "this was written by `stackdrag diff`");
}

TEST_CASE("mistakes in the old inventory are said, those in the new one are wrong input") {
  const std::string wrong = tools(survey) + "nonsense: 1\n";
  const Ran before = Pair(wrong, tools(survey)).ran("");
  CHECK(before.exit == 0);
  CHECK(says(before.out, "1 mistake in the old inventory"));
  const Ran after = Pair(tools(survey), wrong).ran("");
  CHECK(after.exit == 2);
  CHECK(says(after.err, "nonsense"));
  CHECK(says(after.out, "1 mistake in the new inventory"));
}

TEST_CASE("nothing from an inventory or a report acts in a terminal or a page") {
  std::string before = "version: 1\nstack: {as_of: 2026-11-21, name: x}\nconventions: {pixel: {pattern: '^zz$'}}\npixels:\n",
              after = before;
  after.replace(after.find("name: x"), 7, "name: \"<b>evil</b> \\e[31m\", currency: \"@a|\\e[1m\"");
  for (std::size_t i = 0; i < attacks.size(); ++i) {
    const std::string item =
        fmt::format("  p{}:\n    name: \"{}\"\n    owner: \"{}\"\n    vendor: google-universal-analytics\n    for: \"{}\"\n", i, attacks[i],
                    attacks[i], attacks[i]);
    (i % 2 == 0 ? before : after) += item;
  }
  const Pair pair(before, after);
  const json difference = pair.difference();
  CHECK_FALSE(difference["new"].empty());
  CHECK_FALSE(difference["vanished"].empty());
  for (const std::string arguments : {"--format text", "--format markdown", "--format json"}) {
    const Ran ran = pair.ran(arguments);
    for (const std::string* text : {&ran.out, &ran.err}) {
      INFO(arguments << "\n" << *text);
      for (const char c : *text) CHECK_FALSE(((c >= 0 && c < 0x20 && c != '\n') || c == 0x7f));
      for (const std::string bytes : {"\xc2\x9b", "\xe2\x80\xae", "\xe2\x81\xa6"}) CHECK_FALSE(says(*text, bytes));
      for (const std::string line : {"\n::", "\n##["}) CHECK_FALSE(says(*text, line));
    }
  }
  const Ran page =
      run("$S diff old.yaml new.yaml --format markdown | cmark-gfm --unsafe -e table -e autolink -e strikethrough", pair.folder);
  REQUIRE(page.exit == 0);
  CHECK(says(page.out, "<table>"));
  for (const std::string part : {"<script", "<img", "<b>", "<a ", "<!--", "javascript:alert(1)\""}) CHECK_FALSE(says(page.out, part));
}

TEST_CASE("a difference fits into a comment and says what it left out") {
  std::string many = head + std::string("tools:\n");
  for (int i = 0; i < 900; ++i) many += fmt::format("  tool-{}: {{does: [survey], owner: ana, cost: 6000/yr, last_used: 2026-03-26}}\n", i);
  const Pair pair(tools(crm), many);
  const std::string text = pair.ran("--format markdown").out;
  CHECK(text.size() <= 65'536);
  CHECK(text.size() > 50'000);
  CHECK(says(text, "findings are left out**"));
}

TEST_CASE("the JSON difference is valid by its published schema") {
  CHECK(is_recorded(source_dir() + "/docs/schema/diff.json", run("$S schema diff").out));
  const Pair pair(tools(std::string(survey) + crm), tools("  poll: {was: [survey], last_used: 2024-01-01}\n") + "nonsense: 1\n");
  const Ran ran = run(
      fmt::format("S2=$S; cd '{}'; $S2 schema diff > schema.json; $S2 diff old.yaml new.yaml --format json > a.json\n"
                  "$S2 diff old.yaml new.yaml --format json --max-increase 1pt > b.json\n"
                  "$S2 diff old.yaml new.yaml --format json --profile full > c.json\n"
                  "$S2 audit old.yaml --profile full --format json > d.json\n"
                  "$S2 audit old.yaml --profile starter --format json > e.json\n"
                  "$S2 diff d.json e.json --format json > f.json\n"
                  "env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 python3 '{}/tests/schema/validate.py' schema.json a.json b.json c.json f.json",
                  pair.folder, source_dir()));
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 0);
  CHECK_FALSE(says(ran.out, "refused"));
  CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == 4);
}

TEST_CASE("the page about differences shows what is really printed") {
  const std::string folder = fresh_folder("page");
  const std::string make = "cp '" + source_dir() +
                           "/examples/ten-lines/stack.yaml' old.yaml\n"
                           "sed -e 's/last_used: 2026-03-26/last_used: 2026-11-19/' -e '/meta-q1/d' -e 's/last_ok: 2026-04-02/last_ok: "
                           "2025-04-02/' old.yaml > new.yaml\n"
                           "echo '  q2-fair: {}' >> new.yaml\n";
  const Ran ran = run(make + "COLUMNS=80 $S diff old.yaml new.yaml --max-increase 5pt", folder);
  CHECK(ran.exit == 0);
  INFO(ran.out);
  CHECK(says(read_text(source_dir() + "/docs/diff.md"), ran.out));
}
