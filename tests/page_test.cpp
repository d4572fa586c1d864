// The page: what it draws, where it stops, and that filters know every finding.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <regex>
#include <set>

#include <nlohmann/json.hpp>

#include "catch.h"
#include "render/html/treemap.h"
#include "stackdrag/text.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

std::size_t count_of_text(const std::string& text, std::string_view words) {
  std::size_t count = 0;
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + words.size())) ++count;
  return count;
}

std::string page_of(const std::string& folder, const std::string& inventory, const std::string& options = "") {
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {name: Page, as_of: 2026-11-21, capacity_hours: 320, currency: EUR}\n" + inventory);
  return run("$S audit --format html --fail-on never" + options, folder).out;
}

/// What a reader sees of the first page: the text of its sections, one part a line.
std::string first_page(const std::string& page) {
  const std::size_t begin = page.find("<section class=\"hero\""), end = page.find("<section", page.find("id=\"decisions\""));
  std::string seen = page.substr(begin, end - begin);
  seen = std::regex_replace(seen, std::regex("<title[^>]*>[^<]*</title>"), "");
  seen = std::regex_replace(seen, std::regex("</?(code|strong|b)>"), "");
  seen = std::regex_replace(seen, std::regex("<[^>]*>"), "\n");
  for (const auto& [entity, character] :
       std::map<std::string, std::string>{{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}})
    seen = std::regex_replace(seen, std::regex(entity), character);
  return std::regex_replace(seen, std::regex("\n[\n ]*"), "\n").substr(1);
}

/// A section of the page, by the id of its heading; empty if it is not there.
std::string section_of(const std::string& page, const std::string& id) {
  const std::size_t begin = page.find(fmt::format("<section aria-labelledby=\"{}\"", id));
  return begin == std::string::npos ? "" : page.substr(begin, page.find("</section>", begin) - begin);
}

/// Without spaces at the ends, and without double ones.
std::string unspaced(const std::string& text) {
  return std::regex_replace(std::regex_replace(text, std::regex("^ +| +$"), ""), std::regex("  +"), " ");
}

/// Whether an independent reader accepts it.
bool is_accepted(const std::string& folder, const std::string& page) {
  write_text(folder + "/page.html", page);
  return says(run("python3 '" + source_dir() + "/tests/formats/check.py' html page.html", folder).out, "accepted page.html");
}

}  // namespace

TEST_CASE("the parts of a treemap have the areas of their values and fill it without overlap") {
  const std::vector<double> values{60, 30, 20, 10, 5, 5, 1, 0.5};
  const double total = std::accumulate(values.begin(), values.end(), 0.0);
  const std::vector<html::Rectangle> parts = html::squarified(values, {10, 20, 300, 100});
  REQUIRE(parts.size() == values.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    CHECK(parts[i].width * parts[i].height == Approx(values[i] / total * 300 * 100));
    CHECK((parts[i].x >= 10 - 1e-9 && parts[i].x + parts[i].width <= 310 + 1e-9));
    CHECK((parts[i].y >= 20 - 1e-9 && parts[i].y + parts[i].height <= 120 + 1e-9));
    for (std::size_t k = 0; k < i; ++k) {
      const bool apart = parts[k].x + parts[k].width <= parts[i].x + 1e-9 || parts[i].x + parts[i].width <= parts[k].x + 1e-9 ||
                         parts[k].y + parts[k].height <= parts[i].y + 1e-9 || parts[i].y + parts[i].height <= parts[k].y + 1e-9;
      CHECK(apart);
    }
  }
  CHECK(html::squarified({}, {0, 0, 10, 10}).empty());
  CHECK(html::squarified({1, 2}, {0, 0, 0, 10}).empty());
}

TEST_CASE("beyond its limits the page says what it leaves out") {
  const std::string folder = fresh_folder("page-limits");
  std::string inventory = "people:\n";
  for (int i = 0; i < 70; ++i) inventory += fmt::format("  p{}: {{}}\n", i);
  inventory += "tools:\n";
  for (int i = 0; i < 160; ++i) inventory += fmt::format("  t{}: {{does: [x{}], owner: p{}, last_used: 2026-11-20}}\n", i, i, i % 70);
  inventory += "pixels:\n";
  for (int i = 0; i < 600; ++i) inventory += fmt::format("  x{}: {{vendor: meta, owner: p{}, last_seen: 2026-01-01}}\n", i, i % 70);
  inventory += "integrations:\n";
  for (int i = 0; i < 159; ++i)
    inventory += fmt::format("  i{}: {{from: t{}, to: t{}, owner: p{}, last_ok: 2026-11-20}}\n", i, i, i + 1, i % 70);
  // Saved and rendered, so that no plan is made of a thousand findings.
  write_text(folder + "/stack.yaml", "version: 1\nstack: {name: Page, as_of: 2026-11-21, capacity_hours: 320}\n" + inventory);
  REQUIRE(run("$S audit --format json -o report.json --fail-on never", folder).exit == 0);
  const std::string page = run("$S render --format html report.json", folder).out;
  CHECK(is_accepted(folder, page));
  const json report = json::parse(read_text(folder + "/report.json"));
  CHECK(count_of_text(page, "<tr class=\"fi\"") == 500);
  const auto is_apart = [](const json& finding) { return finding.at("folded_into").is_null(); };
  const auto apart = static_cast<std::size_t>(std::count_if(report.at("findings").begin(), report.at("findings").end(), is_apart));
  REQUIRE(apart > 501);
  CHECK(says(page,
             fmt::format("<p class=\"sub\">{} more findings are not on this page: the most severe come first, and what the profile does "
                         "not ask for or is waived as not applicable comes last. The JSON report has all.</p>",
                         apart - 500)));
  std::set<std::pair<std::string, std::string>> cells;
  std::set<std::string> families;
  for (const json& finding : report.at("findings")) {
    if (finding.at("points").get<double>() <= 0) continue;
    families.insert(finding.at("family").get<std::string>());
    cells.insert({finding.at("family").get<std::string>(), finding.at("subject").get<std::string>()});
  }
  // Each family has its part, if only one for all of its items; what has none of its own is counted.
  const std::size_t drawn = count_of_text(page, "<g class=\"cell\">");
  CHECK(drawn <= 400 + families.size());
  CHECK(count_of_text(page, "class=\"fam\"") == families.size());
  std::size_t together = 0;
  const std::regex several("<g class=\"cell\"><title>([0-9]+) items: ");
  std::size_t rests = 0;
  for (std::sregex_iterator at(page.begin(), page.end(), several), end; at != end; ++at, ++rests) together += std::stoul((*at)[1]);
  CHECK(rests > 0);
  CHECK(together + drawn - rests == cells.size());
  CHECK(says(page, fmt::format("<p class=\"sub\">{} items are too small to be drawn alone; the JSON report has all.</p>", together)));
  CHECK(says(page, "<option value=\"64\">others</option>"));
  CHECK_FALSE(says(page, "data-o=\"65\""));
  CHECK(count_of_text(page, "<g class=\"n n-") == 160);
  // Seventy people have as much; what is left of them stands together.
  CHECK(count_of_text(section_of(page, "owners"), "<rect class=\"b-") == 14);
  CHECK(says(page, ">57 others</text>"));
}

TEST_CASE("a page of a report that lacks findings does not tell what it cannot know") {
  const std::string folder = fresh_folder("page-partial");
  const std::string acme = source_dir() + "/examples/acme";
  REQUIRE(run("$S audit " + acme + " --select agent-idle --format json -o part.json --fail-on never", folder).exit == 0);
  const std::string page = run("$S render --format html part.json", folder).out;
  CHECK(is_accepted(folder, page));
  CHECK_FALSE(says(page, "critical: act now"));
  CHECK_FALSE(says(page, "<span>critical</span>"));
  CHECK_FALSE(says(page, "id=\"drag\""));
  CHECK_FALSE(says(page, "integrations have findings"));
  CHECK_FALSE(says(page, "nothing found"));
  CHECK_FALSE(says(page, "No debt was found"));
  CHECK(count_of_text(page, "class=\"n n-plain\"") == 7);
  CHECK(says(page, "The report was saved without some of its findings, so that what has no colour may have some."));
  CHECK(says(page, "<p>There is nothing to decide about what is shown.</p>"));
  CHECK(says(page, "<p>Showing 0 of 46 findings (only agent-idle); the score and the gate count all.</p>"));
  // With a filter, but with all findings behind it, the figures are there.
  const std::string whole = run("$S audit " + acme + " --select agent-idle --format html --fail-on never", folder).out;
  CHECK(says(whole, "<b>1</b><span>critical: act now</span>"));
  CHECK(says(whole, "id=\"drag\""));
  CHECK_FALSE(says(whole, "No debt was found"));
  CHECK(says(section_of(whole, "findings"), "<p>Showing 0 of 37 findings"));
}

TEST_CASE("the trend draws only earlier days, each once and by day, whatever a report says") {
  const std::string folder = fresh_folder("page-trend");
  const std::string audit = "$S audit " + source_dir() + "/examples/acme --fail-on never --format json --as-of ";
  REQUIRE(run(audit + "2026-11-14 -o old.json", folder).exit == 0);
  REQUIRE(run(audit + "2026-11-21 --history old.json -o new.json", folder).exit == 0);
  const json report = json::parse(read_text(folder + "/new.json"));
  const auto trend_with = [&](const std::vector<std::string>& days) {
    json crafted = report;
    const json audit_of_old = report.at("history").at(0);
    crafted["history"] = json::array();
    for (const std::string& day : days) {
      crafted["history"].push_back(audit_of_old);
      crafted["history"].back()["as_of"] = day;
    }
    write_text(folder + "/crafted.json", crafted.dump());
    const Ran ran = run("$S render --format html crafted.json", folder);
    CHECK(is_accepted(folder, ran.out));
    const std::string section = section_of(ran.out, "trend");
    CHECK_FALSE(says(section, "nan"));
    CHECK_FALSE(says(section, "inf"));
    return section;
  };
  CHECK(trend_with({"2026-11-21"}).empty());
  CHECK(trend_with({"2026-11-21", "2027-01-01"}).empty());
  const std::string sorted = trend_with({"2026-10-01", "2026-11-01"});
  CHECK(count_of_text(sorted, "<circle") == 3);
  CHECK(says(sorted, "It was the same on 1 October 2026."));
  CHECK(trend_with({"2026-11-01", "2026-10-01", "2026-10-01", "2026-12-24"}) == sorted);
}

TEST_CASE("the line of what the work buys stays in its frame, and is marked where something is planned") {
  const std::string folder = fresh_folder("page-curve");
  REQUIRE(run("$S audit " + source_dir() + "/examples/acme --fail-on never --outlook --format json -o acme.json", folder).exit == 0);
  json report = json::parse(read_text(folder + "/acme.json"));
  const auto work_of = [&] {
    write_text(folder + "/crafted.json", report.dump());
    return section_of(run("$S render --format html crafted.json", folder).out, "work");
  };
  const auto heights = [](const std::string& section) {
    const std::string line = section.substr(section.find("class=\"ln\""));
    std::vector<double> all;
    const std::regex point("[ML]([0-9.-]+) ([0-9.-]+)");
    const std::string data = line.substr(0, line.find("/>"));
    for (std::sregex_iterator at(data.begin(), data.end(), point), end; at != end; ++at) all.push_back(std::stod((*at)[2]));
    return all;
  };
  const std::string plain = work_of();
  CHECK(says(plain, "The line ends at 107 hours, not at the 150 hours of all findings: one action may settle several"));
  CHECK(says(plain, ">the next 30 days:</text>"));
  for (const char* const tick : {">0 h<", ">25 h<", ">50 h<", ">75 h<", ">100 h<", ">10 h<", ">20 h<", ">30 h<"}) {
    INFO(tick);
    CHECK(says(plain, tick));
  }
  // What an action settles may cost others more: the line falls, and at the beginning below nothing.
  json& steps = report.at("outlook").at("steps");
  steps.at(0)["hours_freed"] = -2;
  steps.back()["hours_freed"] = -5;
  const std::vector<double> bent = heights(work_of());
  REQUIRE(bent.size() == steps.size() + 1);
  CHECK(std::all_of(bent.begin(), bent.end(), [](double y) { return y >= 12 && y <= 248; }));
  CHECK(*std::min_element(bent.begin(), bent.end()) < bent.back());
  for (json& step : steps) step["planned"] = false;
  const std::string unplanned = work_of();
  CHECK(says(unplanned, "class=\"ln\""));
  CHECK_FALSE(says(unplanned, "the next 30 days:"));
  CHECK_FALSE(says(unplanned, "the first "));
}

TEST_CASE("the bars keep nobody and those who leave apart, and call a team as everybody does") {
  const std::string folder = fresh_folder("page-owners");
  std::string inventory = "teams: {ops: {name: Marketing Operations}}\npeople:\n";
  for (int i = 0; i < 20; ++i) inventory += fmt::format("  p{}: {{}}\n", i);
  for (int i = 0; i < 3; ++i) inventory += fmt::format("  gone{}: {{left: 2026-10-0{}}}\n", i, i + 1);
  inventory += "pixels:\n  nobodys: {vendor: meta, last_seen: 2026-11-20}\n";
  for (int i = 0; i < 20; ++i)
    for (int k = 0; k < 3; ++k) inventory += fmt::format("  x{}-{}: {{vendor: meta, owner: p{}, last_seen: 2026-01-01}}\n", i, k, i);
  for (int i = 0; i < 3; ++i) inventory += fmt::format("  y{}: {{vendor: meta, owner: gone{}, last_seen: 2026-11-20}}\n", i, i);
  for (int k = 0; k < 4; ++k) inventory += fmt::format("  z{}: {{vendor: meta, owner: ops, last_seen: 2026-01-01}}\n", k);
  const std::string page = page_of(folder, inventory);
  CHECK(is_accepted(folder, page));
  const std::string bars = section_of(page, "owners");
  CHECK(says(bars, ">nobody</text>"));
  CHECK(count_of_text(bars, "class=\"b-none\"") == 1);
  CHECK(says(bars, "3 others who have left or leave</text>"));
  CHECK(says(bars, "class=\"b-left\""));
  CHECK(says(bars, ">Marketing Operations</text>"));
  CHECK(says(page, ">Marketing Operations</option>"));
  const std::string few =
      page_of(folder, "teams: {ops: {name: Marketing Operations}}\npixels: {z: {vendor: meta, owner: ops, last_seen: 2026-01-01}}\n");
  CHECK(says(section_of(few, "first"), "<td>Marketing Operations</td>"));
}

TEST_CASE("what is accepted is neither nothing nor a fault in the graph, and what is excused is neither") {
  const std::string folder = fresh_folder("page-accepted");
  const std::string stack =
      "people: {ana: {}}\ntools: {crm: {external: true}, ads: {external: true}}\n"
      "integrations: {sync: {from: crm, to: ads, fails: 9, last_ok: 2026-11-20, owner: ana, runs_as: svc}}\n";
  const auto page_with = [&](const std::string& kind) {
    return page_of(folder,
                   stack + "waivers: [{rule: integration-failing, on: integration/sync, kind: " + kind +
                       ", reason: a new team takes it over in spring, by: ana, until: 2027-01-31}]\n",
                   " --profile full");
  };
  const std::string open = page_of(folder, stack, " --profile full");
  CHECK(says(open, "<path class=\"e e-high\""));
  CHECK(says(open, "<h2 id=\"graph\">The stack, and where it hurts</h2>"));
  const std::string accepted = page_with("accepted");
  CHECK(is_accepted(folder, accepted));
  CHECK(says(accepted, "<path class=\"e e-plain\""));
  CHECK(says(accepted, "sync moves data from crm to ads. sync has failed 9 runs in a row"));
  CHECK(says(accepted, "<span class=\"key k-plain\">accepted</span>"));
  CHECK(says(accepted, "<h2 id=\"graph\">The stack</h2>"));
  const std::string excused = page_with("not-applicable");
  CHECK(says(excused, "<path class=\"e e-good\""));
  CHECK(says(excused, "sync moves data from crm to ads.</title>"));
  CHECK_FALSE(says(excused, "k-plain\">"));
}

TEST_CASE("marks that take no column neither fill a page nor slow it down") {
  const std::string folder = fresh_folder("page-marks");
  std::string marks;
  for (int i = 0; i < 20'000; ++i) marks += "\xCC\x81";  // U+0301
  const std::string page = page_of(
      folder, "tools: {crm: {name: \"e" + marks + "\", does: [crm]}, ads: {does: [ads]}}\nintegrations: {sync: {from: crm, to: ads}}\n");
  CHECK(is_accepted(folder, page));
  CHECK(page.size() < 100'000);
}

TEST_CASE("what the profile does not ask for stands last in the page and says so, and so does why a grade is no better") {
  const std::string folder = fresh_folder("page-outside");
  const std::string page = page_of(
      folder,
      "tools: {crm: {external: true}, ads: {external: true}}\n"
      "integrations:\n  sync: {from: crm, to: ads, runs_as: svc, last_ok: 2026-11-20, fails: 9, via: csv, minutes: 9, scope: [all]}\n");
  const std::string findings = section_of(page, "findings");
  const std::size_t outside = findings.find("outside the profile starter");
  REQUIRE(outside != std::string::npos);
  CHECK(findings.rfind("no-owner</a>") < outside);
  CHECK(says(findings, "<br/><span class=\"also\">outside the profile starter</span>"));
  REQUIRE(run("$S audit " + source_dir() + "/examples/clean --as-of 2026-11-21 --format json -o clean.json", folder).exit == 0);
  json capped = json::parse(read_text(folder + "/clean.json"));
  CHECK_FALSE(says(run("$S render --format html clean.json", folder).out, "at best"));
  capped.at("drag")["grade"] = "C";
  capped.at("drag")["cap"] = "critical";
  capped.at("drag")["capped"] = true;
  write_text(folder + "/capped.json", capped.dump());
  CHECK(says(run("$S render --format html capped.json", folder).out,
             "<p class=\"sub\">Grade C at best while something is, or may be, critical</p>"));
}

// The policy allows the one style; a class that it does not know, or that nothing has, is a mistake.
TEST_CASE("every class of a page has a rule, and every rule a page") {
  const std::set<std::string> elsewhere{"n-critical", "s-info", "m-info", "t-info", "e-low", "e-plain"};
  const auto names = [](const std::string& text, const std::regex& pattern) {
    std::set<std::string> all;
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) all.insert((*at)[1]);
    return all;
  };
  const std::string folder = fresh_folder("page-classes");
  REQUIRE(run("$S audit " + source_dir() + "/examples/acme --as-of 2026-10-21 --fail-on never --format json -o old.json", folder).exit ==
          0);
  std::set<std::string> used, ruled;
  for (const char* const name : {"acme", "clean", "grand-magasin", "start-up", "ten-lines", "harbour-home"}) {
    if (is_sanitized() && std::string(name) == "harbour-home") continue;
    const std::string page =
        run(fmt::format("$S audit '{}/examples/{}' --as-of 2026-11-21 --fail-on never --format html --history old.json", source_dir(),
                        name),
            folder)
            .out;
    const std::size_t begin = page.find("<style>"), end = page.find("</style>");
    ruled = names(page.substr(begin, end - begin), std::regex("\\.([A-Za-z][A-Za-z0-9-]*)"));
    for (const std::string& list : names(page.substr(end), std::regex("class=\"([^\"]*)\""))) {
      CHECK(list == unspaced(list));
      for (std::size_t at = 0; at < list.size(); at = std::min(list.find(' ', at), list.size()) + 1)
        used.insert(list.substr(at, std::min(list.find(' ', at), list.size()) - at));
    }
  }
  for (const std::string& name : used) {
    INFO(name);
    CHECK(ruled.contains(name));
  }
  for (const std::string& name : ruled) {
    INFO(name);
    CHECK((used.contains(name) || elsewhere.contains(name) || is_sanitized()));
  }
}

TEST_CASE("the graph tells who keeps, writes, reads and uses, and draws what nobody declares") {
  const std::string folder = fresh_folder("page-graph");
  const std::string page =
      page_of(folder,
              "tools:\n  crm: {name: Big CRM, does: [crm], last_used: 2026-11-20}\n  ads: {does: [ads], last_used: 2026-11-20}\n"
              "  ga4: {does: [analytics], last_used: 2026-11-20}\n  alone: {does: [chat], last_used: 2026-11-20}\n"
              "pixels: {tag: {vendor: google-analytics, feeds: [ga4], last_seen: 2026-11-20}}\n"
              "integrations: {sync: {from: crm, to: ads}, lost: {from: crm, to: nosuch}}\n"
              "data: {lead: {system_of_record: crm}, note: {written_by: [crm]}}\n"
              "agents: {bot: {reads: [lead], writes: [note], uses: [ads]}}\n");
  CHECK(is_accepted(folder, page));
  for (const char* const said :
       {"sync moves data from Big CRM to ads.", "Big CRM keeps lead.", "Big CRM writes note.", "bot reads lead.", "bot writes note.",
        "bot uses ads.", "nosuch: nobody declares it.", "1 tool has no declared connection: alone."}) {
    INFO(said);
    CHECK(says(page, said));
  }
}

TEST_CASE("a page of nothing, and of a clean stack, is a page") {
  const std::string folder = fresh_folder("page-empty");
  for (const char* const name : {"clean", "start-up"}) {
    const std::string page = run(std::string("$S audit examples/") + name + " --as-of 2026-11-21 --format html").out;
    CHECK(is_accepted(folder, page));
    CHECK(says(page, "No debt was found."));
    CHECK(says(page, "There is nothing to decide this month."));
    // What is well does not look as if it were not.
    CHECK(says(page, "<li><b>0</b><span>critical</span></li><li><b>0</b><span>high</span></li>"));
    CHECK_FALSE(says(page, "of the drag belongs"));
    CHECK_FALSE(says(page, "id=\"drag\""));
    CHECK_FALSE(says(page, "where it hurts"));
  }
  const std::string empty = page_of(folder, "tools: {}\n");
  CHECK(is_accepted(folder, empty));
  CHECK(says(empty, "not scored"));
}

// Planning harbour-home under the sanitizers would take a minute.
TEST_CASE("the first page of each example is what is recorded") {
  std::vector<std::string> names{"acme", "clean", "ten-lines", "grand-magasin", "start-up"};
  if (!is_sanitized()) names.emplace_back("harbour-home");
  for (const std::string& name : names) {
    INFO(name);
    const std::string page = run("$S audit examples/" + name + " --as-of 2026-11-21 --fail-on never --format html").out;
    CHECK(is_recorded(source_dir() + "/tests/golden/page/" + name + ".txt", first_page(page)));
  }
}

// Each of these figures is told by the JSON under this name; what stands in a decision or a gain is in its actions and steps.
TEST_CASE("the figures of the first page are those that the JSON names") {
  const auto whole = [](const json& number) {
    const double value = number.get<double>();
    return format_number(value < 10 ? std::round(value * 10) / 10 : std::round(value));
  };
  std::vector<std::string> names{"acme", "ten-lines"};
  if (!is_sanitized()) names.emplace_back("harbour-home");
  for (const std::string& name : names) {
    INFO(name);
    const std::string audit = "$S audit examples/" + name + " --as-of 2026-11-21 --fail-on never";
    const std::string page = first_page(run(audit + " --format html").out);
    INFO(page);
    const json report = json::parse(run(audit + " --outlook --format json").out);
    const json &drag = report.at("drag"), &money = report.at("money"), &outlook = report.at("outlook");
    const auto points = [](const json& number) { return format_number(std::round(number.get<double>())); };
    const bool is_graded = !drag.at("grade").is_null();
    CHECK(says(page, "\n" + points(drag.at("low")) + "–" + points(drag.at("high")) + "\nmarketing drag, of 100"));
    CHECK(says(page, is_graded ? "grade " + drag.at("grade").get<std::string>()
                               : points(drag.at("low")) + " proved, " + points(drag.at("high")) + " at worst"));
    CHECK(says(page,
               "People lose " + whole(money.at("hours_per_month")) + " of their " + points(drag.at("capacity_hours")) + " hours a month"));
    CHECK(says(page, "Putting everything right takes " + points(money.at("principal_hours")) + " hours of work, once."));
    CHECK(
        says(page, format_number(std::floor(100 * drag.at("evidence").get<double>() + 1e-9)) + " %\nof what was asked has been answered"));
    std::map<std::string, int> severities;
    double astray = 0;
    for (const json& finding : report.at("findings"))
      if (finding.at("folded_into").is_null() && !finding.contains("waived")) ++severities[finding.at("severity").get<std::string>()];
    CHECK(says(page,
               "\n" + std::to_string(severities["critical"]) + (severities["critical"] == 0 ? "\ncritical\n" : "\ncritical: act now\n")));
    CHECK(says(page, "\n" + std::to_string(severities["high"]) + "\nhigh\n"));
    const json& owners = report.at("totals").at("by_owner");
    if (owners.contains("unowned")) astray += owners.at("unowned").at("points").get<double>();
    for (const json& person : report.value("people", json::array()))
      if (person.contains("left") && !person.at("left").is_null() && owners.contains(person.at("id")))
        astray += owners.at(person.at("id").get<std::string>()).at("points").get<double>();
    CHECK(says(page, fmt::format("\n{:.0f} %\nof the drag belongs to nobody", std::round(100 * astray / drag.at("low").get<double>()))));
    if (outlook.at("planned") == 0) continue;
    CHECK(says(page, whole(outlook.at("planned")) + " hours of work bring back " + whole(outlook.at("hours_freed")) + " hours a month"));
    CHECK(says(page, "Drag would then be " + points(outlook.at("low")) + "–" + points(outlook.at("high"))));
    std::set<std::string> gets;
    for (const json& step : outlook.at("steps")) gets.insert(step.at("gets").get<std::string>());
    const std::string gains = page.substr(page.find("What the next 30 days buy."));
    CHECK(std::any_of(gets.begin(), gets.end(), [&](const std::string& one) { return says(gains, one); }));
  }
}

TEST_CASE("what the page says of the next 30 days is the plan of 30 days") {
  const json plan = json::parse(run("$S plan examples/acme --as-of 2026-11-21 --format json").out);
  const std::string page = run("$S audit examples/acme --as-of 2026-11-21 --format html --fail-on never").out;
  const std::string hours = format_number(std::round(plan.at("budget").at("planned").get<double>()));
  CHECK(says(page, hours + " hours of work bring back"));
  CHECK(says(page, hours + " h of work, "));
}
