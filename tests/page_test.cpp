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
  CHECK(count_of_text(page, "<tr class=\"fi\"") == 500);
  CHECK(says(page, "are not on this page, none of them more severe than these"));
  CHECK(count_of_text(page, "<g class=\"cell\">") <= 400);
  CHECK(says(page, "too small to be drawn"));
  CHECK(says(page, "<option value=\"64\">others</option>"));
  CHECK_FALSE(says(page, "data-o=\"65\""));
  CHECK(count_of_text(page, "<g class=\"n n-") <= 300);
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
  CHECK(says(sorted, "On 1 October 2026 it was "));
  const auto drawing = [](const std::string& section) { return section.substr(section.find("<svg")); };
  CHECK(drawing(trend_with({"2026-11-01", "2026-10-01", "2026-10-01", "2026-12-24"})) == drawing(sorted));
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
    CHECK(says(page, format_number(std::floor(100 * drag.at("evidence").get<double>() + 1e-9)) + " %\nof what was asked has been answered"));
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
