// The pages that hold recipes and dashboards to copy: what they say to run is run, as they say it.
#include <filesystem>
#include <regex>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catch.h"
#include "ci_repository.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

const std::string dashboard = source_dir() + "/examples/dashboard";

}  // namespace

TEST_CASE("every recipe of the jq page prints something, and nothing that is null") {
  const std::string page = dashboard + "/jq.md";
  const std::string folder = fresh_folder("jq");
  const std::string path = "mkdir -p bin && ln -sf \"$S\" bin/stackdrag && PATH=$PWD/bin:$PATH\n";
  write_text(folder + "/stack/stack.yaml", living_inventory());
  write_text(folder + "/.stackdrag.yaml", "gate: {baseline: .stackdrag-baseline.json}\n");
  REQUIRE(run("$S baseline create --as-of 2026-11-21 && $S audit --as-of 2026-11-21 --format json -o old.json", folder).exit == 0);

  // Weeks later: something is new, something is gone, something has worsened, and a waiver has lapsed.
  std::string text = living_inventory(new_debt);
  const std::size_t pixel = text.find("  ua-legacy:");
  text.erase(pixel, text.find('\n', pixel) + 1 - pixel);
  write_text(folder + "/stack/stack.yaml", text);
  std::size_t recipes = 0;
  for (const std::string& block : fenced(page, "sh")) {
    INFO(block);
    const Ran ran = run("export SOURCE_DATE_EPOCH=1796515200\n" + path + block, folder);
    INFO(ran.out << ran.err);
    CHECK(ran.err.empty());
    if (block.starts_with("stackdrag")) {
      CHECK(ran.exit == 1);
      CHECK(json::parse(read_text(folder + "/report.json"))["gate"]["passed"] == false);
      continue;
    }
    ++recipes;
    CHECK(ran.exit == 0);
    CHECK(ran.out.find_first_not_of("\n") != std::string::npos);
    CHECK_FALSE(std::regex_search(ran.out, std::regex("\\bnull\\b")));
  }
  CHECK(recipes >= 12);
}

TEST_CASE("the dashboard and the alerts ask for what is printed, and for all of it") {
  const std::string folder = fresh_folder("dashboard");
  std::filesystem::copy(source_dir() + "/examples/acme/stack.yaml", folder + "/stack.yaml");
  REQUIRE(run("$S baseline create && $S audit --baseline .stackdrag-baseline.json --format prometheus -o printed.prom", folder).exit == 0);
  const std::string files = fmt::format("'{0}/grafana.json' '{0}/prometheus-rules.yml'", dashboard);
  const Ran held = python(fmt::format("dashboard.py check '{}/printed.prom' {}", folder, files));
  INFO(held.out << held.err);
  CHECK(held.exit == 0);
  CHECK(std::stoi(held.out) > 20);

  // A metric that no panel shows was forgotten.
  const std::string asked = read_text(dashboard + "/grafana.json") + read_text(dashboard + "/prometheus-rules.yml");
  for (const std::string& line : lines_of(read_text(folder + "/printed.prom"))) {
    if (!line.starts_with("# TYPE ")) continue;
    const std::string metric = line.substr(7, line.find(' ', 7) - 7);
    INFO(metric);
    CHECK(std::regex_search(asked, std::regex("\\b" + metric + "\\b")) !=
          (metric == "stackdrag_problems" || metric == "stackdrag_principal_work_seconds"));
  }

  // Prometheus itself reads the alerts and every expression, and the alerts fire when they should.
  const std::string expressions = folder + "/expressions.yaml";
  write_text(expressions, python("dashboard.py rules " + files).out);
  for (const std::string& command :
       {fmt::format("promtool check rules '{}/prometheus-rules.yml'", dashboard), "promtool check rules '" + expressions + "'",
        std::string("promtool test rules tests/docs/alerts_test.yaml")}) {
    const Ran ran = run(command);
    INFO(command << '\n' << ran.out << ran.err);
    CHECK(ran.exit == 0);
  }
}

TEST_CASE("the dashboard can be imported: its panels are within the grid, and its variables are known") {
  const json content = json::parse(read_text(dashboard + "/grafana.json"));
  CHECK(content["uid"] == "stackdrag");
  CHECK(content["schemaVersion"].is_number());
  CHECK(content["id"].is_null());
  std::set<std::string> variables;
  for (const json& variable : content["templating"]["list"]) variables.insert(variable["name"]);
  CHECK(variables == std::set<std::string>{"datasource", "instance"});
  std::set<int> ids;
  std::set<std::pair<int, int>> cells;
  for (const json& panel : content["panels"]) {
    INFO(panel["title"]);
    CHECK(ids.insert(panel["id"].get<int>()).second);
    CHECK(panel["datasource"]["uid"] == "${datasource}");
    for (const json& target : panel["targets"]) CHECK(target["datasource"]["uid"] == "${datasource}");
    const json& place = panel["gridPos"];
    for (int x = place["x"]; x < place["x"].get<int>() + place["w"].get<int>(); ++x) {
      CHECK(x < 24);
      for (int y = place["y"]; y < place["y"].get<int>() + place["h"].get<int>(); ++y) CHECK(cells.emplace(x, y).second);
    }
  }
  // The rows of the grid have no gaps.
  CHECK(cells.size() % 24 == 0);
}
