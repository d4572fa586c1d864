// `stackdrag gate`, through the program: its figures, its formats, its exit codes, its page.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "attacks.h"
#include "catch.h"
#include "stackdrag/gatekeeping.h"
#include "stackdrag/text.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

std::string golden(const std::string& name) { return source_dir() + "/tests/golden/" + name; }

const std::string quiz =
    "  quiz: {does: [survey], owner: ana, requested_by: ana, purpose: quizzes for leads, cost: 3600/yr, data: [none], exit: "
    "export as csv, ends: 2027-11-30, roadmap: content velocity}\n";

/// A folder with acme, in which `quiz` is proposed as well.
std::string acme_with_quiz(const std::string& more = "") {
  std::string text = read_text(source_dir() + "/examples/acme/stack.yaml");
  const std::string section = "proposals:\n";
  std::string proposal = quiz;
  if (!more.empty()) proposal.insert(proposal.rfind('}'), ", " + more);
  text.insert(text.find(section) + section.size(), proposal);
  const std::string folder = fresh_folder("gate-quiz");
  write_text(folder + "/stack.yaml", text);
  return folder;
}

json as_json(const std::string& arguments, const std::string& folder = source_dir()) {
  const Ran ran = run("$S gate " + arguments + " --format json", folder);
  INFO(ran.err);
  REQUIRE(ran.exit < 2);
  return json::parse(ran.out);
}

/// "45.778 62.6314 D": the standing of one side.
std::string standing(const json& side) {
  return fmt::format("{} {} {}", side["low"].dump(), side["high"].dump(), side["grade"].is_null() ? "-" : side["grade"].get<std::string>());
}

std::string reasons(const json& judged) {
  std::string all;
  for (const json& reason : judged["reasons"])
    all += fmt::format("{} {}\n", reason["verdict"].get<std::string>(), reason["rule"].is_null() ? "-" : reason["rule"].get<std::string>());
  return all;
}

std::string obligations(const json& judged) {
  std::string all;
  for (const json& one : judged["obligations"]) {
    std::vector<std::string> fields = one["fields"];
    all += fmt::format("{} {}: {}\n", one["item"].get<std::string>(), fmt::join(fields, one["any"] ? "/" : "+"), one["hours"].dump());
  }
  return all;
}

}  // namespace

TEST_CASE("gate refuses what it cannot judge") {
  const Ran ran = run("$S gate ai-copywritr examples/acme");
  CHECK(ran.exit == 2);
  CHECK(says(ran.err, "did you mean `ai-copywriter`?"));
  CHECK(run("$S gate --against nowhere examples/acme").exit == 2);
  CHECK(run("$S gate --against - - < examples/acme/stack.yaml").exit == 2);
  CHECK(run("$S gate --format csv examples/acme").exit == 2);
  const std::string folder = fresh_folder("gate-wrong");
  write_text(folder + "/stack.yaml", "version: 1\ntools: {a: {onwer: ana}}\nproposals: {new: {does: [dam]}}\n");
  CHECK(run("$S gate new", folder).exit == 2);
}

TEST_CASE("the exit code says whether something is blocked") {
  const std::string folder = fresh_folder("gate-exit");
  const std::string fine =
      "version: 1\nstack: {as_of: 2026-11-21, capacity_hours: 300}\npeople: {kim: {}}\nproposals: {new: {does: [dam], owner: kim, purpose: "
      "pictures, cost: 100/mo, data: none, exit: download all, roadmap: pictures";
  const auto exit_with = [&](const std::string& more, const std::string& options) {
    write_text(folder + "/stack.yaml", fine + more + "}}\n");
    return run("$S gate new " + options, folder).exit;
  };
  CHECK(exit_with(", ends: 2027-12-31", "") == 0);
  CHECK(exit_with(", ends: 2027-12-31", "--strict") == 0);
  CHECK(exit_with("", "") == 0);
  CHECK(exit_with("", "--strict") == 1);
  CHECK(exit_with(", integrates_with: [cms]", "") == 1);
  // Without a proposal there is nothing to judge.
  write_text(folder + "/stack.yaml", "version: 1\nstack: {as_of: 2026-11-21}\ntools: {a: {}}\n");
  CHECK(run("$S gate", folder).exit == 0);
  CHECK(run("$S gate stack.yaml", folder).exit == 0);
  CHECK(run("$S gate --strict --against stack.yaml stack.yaml", folder).exit == 0);
}

namespace {

/// Replaces a part of a text, which must be there once.
std::string with(std::string text, const std::string& part, const std::string& instead) {
  REQUIRE(text.find(part) != std::string::npos);
  REQUIRE(text.find(part) == text.rfind(part));
  return text.replace(text.find(part), part.size(), instead);
}

/// The standing of an inventory that somebody has written by hand.
std::string audited(const std::string& text) {
  const std::string folder = fresh_folder("gate-derived");
  write_text(folder + "/stack.yaml", text);
  return standing(json::parse(run("$S audit --format json --fail-on never", folder).out)["drag"]);
}

const std::string ai_copywriter =
    "proposals:\n  ai-copywriter: {does: [copywriting], requested_by: ben, owner: ana, cost: 9600/yr, run_hours: 6, integrates_with: "
    "[cms], "
    "data: [none], exit: export as markdown, roadmap: content velocity}\n";

}  // namespace

// "After" is what an audit says of the inventory with the proposal written out by hand as the tool that it would be. Hours a month:
//   today          81.05 proved, 160.9 at worst; drag 100 x / (x + 0.3) with x = hours / 320
//   ai-copywriter  proved: the missing renewal date and notice take 0.35, and the leaver who asks for it, 0.35, is no longer named: 81.05.
//                  At worst: 16 more, the obligations: runs_as 8.5 (0.5 h and what is critical, 8), error_rate and fails 3.5, notice and
//                  renews 2, scope 1.5, auth and secret_rotated 0.5: 176.9
//   quiz           a third survey tool: the overlap takes 3.375 instead of 1.5, for the cheaper tool costs 300 a month and a half of that
//                  counts; the missing notice takes 0.35: 83.275. At worst 2 more, for the renewal is not known
//   quiz instead of surveybee
//                  surveybee and hs-survey take 25.5 of these with them, the backup of hubspot, 1, is no longer asked for, and cdp-pilot
//                  builds on what is retired, 0.6: 57.375. At worst: 113.525
TEST_CASE("the figures of acme are those of inventories in which the proposals are tools") {
  const std::string acme = read_text(source_dir() + "/examples/acme/stack.yaml");
  const json copywriter = as_json("ai-copywriter examples/acme")["cases"][0];
  CHECK(standing(copywriter["before"]) == audited(acme));
  std::string real = with(acme, ai_copywriter, "");
  real = with(real, "tools:\n",
              "tools:\n  ai-copywriter: {does: [copywriting], owner: ana, cost: 9600/yr, personal_data: false, status: active, added: "
              "2026-11-21, last_used: 2026-11-21, notes: export as markdown}\n");
  real = with(real, "integrations:\n",
              "integrations:\n  ai-copywriter-cms: {from: cms, to: ai-copywriter, owner: ana, via: api, added: 2026-11-21, "
              "last_ok: 2026-11-21}\n");
  CHECK(standing(copywriter["after"]) == audited(real));
  CHECK(standing(copywriter["before"]) == "45.778 62.6314 F");
  CHECK(standing(copywriter["after"]) == "45.778 64.8223 F");
  CHECK(copywriter["proved_high"] == 62.6314);
  CHECK(copywriter["cost_per_year"] == 9600);
  CHECK(copywriter["run_hours"] == 6);
  CHECK(copywriter["run_share"] == 0.0188);
  CHECK(reasons(copywriter) == "block proposal-integration-unproven\nask leaver-named\nask proposal-incomplete\n");
  CHECK(obligations(copywriter) ==
        "integration/ai-copywriter-cms runs_as: 8.5\nintegration/ai-copywriter-cms error_rate+fails: 3.5\n"
        "tool/ai-copywriter notice+renews: 2\nintegration/ai-copywriter-cms scope: 1.5\n"
        "integration/ai-copywriter-cms auth+secret_rotated: 0.5\n");
  CHECK(copywriter["unchecked"].size() == 1);

  // A survey tool beside the two that acme has.
  const std::string folder = acme_with_quiz();
  const json quiz_beside = as_json("quiz stack.yaml", folder)["cases"][0];
  real =
      with(acme, "tools:\n",
           "tools:\n  quiz: {does: [survey], owner: ana, purpose: quizzes for leads, cost: 3600/yr, personal_data: false, status: active, "
           "retire_on: 2027-11-30, added: 2026-11-21, last_used: 2026-11-21, notes: export as csv}\n");
  CHECK(standing(quiz_beside["after"]) == audited(real));
  CHECK(standing(quiz_beside["after"]) == "46.451 63.236 F");
  CHECK(reasons(quiz_beside) == "block proposal-overlap\n");
  CHECK(says(quiz_beside["reasons"][0]["text"].get<std::string>(),
             "`survey` by `hubspot` (owner `ana`, renews 2027-01-15) and `surveybee` (owner `ben`)"));

  // In the place of one of them.
  const json quiz_instead = as_json("quiz stack.yaml", acme_with_quiz("replaces: surveybee"))["cases"][0];
  real = with(real, "  surveybee:  {does: [survey], ",
              "  surveybee:  {status: retired, retire_on: 2026-11-21, decision: cancel, does: [survey], ");
  real = with(real, "last_ok: 2026-04-02}", "last_ok: 2026-04-02, status: retired, ends: 2026-11-21}");
  CHECK(standing(quiz_instead["after"]) == audited(real));
  CHECK(standing(quiz_instead["after"]) == "37.4083 54.6153 E");
  // hubspot does surveys, too.
  CHECK(reasons(quiz_instead) == "block proposal-overlap\n");
  CHECK(quiz_instead["saved_per_year"] == 6000);
}

TEST_CASE("a settings file freezes the stack, and sets how much drag may come in") {
  const std::string folder = acme_with_quiz();
  write_text(folder + "/.stackdrag.yaml", "gate: {freeze_until: 2026-12-31}\nrules: {proposal-overlap: off}\n");
  const json frozen = as_json("quiz stack.yaml", folder)["cases"][0];
  CHECK(says(reasons(frozen), "block -\n"));
  CHECK_FALSE(says(reasons(frozen), "proposal-overlap"));
  write_text(folder + "/.stackdrag.yaml", "gate: {freeze_until: soon}\n");
  CHECK(run("$S gate quiz", folder).exit == 2);
}

TEST_CASE("the judgements of the examples are recorded") {
  for (const std::string format : {"text", "markdown", "json"}) {
    const Ran ran = run("COLUMNS=80 $S gate ai-copywriter examples/acme --format " + format);
    CHECK(ran.exit == 1);
    CHECK(ran.err.empty());
    CHECK(is_recorded(golden("gate-acme." + format), ran.out));
  }
  // A good proposal to a good stack.
  const Ran clean = run("COLUMNS=80 $S gate --strict examples/clean");
  CHECK(clean.exit == 0);
  CHECK(is_recorded(golden("gate-clean.text"), clean.out));
  CHECK(is_recorded(golden("gate-harbour-home.text"), run("COLUMNS=80 $S gate examples/harbour-home").out));
  CHECK(is_recorded(golden("gate-harbour-home.markdown"), run("$S gate examples/harbour-home --format markdown").out));
  for (const std::string format : {"text", "markdown"}) {
    const Ran ran = run("COLUMNS=80 $S gate --against examples/ten-lines examples/acme --as-of 2026-11-21 --format " + format);
    CHECK(ran.exit == 1);
    CHECK(is_recorded(golden("gate-change." + format), ran.out));
  }
  CHECK(is_recorded(source_dir() + "/docs/schema/gate.json", run("$S schema gate").out));
}

TEST_CASE("where nothing is new, one line says so") {
  for (const std::string format : {"text", "markdown"}) {
    const Ran ran = run("$S gate --against examples/acme examples/acme --format " + format);
    CHECK(ran.exit == 0);
    if (format == "markdown") CHECK(ran.out == "**Nothing is new against `examples/acme`.** <!-- stackdrag:gate:change -->\n");
    if (format == "text") CHECK(says(ran.out, "\n  Nothing is new against `examples/acme`\n"));
  }
  CHECK(json::parse(run("$S gate --against examples/acme examples/acme --format json").out)["cases"].empty());
}

TEST_CASE("asked for all, the gate shows its lists whole") {
  const std::string folder = fresh_folder("gate-all");
  // Each agent brings findings and questions; a short list names twelve of them.
  std::string text = "version: 1\nstack: {as_of: 2026-11-21}\npeople: {ana: {}}\nagents:\n";
  for (int i = 0; i < 12; ++i) text += fmt::format("  agent-{}: {{owner: ana, autonomy: act}}\n", i);
  write_text(folder + "/new.yaml", text);
  write_text(folder + "/old.yaml", "version: 1\nstack: {as_of: 2026-11-21}\npeople: {ana: {}}\ntools: {a: {}}\n");
  const std::string in_short = unwrapped(run("$S gate --against old.yaml new.yaml", folder).out);
  const std::string whole = unwrapped(run("$S gate --against old.yaml new.yaml --all", folder).out);
  CHECK(says(in_short, "more (--all shows"));
  CHECK_FALSE(says(whole, "more (--all shows"));
  CHECK(whole.size() > in_short.size());
  // What decides is never cut: each new agent is asked.
  for (int i = 0; i < 12; ++i) CHECK(says(in_short, fmt::format("`agent-{}` is new and does not say", i)));
}

TEST_CASE("a name that nobody declares replaces nothing") {
  const std::string folder = fresh_folder("gate-nothing");
  for (const std::string replaced : {"polls", "nosuch"}) {
    write_text(
        folder + "/stack.yaml",
        "version: 1\nstack: {as_of: 2026-11-21, capacity_hours: 320}\npeople: {ana: {}}\ntools: {polls: {owner: ana, does: [survey]}}\n"
        "proposals: {quiz: {owner: ana, does: [survey], run_hours: 50, replaces: " +
            replaced + "}}\n");
    CHECK(says(unwrapped(run("$S gate quiz", folder).out), "and it replaces nothing") == (replaced == "nosuch"));
  }
}

TEST_CASE("nothing new comes in whose owner has left") {
  const std::string folder = fresh_folder("gate-left");
  const std::string begin =
      "version: 1\nstack: {as_of: 2026-11-21, capacity_hours: 320}\npeople: {ana: {}, ben: {left: 2026-06-30}}\ntools:\n";
  const auto with_owner = [&](const std::string& owner) {
    write_text(folder + "/old.yaml", begin + "  crm: {owner: ana}\n");
    write_text(folder + "/new.yaml", begin + "  crm: {owner: ana}\n  quiz: {owner: " + owner +
                                         ", purpose: quizzes, cost: 0, personal_data: false, notes: export}\n");
    return run("$S gate --against old.yaml new.yaml", folder);
  };
  CHECK(with_owner("ana").exit == 0);
  const Ran left = with_owner("ben");
  CHECK(left.exit == 1);
  CHECK(says(unwrapped(left.out), "`quiz` is new, and its owner `ben` left on 2026-06-30"));
}

TEST_CASE("a saved report stands for the other inventory") {
  const std::string folder = fresh_folder("gate-saved");
  REQUIRE(run("$S audit examples/ten-lines --as-of 2026-11-21 --format json -o '" + folder + "/old.json' --fail-on never").exit == 0);
  const json saved = as_json("--against '" + folder + "/old.json' examples/acme");
  const json made = as_json("--against examples/ten-lines examples/acme --as-of 2026-11-21 --profile " +
                            json::parse(read_text(folder + "/old.json"))["profile"].get<std::string>());
  CHECK(saved["cases"] == made["cases"]);
  CHECK(saved["as_of"] == "2026-11-21");
}

TEST_CASE("lines of the judgement fit the width") {
  for (const std::string columns : {"40", "80"}) {
    for (const std::string arguments :
         {"ai-copywriter examples/acme", "examples/harbour-home", "--against examples/ten-lines examples/acme"}) {
      for (const std::string& line : lines_of(run("COLUMNS=" + columns + " $S gate --as-of 2026-11-21 " + arguments).out)) {
        INFO(columns << ' ' << arguments << ": " << line);
        CHECK(display_width(line) <= std::stoul(columns));
      }
    }
  }
}

TEST_CASE("the JSON of the judgement is valid by its published schema") {
  const std::string folder = fresh_folder("gate-schema");
  const Ran ran = run(fmt::format(
      "$S schema gate > '{0}/schema.json'\n$S gate examples/acme --format json > '{0}/1.json'\n$S gate examples/harbour-home --format json "
      "> "
      "'{0}/2.json'\n$S gate --against examples/ten-lines examples/acme --format json > '{0}/3.json'\n$S gate --against examples/acme "
      "examples/acme --format json > '{0}/4.json'\n"
      "env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 python3 tests/schema/validate.py '{0}/schema.json' '{0}'/[1-4].json",
      folder));
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 0);
  CHECK_FALSE(says(ran.out, "refused"));
  CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == 4);
}

namespace {

/// An inventory whose proposals hold each attack wherever a judgement repeats what somebody wrote.
std::string hostile_proposals() {
  std::string text =
      "version: 1\nstack: {as_of: 2026-11-21, name: \"<b>evil</b> \\e[31m --> @a\", currency: \"@a|\\e[1m\", capacity_hours: 100, goals: "
      "{a: "
      "b}}\ntools:\n";
  for (std::size_t i = 0; i < attacks.size(); ++i)
    text += fmt::format("  t{0}: {{does: [survey, \"{1}\"], owner: \"{1}\", cost: 1200/yr, renews: 2027-09-01}}\n", i, attacks[i]);
  text += "data: {lead: {personal: true}}\nproposals:\n";
  for (std::size_t i = 0; i < attacks.size(); ++i)
    text += fmt::format(
        "  p{0}:\n    does: [survey, \"{1}\"]\n    owner: \"{1}\"\n    requested_by: \"{1}\"\n    roadmap: \"{1}\"\n    "
        "integrates_with: "
        "[\"{1}\"]\n    proof: \"{1}\"\n    purpose: \"{1}\"\n    data: [lead]\n    run_hours: 90\n    replaces: t{0}\n",
        i, attacks[i]);
  return text;
}

void check_harmless(const std::string& text) {
  for (const char c : text) CHECK_FALSE(((c >= 0 && c < 0x20 && c != '\n') || c == 0x7f));
  for (const std::string bytes : {"\xc2\x9b", "\xe2\x80\xae", "\xe2\x81\xa6"}) CHECK_FALSE(says(text, bytes));
  for (const std::string line : {"\n::", "\n##["}) CHECK_FALSE(says(text, line));
}

}  // namespace

TEST_CASE("nothing from an inventory acts in what the gate prints") {
  const std::string folder = fresh_folder("gate-hostile");
  write_text(folder + "/stack.yaml", hostile_proposals());
  write_text(folder + "/old.yaml", "version: 1\ntools: {other: {}}\n");
  for (const std::string format : {"text", "markdown", "json"}) {
    for (const std::string what : {"stack.yaml", "p1 stack.yaml", "--against old.yaml stack.yaml"}) {
      const Ran ran = run(fmt::format("$S gate {} --format {}", what, format), folder);
      INFO(format << ' ' << what << ran.err);
      CHECK(ran.exit == 2);
      check_harmless(ran.out);
      check_harmless(ran.err);
      if (format == "json") CHECK(json::parse(ran.out)["verdict"] == "block");
    }
  }
  for (const std::string what : {"stack.yaml", "p1 stack.yaml", "--against old.yaml stack.yaml"}) {
    const Ran page = run("$S gate " + what + " --format markdown | cmark-gfm --unsafe -e table -e autolink -e strikethrough", folder);
    REQUIRE(page.exit == 0);
    for (const std::string part : {"<script", "<img", "<b>", "<a ", "javascript:alert(1)\""}) CHECK_FALSE(says(page.out, part));
    // The one HTML comment is the mark.
    CHECK(page.out.find("<!--") == page.out.rfind("<!--"));
  }
}

TEST_CASE("a name cannot end the mark of the comment, nor be another's") {
  const std::string folder = fresh_folder("gate-mark");
  write_text(folder + "/stack.yaml", "version: 1\nproposals: {x--b: {does: [dam]}, x-b: {does: [dam]}}\n");
  const std::string one = run("$S gate x--b stack.yaml --format markdown", folder).out;
  const std::string other = run("$S gate x-b stack.yaml --format markdown", folder).out;
  CHECK(says(one, "\n<!-- stackdrag:gate:proposal/x-b-"));
  CHECK(says(other, "\n<!-- stackdrag:gate:proposal/x-b -->\n"));
  CHECK(one.find("-->") == one.find(" -->\n") + 1);
}

TEST_CASE("the comment never exceeds what a host takes, and says what it leaves out") {
  const std::string folder = fresh_folder("gate-long");
  std::string text = "version: 1\nstack: {as_of: 2026-11-21}\nagents:\n";
  for (int i = 0; i < 2000; ++i) text += fmt::format("  agent-with-a-rather-long-name-{}: {{}}\n", i);
  write_text(folder + "/stack.yaml", text);
  write_text(folder + "/old.yaml", "version: 1\nstack: {as_of: 2026-11-21}\ntools: {a: {}}\n");
  const Ran ran = run("$S gate --against old.yaml stack.yaml --format markdown", folder);
  CHECK(ran.exit == 1);
  CHECK(ran.out.size() <= longest_comment);
  CHECK(ran.out.size() > longest_comment / 2);
  CHECK(says(ran.out, " entries are left out here"));
  CHECK(ran.out.starts_with("**Blocked: 2000 new items.**\n<!-- stackdrag:gate:change -->\n"));
}

TEST_CASE("several judgements share the room of the comment") {
  const std::string folder = fresh_folder("gate-several");
  std::string text = "version: 1\nstack: {as_of: 2026-11-21}\nagents:\n";
  for (int i = 0; i < 400; ++i) text += fmt::format("  agent-with-a-rather-long-name-{}: {{}}\n", i);
  text += "proposals:\n";
  for (int i = 0; i < 6; ++i) text += fmt::format("  tool-{}: {{does: [dam], purpose: pictures}}\n", i);
  write_text(folder + "/stack.yaml", text);
  write_text(folder + "/old.yaml", "version: 1\nstack: {as_of: 2026-11-21}\ntools: {a: {}}\n");
  const std::string out = run("$S gate --against old.yaml stack.yaml --format markdown", folder).out;
  CHECK(out.size() <= longest_comment);
  CHECK(out.starts_with("**Blocked: 400 new items and 6 proposals.**\n"));
  CHECK(says(out, "\n## Blocked: `tool-5`\n"));
  CHECK(says(out, "are left out here"));
}

TEST_CASE("what is wrong with the words of the command is said") {
  CHECK(says(run("$S gate ai-copywriter quiz examples/acme").err, "`gate` takes one proposal"));
  CHECK(says(run("$S gate ai-copywriter --against examples/ten-lines").err, "name no proposal"));
  CHECK(says(run("$S gate exmples/acme").err, "there is no file or folder `exmples/acme`"));
}

TEST_CASE("a proposal has one mark, which is none of the fixed ones, and mistakes are told of") {
  const std::string folder = fresh_folder("gate-marks");
  write_text(folder + "/stack.yaml", "version: 1\ntools: {a: {onwer: ana}}\nproposals: {change: {does: [dam]}}\n");
  for (const std::string name : {"change", "proposal/change"}) {
    const std::string out = run("$S gate " + name + " stack.yaml --format markdown", folder).out;
    CHECK(says(out, "\n<!-- stackdrag:gate:proposal/change -->\n"));
    CHECK(says(out, "**1 mistake in the inventory: only what could be read was judged.**"));
  }
  CHECK(says(run("$S gate change stack.yaml", folder).out, "only what could be read was judged"));
  CHECK(json::parse(run("$S gate change stack.yaml --format json", folder).out)["mistakes"] == 1);
}

TEST_CASE("the page about proposals shows what is really printed") {
  const std::string page = read_text(source_dir() + "/docs/proposals.md");
  for (const std::string arguments : {"ai-copywriter examples/acme", "ai-copywriter examples/acme --format markdown"}) {
    const std::string out = run("COLUMNS=80 $S gate " + arguments).out;
    INFO(out);
    CHECK(says(page, out));
  }
}
