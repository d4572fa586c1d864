// The page: what it draws, where it stops, and that filters know every finding.
#include <algorithm>
#include <numeric>
#include <regex>

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
  }
  const std::string empty = page_of(folder, "tools: {}\n");
  CHECK(is_accepted(folder, empty));
  CHECK(says(empty, "not scored"));
}

TEST_CASE("what the page says of the next 30 days is the plan of 30 days") {
  const json plan = json::parse(run("$S plan examples/acme --as-of 2026-11-21 --format json").out);
  const std::string page = run("$S audit examples/acme --as-of 2026-11-21 --format html --fail-on never").out;
  const std::string hours = format_number(std::round(plan.at("budget").at("planned").get<double>()));
  CHECK(says(page, hours + " hours of work bring back"));
  CHECK(says(page, hours + " h of work, "));
}
