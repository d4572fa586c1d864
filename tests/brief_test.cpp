// The page for those who decide: what it says, how short it is, and that each of its figures is one of the report's.
#include <algorithm>
#include <cmath>
#include <regex>
#include <set>

#include <nlohmann/json.hpp>

#include "attacks.h"
#include "catch.h"
#include "stackdrag/catalogue.h"
#include "stackdrag/text.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

const std::string on_the_day = " --as-of 2026-11-21 --fail-on never";

/// Planning harbour-home under the sanitizers would take a minute.
std::vector<std::string> examples() {
  std::vector<std::string> names{"acme", "clean", "ten-lines", "grand-magasin", "start-up"};
  if (!is_sanitized()) names.emplace_back("harbour-home");
  return names;
}

/// All numbers in a value, rounded as people read them: whole, and to tenths; money also for a year.
void add_numbers(const json& value, std::set<std::string>& into) {
  if (value.is_structured()) {
    for (const json& part : value) add_numbers(part, into);
  } else if (value.is_number()) {
    const double number = value.get<double>();
    for (const double one : {number, number * 12, number * 100}) {
      into.insert(format_number(std::round(one)));
      into.insert(format_number(std::round(one * 10) / 10));
      into.insert(format_number(std::floor(one)));
    }
  }
}

}  // namespace

TEST_CASE("the brief of each example is what is recorded, and short") {
  for (const std::string& name : examples()) {
    INFO(name);
    const std::string brief = run("$S audit examples/" + name + on_the_day + " --format brief").out;
    CHECK(is_recorded(source_dir() + "/tests/golden/brief/" + name + ".md", brief));
    CHECK(std::count(brief.begin(), brief.end(), '\n') <= 45);
    CHECK(brief.size() <= 3'500);
    for (const Rule& rule : built_in_catalogue().rules) CHECK(brief.find(rule.id) == std::string::npos);
    CHECK(brief.find(".yaml") == std::string::npos);
  }
}

TEST_CASE("each figure of the brief is one of the JSON report") {
  for (const std::string& name : examples()) {
    INFO(name);
    const std::string audit = "$S audit examples/" + name + on_the_day;
    const json report = json::parse(run(audit + " --outlook --format json").out);
    std::set<std::string> known{"30", "100", "2026"};
    add_numbers(report, known);
    // What is counted there is counted here.
    for (std::size_t count = 1; count < report.at("findings").size(); ++count) known.insert(std::to_string(count));
    std::string brief = run(audit + " --format brief").out;
    brief = std::regex_replace(brief, std::regex("[0-9]{1,2} [A-Z][a-z]+ 20[0-9]{2}"), "");
    brief = std::regex_replace(brief, std::regex("v[0-9.]+|about [a-z]+ 20[0-9]{2}"), "");
    // Shares of the drag are what the points of findings come to.
    brief = std::regex_replace(brief, std::regex("[0-9]+ % of the drag"), "");
    brief.erase(std::remove(brief.begin(), brief.end(), ','), brief.end());
    const std::regex number("[0-9]+(\\.[0-9]+)?");
    for (auto at = std::sregex_iterator(brief.begin(), brief.end(), number); at != std::sregex_iterator(); ++at) {
      INFO(at->str());
      CHECK(known.contains(at->str()));
    }
  }
}

TEST_CASE("a saved report makes the same brief, with its outlook, or one without what that says") {
  const std::string folder = fresh_folder("brief-saved");
  const auto saved = [&](const std::string& options) {
    REQUIRE(run("$S audit examples/acme" + on_the_day + options + " --format json -o '" + folder + "/report.json'").exit == 0);
    return run("$S render --format brief '" + folder + "/report.json'").out;
  };
  const std::string brief = run("$S audit examples/acme" + on_the_day + " --format brief").out;
  CHECK(saved(" --outlook") == brief);
  const std::string without = saved("");
  CHECK(says(without, "## Decisions this month"));
  CHECK_FALSE(says(without, "What the next 30 days buy"));
}

TEST_CASE("the brief says names for ids, and days in words") {
  const std::string folder = fresh_folder("brief-names");
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {name: Names, as_of: 2026-11-21, capacity_hours: 320, currency: EUR}\n"
             "people: {b7: {name: Ben Young, left: 2026-06-30}}\n"
             "tools:\n"
             "  t-17: {name: Survey Bee, does: [survey], cost: 6000/yr, last_used: 2026-03-26, renews: 2027-03-01}\n"
             "  t-18: {name: Big Mail, does: [email], owner: b7, purpose: mail, cost: 42000/yr, renews: 2027-01-15, notice: 30d, "
             "auto_renew: true, "
             "last_used: 2026-11-20}\n"
             "integrations: {i-1: {name: Mail to survey, from: t-18, to: t-17, runs_as: b7, last_ok: 2026-11-20}}\n");
  const std::string brief = run("$S audit --format brief --fail-on never", folder).out;
  INFO(brief);
  CHECK(says(brief, "Mail to survey runs as Ben Young, who left on 30 Jun 2026"));
  CHECK(says(brief, "| 16 Dec 2026 | Keep, change or cancel Big Mail | €42,000 a year |"));
  CHECK(says(brief, "Survey Bee"));
  for (const char* const id : {"t-17", "t-18", "i-1", "b7"}) CHECK_FALSE(says(brief, id));
}

TEST_CASE("a name that is a word of ours, or holds another id, is put in once") {
  const std::string folder = fresh_folder("brief-words");
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {name: Words, as_of: 2026-11-21, capacity_hours: 320, currency: EUR}\n"
             "people: {ana: {name: Ana Blum}, ben: {name: Ben Young, left: 2026-06-30}}\n"
             "tools:\n"
             "  retire: {name: Pension Planner, does: [pensions], owner: ben, cost: 6000/yr, last_used: 2026-03-26}\n"
             "  a: {name: Retire a Tool, does: [email], owner: ana, cost: 9000/yr, last_used: 2026-03-26}\n"
             "  b: {name: Flow a, does: [email], owner: ana, cost: 9000/yr, last_used: 2026-03-26}\n"
             "integrations: {email: {name: Post, from: a, to: b, owner: ana, last_ok: 2026-11-20}}\n");
  const std::string brief = run("$S audit --format brief --fail-on never", folder).out;
  INFO(brief);
  CHECK(says(brief, "etire Pension Planner"));
  CHECK_FALSE(says(brief, "Pension Planner Pension Planner"));
  CHECK_FALSE(says(brief, "Flow Retire"));
  CHECK_FALSE(says(brief, "Post is covered"));
}

TEST_CASE("what is to be decided now does not wait, and nobody is alarmed by little") {
  const std::string folder = fresh_folder("brief-decisions");
  const std::string stack = "version: 1\nstack: {name: S, as_of: 2026-11-21, capacity_hours: 320, currency: EUR}\npeople: {ana: {}}\n";
  const auto brief_of = [&](const std::string& items) {
    write_text(folder + "/stack.yaml", stack + items);
    return run("$S audit --format brief --fail-on never", folder).out;
  };
  const std::string tool =
      "tools: {hub: {does: [crm], owner: ana, purpose: crm, last_used: 2026-11-20, cost: 28800/yr, notice: 30d, auto_renew: true, ";
  CHECK(says(brief_of(tool + "renews: 2026-12-30}}\n"), "| 30 Nov 2026 | Keep, change or cancel hub | €28,800 a year |"));
  // The last day is today.
  CHECK(says(brief_of(tool + "renews: 2026-12-21}}\n"), "| now | Keep, change or cancel hub | €28,800 a year |"));
  // Notice was missed; the vendor may still agree to something until the contract renews.
  CHECK(says(brief_of(tool + "renews: 2026-11-30}}\n"), "| 30 Nov 2026 | Ask the vendor of hub to accept late changes | €28,800 a year |"));
  CHECK(says(brief_of(tool + "renews: 2027-11-30, decision: keep}}\n"), "There is nothing to decide this month."));
}

TEST_CASE("the brief says what it does not show, and what comes too late") {
  const std::string folder = fresh_folder("brief-late");
  CHECK(says(run("$S audit examples/acme" + on_the_day + " --owner ana --format brief").out, "Note: showing"));
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {name: Late, as_of: 2026-11-21, capacity_hours: 80, currency: EUR}\npeople: {ana: {}}\n"
             "tools: {old: {does: [crm], owner: ana, purpose: crm, cost: none, eol: 2026-11-22, last_used: 2026-11-20}}\n");
  CHECK(says(run("$S audit --format brief --fail-on never", folder).out, "1 action that has a day will still be late."));
}

// Each of these figures is told by the JSON under this name.
TEST_CASE("the figures of the brief are those that the JSON names") {
  const std::string audit = "$S audit examples/acme" + on_the_day;
  const json report = json::parse(run(audit + " --outlook --format json").out);
  const std::string brief = run(audit + " --format brief").out;
  INFO(brief);
  const auto whole = [](const json& number) { return format_number(std::round(number.get<double>())); };
  const json &money = report.at("money"), &outlook = report.at("outlook");
  CHECK(says(brief, "People lose " + whole(money.at("hours_per_month")) + " of their " + whole(report.at("drag").at("capacity_hours")) +
                        " hours"));
  CHECK(says(brief, "Putting everything right takes " + whole(money.at("principal_hours")) + " hours"));
  CHECK(says(brief, whole(outlook.at("planned")) + " hours of work bring back " + whole(outlook.at("hours_freed")) + " hours a month"));
  CHECK(says(brief, fmt::format("Drag would then be {}–{}", whole(outlook.at("low")), whole(outlook.at("high")))));
  // The plan says the same.
  const json plan = json::parse(run("$S plan examples/acme --as-of 2026-11-21 --format json").out);
  CHECK(outlook.at("planned") == plan.at("budget").at("planned"));
  double planned = 0;
  for (const json& step : outlook.at("steps")) planned += step.at("planned").get<bool>() ? step.at("effort_hours").get<double>() : 0;
  CHECK(planned == outlook.at("planned").get<double>());
}

TEST_CASE("the Markdown of a long report fits a comment that people read, and --all tells the rest") {
  const std::string audit = "$S audit examples/harbour-home" + on_the_day + " --format markdown";
  const std::string in_short = run(audit).out, whole = run(audit + " --all").out;
  CHECK(std::count(in_short.begin(), in_short.end(), '\n') <= 60);
  CHECK(in_short.find("### Decisions this month") < in_short.find("### Critical (4)"));
  CHECK(says(in_short, "`--all` tells all of it."));
  CHECK(says(whole, "`pixel-no-consent-gate`"));
  // No message is code: what is accepted is said in words.
  CHECK(says(whole, "Waived: accepted by marcus until 2027-02-12"));
}

TEST_CASE("text from anywhere stays text in the brief") {
  const std::string folder = fresh_folder("brief-hostile");
  for (std::size_t at = 0; at < attacks.size(); at += is_sanitized() ? 6 : 1) {
    const std::string attack = "\"" + attacks[at] + "\"";
    write_text(folder + "/stack.yaml", "version: 1\nstack: {name: " + attack + ", as_of: 2026-11-21, capacity_hours: 320, currency: " +
                                           attack + "}\npeople: {ben: {name: " + attack +
                                           ", left: 2026-06-30}}\n"
                                           "tools:\n  a: {name: " +
                                           attack +
                                           ", does: [survey], owner: ben, cost: 6000/yr, last_used: 2026-03-26}\n"
                                           "integrations: {b: {name: " +
                                           attack + ", from: a, to: a, runs_as: ben, last_ok: 2026-11-20}}\n");
    const std::string brief = run("$S audit --format brief --fail-on never 2>mistakes || test $? = 2", folder).out;
    INFO(attacks[at] << "\n" << brief);
    for (const char c : brief) CHECK((c == '\n' || static_cast<unsigned char>(c) >= 0x20));
    // Outside of code spans nothing is left that Markdown or a service would act upon.
    const std::string plain = std::regex_replace(brief, std::regex("(`+)[^\n]*?[^`]\\1(?!`)"), "");
    for (const char* const acts : {"<", "](", "@", "http", "::", "![", "\\x1b"}) CHECK_FALSE(says(plain, acts));
  }
}
