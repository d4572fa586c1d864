// The gate as a nightly job and a merge request meet it: the whole story of a baseline, and each way in which one of its files can be
// wrong.
#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catch.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

/// A stack with debt of several kinds. What a test changes stands alone on its line.
const std::vector<std::string> story_lines{
    "version: 1",
    "stack: {name: Story, currency: EUR, capacity_hours: 160, observed: 2026-12-31}",  // on every day of the story somebody looks
    "people: {ana: {}, ben: {}}",
    "tools:",
    "  old-survey: {owner: ben, purpose: surveys, does: survey, cost: 600/yr, billing: monthly, last_used: 2026-03-17}",
    "  crm: {owner: ana, purpose: customers, does: crm, cost: 1200/yr, billing: monthly, last_used: 2026-11-20}",
    "  old-chat: {owner: ben, purpose: chat, does: chat, cost: 600/yr, billing: monthly, last_used: 2026-07-10}",
    "  mailer: {status: retired}",
    "pixels:",
    "  meta: {vendor: meta, owner: ana, purpose: retargeting, on: [all], last_seen: 2026-08-25, consent: exempt}",
    "  old-tag: {vendor: hotjar, owner: ben, purpose: heatmaps, on: [all], last_seen: 2026-05-01, consent: exempt}",
    "  heat: {vendor: clarity, owner: ben, purpose: recordings, on: [all], last_seen: 2026-07-01, consent: exempt}",
    "waivers:",
    "  - {rule: pixel-silent, on: heat, reason: the shop closes in December, until: 2026-12-05, by: ana}",
};

std::string story(const std::map<std::string, std::string>& replaced = {}) {
  std::string text;
  for (const std::string& line : story_lines) {
    const auto other = std::find_if(replaced.begin(), replaced.end(), [&](const auto& entry) { return line.starts_with(entry.first); });
    text += (other == replaced.end() ? line : other->second) + "\n";
  }
  return text;
}

/// A folder with the story in it, and an audit of it.
class Desk {
 public:
  Desk() : folder(fresh_folder("gate")) { write(story()); }

  void write(const std::string& text) const { write_text(folder + "/stack.yaml", text); }
  Ran run(const std::string& command) const { return tests::run(command, folder); }
  Ran audit(const std::string& day, const std::string& more = "") const {
    return run(fmt::format("$S audit --as-of {} --baseline .stackdrag-baseline.json --format json {}", day, more));
  }
  std::string baseline() const { return read_text(folder + "/.stackdrag-baseline.json"); }

  std::string folder;
};

/// The new findings, as "rule subject cause".
std::vector<std::string> news(const Ran& ran) {
  std::vector<std::string> found;
  const json report = json::parse(ran.out);
  for (const json& finding : report["findings"]) {
    if (finding.value("status", "") == "new")
      found.push_back(fmt::format("{} {} {}", finding["rule"].get<std::string>(), finding["subject"].get<std::string>(),
                                  finding["cause"].get<std::string>()));
  }
  std::sort(found.begin(), found.end());
  return found;
}

using Texts = std::vector<std::string>;

std::size_t recorded(const std::string& baseline) { return json::parse(baseline)["findings"].size() - 1; }

const std::string integration =
    "integrations: {sync: {from: crm, to: mailer, owner: ana, every: 1d, last_ok: 2026-11-27, runs_as: "
    "sync-bot}}\n";

}  // namespace

TEST_CASE("the story of a baseline, from its first day to a merge") {
  const Desk team;

  // Recorded debt is not new.
  REQUIRE(team.run("$S baseline create --as-of 2026-11-21").exit == 0);
  const std::string first = team.baseline();
  REQUIRE(recorded(first) >= 3);
  CHECK(team.audit("2026-11-21").exit == 0);
  CHECK(news(team.audit("2026-11-21")).empty());
  CHECK(team.run("$S audit --as-of 2026-11-21").exit == 1);

  // A week passes. The nightly job sees one more; a merge request must not be blamed for it.
  const Ran week = team.audit("2026-11-28");
  CHECK(week.exit == 1);
  CHECK(news(week) == Texts{"pixel-silent pixel/meta clock", "tool-unused tool/old-survey worsened"});
  CHECK(team.audit("baseline").exit == 0);
  CHECK(news(team.audit("baseline")).empty());
  // The config can say that the clock does not fail the job.
  write_text(team.folder + "/.stackdrag.yaml", "gate: {new: {clock: warn, worsened: ignore}}\n");
  const Ran warned = team.audit("2026-11-28");
  CHECK(warned.exit == 0);
  CHECK(json::parse(warned.out)["gate"]["warnings"] == json{"1 new medium (clock)"});
  std::filesystem::remove(team.folder + "/.stackdrag.yaml");

  // The pixel fires again, and somebody uses the survey a little; then someone connects a retired tool.
  const std::map<std::string, std::string> alive{{"  meta:",
                                                  "  meta: {vendor: meta, owner: ana, purpose: retargeting, on: [all], last_seen: "
                                                  "2026-11-27, consent: exempt}"},
                                                 {"  old-survey:",
                                                  "  old-survey: {owner: ben, purpose: surveys, does: survey, cost: 600/yr, billing: "
                                                  "monthly, last_used: 2026-04-20}"}};
  team.write(story(alive));
  CHECK(team.audit("2026-11-28").exit == 0);
  team.write(story(alive) + integration);
  const Ran connected = team.audit("2026-11-28");
  CHECK(connected.exit == 1);
  CHECK(news(connected) == Texts{"integration-to-retired integration/sync inventory"});
  CHECK(team.audit("baseline").exit == 1);

  // It is fixed, and with it something old; the baseline shrinks and adds nothing.
  std::map<std::string, std::string> fixed = alive;
  fixed["  old-tag:"] = "  old-tag: {status: retired}";
  team.write(story(fixed));
  const Ran gone = team.audit("2026-11-28");
  CHECK(gone.exit == 0);
  const std::size_t fixed_findings = json::parse(gone.out)["baseline"]["gone"].size();
  CHECK(fixed_findings >= 1);
  CHECK(team.audit("2026-11-28", "--strict-baseline").exit == 1);
  CHECK(team.run("$S baseline update --as-of 2026-11-28").exit == 0);
  CHECK(recorded(team.baseline()) == recorded(first) - fixed_findings);
  CHECK(json::parse(team.audit("2026-11-28").out)["baseline"]["gone"].empty());

  // Known debt grows worse until it climbs a band: 256 days.
  CHECK(team.audit("2026-12-04").exit == 0);
  fixed["  old-survey:"] =
      "  old-survey: {owner: ben, purpose: surveys, does: survey, cost: 600/yr, billing: monthly, last_used: 2026-03-10}";
  team.write(story(fixed));
  const Ran worse = team.audit("2026-11-28");
  CHECK(worse.exit == 1);
  CHECK(news(worse) == Texts{"tool-unused tool/old-survey worsened"});
  fixed["  old-survey:"] = alive.at("  old-survey:");
  team.write(story(fixed));

  // A waiver lapses the day after its last.
  CHECK(team.audit("2026-12-05").exit == 0);
  const Ran lapsed = team.audit("2026-12-06");
  CHECK(lapsed.exit == 1);
  CHECK(news(lapsed) == Texts{"pixel-silent pixel/heat waiver"});
  CHECK(json::parse(lapsed.out)["waivers"][0]["state"] == "lapsed");

  // A threshold is tightened.
  write_text(team.folder + "/.stackdrag.yaml", "rules: {tool-unused: {idle: 5}}\n");
  const Ran tightened = team.audit("2026-11-28");
  CHECK(tightened.exit == 1);
  CHECK(news(tightened) == Texts{"tool-unused tool/crm rules"});
  std::filesystem::remove(team.folder + "/.stackdrag.yaml");

  // What is accepted is known from then on, with its reason.
  team.write(story(fixed) + integration);
  CHECK(
      team.run("$S baseline accept integration-to-retired:integration/sync -i stack.yaml --as-of 2026-11-28 --reason 'ends in May'").exit ==
      0);
  CHECK(team.baseline().find("\"reason\": \"ends in May\"") != std::string::npos);
  CHECK(team.audit("2026-11-28").exit == 0);
}

TEST_CASE("two branches that each fix something merge their baselines without a conflict") {
  const Desk team;
  REQUIRE(team.run("$S baseline create --as-of 2026-11-21").exit == 0);
  const std::string git = "git -c user.name=t -c user.email=t@example.org -c init.defaultBranch=main -c commit.gpgsign=false ";
  REQUIRE(team.run(git + "init -q . && " + git + "add -A && " + git + "commit -qm base").exit == 0);
  const auto fix = [&](const std::string& branch, const std::string& line, const std::string& by, const std::string& day) {
    REQUIRE(team.run(git + "checkout -q -b " + branch + " main").exit == 0);
    team.write(story({{line, by}}));
    REQUIRE(team.run("$S baseline update --as-of " + day).exit == 0);
    REQUIRE(team.run(git + "commit -qam " + branch).exit == 0);
  };
  // Two neighbouring lines of the baseline, removed on different days.
  const std::string first = team.baseline();
  const std::size_t chat = first.find("\"tool/old-chat\"");
  REQUIRE(first.find("\"tool/old-survey\"") > chat);
  REQUIRE(std::count(first.begin() + static_cast<std::ptrdiff_t>(chat),
                     first.begin() + static_cast<std::ptrdiff_t>(first.find("\"tool/old-survey\"")), '{') == 1);
  fix("chat", "  old-chat:", "  old-chat: {status: retired}", "2026-11-22");
  fix("survey", "  old-survey:", "  old-survey: {status: retired}", "2026-11-23");
  fix("tag", "  old-tag:", "  old-tag: {status: retired}", "2026-11-24");
  REQUIRE(team.run(git + "checkout -q main").exit == 0);
  for (const std::string branch : {"chat", "survey", "tag"}) {
    const Ran merged = team.run(git + "merge -q -m merge " + branch);
    INFO(merged.out << merged.err);
    REQUIRE(merged.exit == 0);
  }
  CHECK(recorded(team.baseline()) < recorded(first) - 2);
  const Ran all = team.audit("baseline", "--strict-baseline");
  INFO(all.out);
  CHECK(all.exit == 0);
}

TEST_CASE("a baseline that cannot be used ends the audit, and is neither all new nor all old") {
  const Desk team;
  REQUIRE(team.run("$S baseline create --as-of 2026-11-21").exit == 0);
  const std::string good = team.baseline();
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
  };
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", "this file is empty"},
      {"   \n", "this file is empty"},
      {"hello", "not a stackdrag baseline"},
      {"[]", "not a stackdrag baseline"},
      {"{}", "not a stackdrag baseline"},
      {"{\"stackdrag\": \"baseline\"}", "a baseline needs `findings`"},
      {good.substr(0, good.size() / 2), ":"},
      {good.substr(0, good.find("\"findings\"")) + "\"x\": 1}", "not known here"},
      {with("\"findings\": [", "<<<<<<< ours\n\"findings\": ["), "merge conflict"},
      {with("\"fingerprint_version\": 1", "\"fingerprint_version\": 2"), "written by a newer stackdrag"},
      {with("\"schema_version\": 1", "\"schema_version\": 7"), "written by a newer stackdrag"},
      {with("\"schema_version\": 1", "\"schema_version\": 0"), "there is no version 0"},
      {with("\"as_of\": \"2026-11-21\"", "\"as_of\": \"2026-13-21\""), "expected a date"},
      {with("\"profile\": \"starter\"", "\"profile\": \"started\""), "did you mean `starter`"},
      {with("\"rule\": ", "\"ruel\": "), "did you mean `rule`"},
      {with("{\"rule\": ", "{\"rule\": \"\", \"key\": "), "needs `rule` and `subject`"},
      {with("\"band\": 7", "\"band\": \"seven\""), "expected a whole number"},
      {with("\"band\": 7", "\"band\": seven"), "`seven` is no JSON"},
      {with("\"stackdrag\": \"baseline\"", "\"stackdrag\": \"report\""), "not a stackdrag baseline"},
      {std::string("{\"a\0b\": 1}", 10), ":"},
  };
  for (const auto& [text, words] : cases) {
    INFO(text.substr(0, 200) << "\n→ " << words);
    write_text(team.folder + "/.stackdrag-baseline.json", text);
    for (const std::string command : {"audit --baseline .stackdrag-baseline.json", "baseline update", "baseline show"}) {
      const Ran ran = team.run("$S " + command + " --as-of 2026-11-21");
      INFO(command << "\n" << ran.err);
      CHECK(ran.exit == 2);
      CHECK(ran.out.empty());
      CHECK(ran.err.find(words) != std::string::npos);
      CHECK(ran.err.find(".stackdrag-baseline.json:") != std::string::npos);
    }
    CHECK(team.baseline() == text);
  }
  // A baseline of an older version, of another model or with removed rules still records what was known.
  write_text(team.folder + "/.stackdrag-baseline.json",
             with("\"rules\": {", "\"rules\": {\n\"rule-that-was\": {\"version\": \"0\", \"x\": 1},"));
  CHECK(team.audit("2026-11-21").exit == 0);
  std::filesystem::remove(team.folder + "/.stackdrag-baseline.json");
  const Ran missing = team.audit("2026-11-21");
  CHECK(missing.exit == 2);
  CHECK(missing.err.find("`stackdrag baseline create` writes a baseline") != std::string::npos);
  CHECK(team.run("mkdir d && $S audit --baseline d").exit == 2);
  CHECK(team.run("$S audit --as-of baseline").err.find("no baseline is given") != std::string::npos);
}

TEST_CASE("a baseline is changed whole or not at all, by one at a time") {
  const Desk team;
  REQUIRE(team.run("$S baseline create --as-of 2026-11-21").exit == 0);
  const std::string good = team.baseline();
  const Ran again = team.run("$S baseline create --as-of 2026-11-21");
  CHECK(again.exit == 2);
  CHECK(again.err.find("--force") != std::string::npos);
  CHECK(team.run("$S baseline create --force --as-of 2026-11-21").exit == 0);
  CHECK(team.baseline() == good);
  CHECK(team.run("$S baseline update --as-of 2026-11-21").exit == 0);
  CHECK(team.baseline() == good);

  team.write(story({{"  old-tag:", "  old-tag: {status: retired}"}}));
  const Ran locked = team.run("touch .stackdrag-baseline.json.lock; $S baseline update --as-of 2026-11-21");
  CHECK(locked.exit == 2);
  CHECK(locked.err.find("delete it") != std::string::npos);
  CHECK(team.baseline() == good);
  CHECK(team.run("rm .stackdrag-baseline.json.lock; $S baseline update --as-of 2026-11-21").exit == 0);
  CHECK(team.baseline() != good);
  CHECK_FALSE(std::filesystem::exists(team.folder + "/.stackdrag-baseline.json.lock"));

  // Nothing is recorded of an inventory with mistakes.
  const std::string before = team.baseline();
  team.write("version: 1\ntools: {a: {onwer: ana}}\n");
  CHECK(team.run("$S baseline update").exit == 2);
  CHECK(team.run("$S baseline create --force").exit == 2);
  CHECK(team.baseline() == before);
}

TEST_CASE("a formatter may have been at a baseline: it is read, and written anew") {
  const Desk team;
  REQUIRE(team.run("$S baseline create --as-of 2026-11-21").exit == 0);
  write_text(team.folder + "/.stackdrag-baseline.json", json::parse(team.baseline()).dump(2));
  CHECK(team.audit("2026-11-21").exit == 0);
  const std::size_t count = recorded(team.baseline());
  team.write(story({{"  old-tag:", "  old-tag: {status: retired}"}}));
  CHECK(team.run("$S baseline update --as-of 2026-11-21").exit == 0);
  CHECK(recorded(team.baseline()) < count);
}

TEST_CASE("findings are a multiset, and neither lines nor names of files are part of what they are known by") {
  const Desk team;
  REQUIRE(team.run("$S baseline create --as-of 2026-11-21").exit == 0);
  // Other lines, another order, another file.
  std::string text = story();
  const std::string tag = story_lines[10] + "\n";
  text.erase(text.find(tag), tag.size());
  text.insert(text.find("pixels:\n") + 8, "\n\n# moved\n" + tag);
  std::filesystem::remove(team.folder + "/stack.yaml");
  write_text(team.folder + "/other.yaml", text);
  const Ran moved = team.run("$S audit other.yaml --baseline .stackdrag-baseline.json --as-of 2026-11-21");
  CHECK(moved.exit == 0);
  // Somebody renames an item and says so.
  const auto renamed = [&](const std::string& was) {
    std::string other = text;
    other.replace(other.find("old-tag: {"), 10, "legacy-tag: {" + was);
    write_text(team.folder + "/other.yaml", other);
    return team.run("$S audit other.yaml --baseline .stackdrag-baseline.json --as-of 2026-11-21");
  };
  CHECK(renamed("").exit == 1);
  CHECK(renamed("was: [old-tag], ").exit == 0);
}

TEST_CASE("new debt under known debt counts at once, so that a later fix is not blamed for it") {
  const Desk team;
  // A tool that nobody uses folds what else is said of it.
  const std::string tool =
      "version: 1\nstack: {capacity_hours: 160}\ntools: {a: {cost: 100/mo, last_used: 2026-01-01, billing: monthly, does: x, owner: n, ";
  team.write(tool + "purpose: p}}\n");
  REQUIRE(team.run("$S baseline create --as-of 2026-11-21").exit == 0);
  team.write(tool + "seats: 100, seats_used: 3, purpose: p}}\n");
  const Ran ran = team.audit("2026-11-21");
  CHECK(news(ran) == Texts{"seats-underused tool/a inventory"});
  CHECK(ran.exit == 1);
  CHECK(team.run("$S audit --as-of 2026-11-21 --baseline .stackdrag-baseline.json").out.find("NEW: ") != std::string::npos);
}

TEST_CASE("whoever deletes a fact has fixed nothing: what was known stays recorded") {
  const Desk team;
  REQUIRE(team.run("$S baseline create --as-of 2026-11-21").exit == 0);
  const std::string good = team.baseline();
  team.write(story({{"  old-tag:", "  old-tag: {vendor: hotjar, owner: ben, purpose: heatmaps, on: [all], consent: exempt}"}}));
  const json report = json::parse(team.audit("2026-11-21", "--strict-baseline").out);
  CHECK(report["baseline"]["unanswered"] == 1);
  CHECK(report["baseline"]["gone"].empty());
  CHECK(report["gate"]["passed"] == true);
  CHECK(team.run("$S baseline update --as-of 2026-11-21").exit == 0);
  CHECK(team.baseline() == good);
  team.write(story());
  CHECK(team.audit("2026-11-21").exit == 0);
}

TEST_CASE("accept takes what is new and nothing else") {
  const Desk team;
  REQUIRE(team.run("$S baseline create --as-of 2026-11-21").exit == 0);
  const std::string good = team.baseline();
  team.write(story() + integration);
  const auto accept = [&](const std::string& what) { return team.run("$S baseline accept " + what + " -i stack.yaml --as-of 2026-11-21"); };
  CHECK(accept("integration-to-retired").exit == 2);
  CHECK(accept("integration-to-retired --reason ' '").err.find("say why") != std::string::npos);
  CHECK(accept("pixel-silent:pixel/old-tag --reason later").err.find("has no new findings") != std::string::npos);
  CHECK(accept("integration-to-retird --reason later").err.find("no finding is called") != std::string::npos);
  CHECK(team.baseline() == good);
  for (const std::string name : {"integration-to-retired", "integration/sync", "integration-to-retired:integration/sync"}) {
    INFO(name);
    write_text(team.folder + "/.stackdrag-baseline.json", good);
    CHECK(accept(name + " --reason 'a \"good\" one'").exit == 0);
    CHECK(team.audit("2026-11-21").exit == 0);
    // One more line, and its empty line.
    const std::string now = team.baseline();
    CHECK(std::count(now.begin(), now.end(), '\n') == std::count(good.begin(), good.end(), '\n') + 2);
  }
  const std::string shown = team.run("$S baseline show --as-of 2026-11-21").out;
  CHECK(shown.find("accepted: a \"good\" one") != std::string::npos);
  CHECK(shown.find("ana: ") < shown.find("accepted: a"));
  CHECK(shown.find("ben: ") > shown.find("accepted: a"));
}

TEST_CASE("a finding that a changed pack brings is due to the rules, also where a rule knows the pack only by way of the facts") {
  const Desk team;
  const auto pack = [&](const std::string& aliases, const std::string& retired) {
    write_text(team.folder + "/house.yaml",
               fmt::format("services: {{house: {{source: our wiki, checked: 2026-11-20, certainty: verified}}}}\n"
                           "utm_sources: {{facebook: {{of: house, aliases: [{}]}}}}\n"
                           "products: {{old: {{of: house, name: Old, vendor: ours, aliases: [house-mailer], retired: {}}}}}\n",
                           aliases, retired));
  };
  write_text(team.folder + "/.stackdrag.yaml", "packs: [house.yaml]\n");
  const std::string measured =
      "  house: {vendor: house-mailer, owner: ben, purpose: news, on: [all], last_seen: 2026-11-20, consent: exempt}\n";
  team.write(story(
      {{"  heat", "  heat: {vendor: clarity, owner: ben, on: [all], last_seen: 2026-11-20}\n" + measured.substr(0, measured.size() - 1)},
       {"waivers", "campaigns: {blue-autumn: {owner: ana, ends: 2027-01-31}, facebook-autumn: {owner: ana, ends: 2027-01-31}}"},
       {"  - {rule", "touchpoints: {signup: {owner: ana, stage: decision, measured_by: [house]}}"}}));
  pack("azure", "2031-01-01");
  REQUIRE(team.run("$S baseline create --as-of 2026-11-21").exit == 0);
  CHECK(news(team.audit("2026-11-21")).empty());
  pack("blue", "2024-01-01");
  CHECK(news(team.audit("2026-11-21")) == Texts{"name-variants campaign/facebook-autumn rules", "pixel-vendor-dead pixel/house rules",
                                                "touchpoint-untracked touchpoint/signup rules"});
}

TEST_CASE("the gate waits for the day that was decided, but not for ever and not after it") {
  const std::string folder = fresh_folder("planned");
  const auto exit_of = [&](const std::string& more, const std::string& as_of = "2026-11-21") {
    write_text(folder + "/stack.yaml",
               "version: 1\nstack: {observed: 2026-11-20, capacity_hours: 160, currency: EUR}\ntools:\n"
               "  quizzer: {does: [quiz], owner: kim, cost: 6000/yr, notice: 30d, last_used: 2026-03-01, seats: none" +
                   more + "}\n");
    return run("cd '" + folder + "'; $S audit stack.yaml --as-of " + as_of).exit;
  };
  CHECK(exit_of(", renews: 2027-06-30") == 1);
  CHECK(exit_of(", renews: 2027-06-30, decision: cancel") == 0);
  CHECK(exit_of(", renews: 2027-06-30, decision: keep") == 1);
  CHECK(exit_of(", renews: 2027-06-30, decision: cancel", "2027-06-30") == 0);
  CHECK(exit_of(", renews: 2027-06-30, decision: cancel", "2027-07-01") == 1);
  CHECK(exit_of(", billing: monthly, retire_on: 2026-11-21") == 0);
  CHECK(exit_of(", billing: monthly, retire_on: 2026-11-20") == 1);
  CHECK(exit_of(", billing: monthly, retire_on: 2027-05-20") == 0);
  CHECK(exit_of(", billing: monthly, retire_on: 2027-05-21") == 1);
}
