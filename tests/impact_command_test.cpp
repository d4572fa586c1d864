// `stackdrag impact`, through the program: its formats, its exit codes, its page.
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "attacks.h"
#include "catch.h"
#include "decide/impact_ties.h"
#include "stackdrag/text.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

std::string golden(const std::string& name) { return source_dir() + "/tests/golden/" + name; }

Ran acme(const std::string& arguments) { return run("COLUMNS=80 $S impact " + arguments + " examples/acme"); }

json as_json(const std::string& arguments) { return json::parse(acme(arguments + " --format json").out); }

}  // namespace

TEST_CASE("impact refuses what it cannot answer") {
  const Ran ran = acme("salesforc");
  CHECK(ran.exit == 2);
  CHECK(says(ran.err, "did you mean `salesforce`?"));
  CHECK(acme("salesforce --outage --leaves").exit == 2);
  const Ran nothing = run("$S impact"), version = run("$S impact --api v62.0");
  CHECK(nothing.exit == 2);
  CHECK(says(nothing.err, "say what goes"));
  CHECK(version.exit == 2);
  CHECK(says(version.err, "say which tool's API moves"));
  CHECK(acme("salesforce --api v20.0").exit == 2);
  CHECK(acme("ana --remove").exit == 2);
  CHECK(acme("ana").exit == 0);
}

TEST_CASE("the job fails until somebody has assessed the change") {
  const std::string folder = fresh_folder("impact-job");
  const std::string inventory = read_text(source_dir() + "/examples/acme/stack.yaml");
  const std::string ask = "$S impact salesforce stack.yaml --api v62.0 --fail-on unassessed";
  const auto exit_with = [&](const std::string& change) {
    write_text(folder + "/stack.yaml", inventory + (change.empty() ? "" : "changes: [{" + change + "}]\n"));
    return run(ask, folder).exit;
  };
  CHECK(exit_with("") == 1);
  CHECK(exit_with("on: salesforce, to: v62.0, date: 2026-12-10, assessed: 2026-11-20") == 0);
  CHECK(exit_with("on: hs-sf, to: v62.0, date: 2026-12-10, assessed: 2026-11-20") == 0);
  CHECK(exit_with("on: salesforce, date: 2026-12-10, assessed: 2026-11-20") == 0);
  // Of something else, of another version, too late, too long ago, or not at all.
  CHECK(exit_with("on: hubspot, to: v62.0, date: 2026-12-10, assessed: 2026-11-20") == 1);
  CHECK(exit_with("on: salesforce, to: v63.0, date: 2026-12-10, assessed: 2026-11-20") == 1);
  CHECK(exit_with("on: salesforce, to: v62.0, date: 2026-11-10, assessed: 2026-11-20") == 1);
  CHECK(exit_with("on: salesforce, to: v62.0, date: 2026-12-10, assessed: 2025-11-20") == 1);
  CHECK(exit_with("on: salesforce, to: v62.0, date: 2026-12-10") == 1);
  const Ran ran = run(ask, folder);
  CHECK(says(unwrapped(ran.err), "the impact on `tool/salesforce` is not assessed"));
  CHECK(says(ran.out, "BEFORE"));
}

TEST_CASE("the page about impact names every field of the list of needs") {
  const std::string page = read_text(source_dir() + "/docs/impact.md");
  for (const Requirement& row : requirements()) {
    INFO(row.field);
    CHECK(says(page, fmt::format("`{}`", row.field)));
  }
}

TEST_CASE("what stands on an item, as it is printed") {
  const std::vector<std::pair<std::string, std::string>> recorded{
      {"salesforce", "impact-salesforce.text"},
      {"salesforce --format markdown", "impact-salesforce.markdown"},
      {"salesforce --format json", "impact-salesforce.json"},
      {"salesforce --format mermaid", "impact-salesforce.mermaid"},
      {"salesforce --format dot", "impact-salesforce.dot"},
      {"salesforce --api v62.0", "impact-salesforce-api.text"},
      {"salesforce --api v62.0 --format markdown", "impact-salesforce-api.markdown"},
      {"hubspot --outage --depth 1", "impact-hubspot-outage.text"},
      {"surveybee", "impact-surveybee.text"},
      {"surveybee --format markdown", "impact-surveybee.markdown"},
      {"ben --leaves", "impact-ben.text"},
  };
  for (const auto& [arguments, file] : recorded) {
    INFO(arguments);
    const Ran ran = acme(arguments);
    CHECK(ran.exit == 0);
    CHECK(ran.err.empty());
    CHECK(is_recorded(golden(file), ran.out));
  }
  const Ran large = run("COLUMNS=80 $S impact shopify examples/harbour-home");
  CHECK(large.exit == 0);
  CHECK(is_recorded(golden("impact-shopify.text"), large.out));
}

TEST_CASE("lines of the impact fit the width") {
  for (const std::string columns : {"40", "80"}) {
    for (const std::string arguments : {"salesforce", "salesforce --api v62.0", "surveybee", "ben", "hubspot --outage"}) {
      for (const std::string& line : lines_of(run("COLUMNS=" + columns + " $S impact " + arguments + " examples/acme").out)) {
        INFO(columns << ' ' << arguments << ": " << line);
        CHECK(display_width(line) <= std::stoul(columns));
      }
    }
  }
}

TEST_CASE("the JSON of the impact is valid by its published schema") {
  CHECK(is_recorded(source_dir() + "/docs/schema/impact.json", run("$S schema impact").out));
  const std::string folder = fresh_folder("impact-schema");
  const Ran ran = run(
      fmt::format("$S schema impact > '{0}/schema.json'\nn=0\nfor arguments in salesforce surveybee ben '/' 'salesforce --api v62.0' "
                  "'hubspot --outage --depth 1'; do n=$((n + 1)); $S impact $arguments examples/acme --format json > '{0}'/$n.json; done\n"
                  "env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 python3 tests/schema/validate.py '{0}/schema.json' '{0}'/[1-6].json",
                  folder));
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 0);
  CHECK_FALSE(says(ran.out, "refused"));
  CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == 6);
  CHECK(as_json("salesforce")["counts"]["breaks"] == 4);
}

TEST_CASE("nothing from an inventory acts in what the impact prints") {
  std::string text =
      "version: 1\nstack: {as_of: 2026-11-21, name: \"<b>evil</b> \\e[31m\", currency: \"@a|\\e[1m\"}\ntools: {crm: {cost: 12/yr}}\n";
  text += "agents:\n";
  for (std::size_t i = 0; i < attacks.size(); ++i)
    text += fmt::format(
        "  a{}:\n    uses: [crm]\n    reads: [\"{}\"]\n    owner: \"{}\"\n    off_switch: \"{}\"\n    fallback: \"{}\"\n    metric: "
        "\"{}\"\n    runs_as: "
        "\"{}\"\n",
        i, attacks[i], attacks[i], attacks[i], attacks[i], attacks[i], attacks[i]);
  const std::string folder = fresh_folder("impact-hostile");
  write_text(folder + "/stack.yaml", text);
  for (const std::string format : {"text", "markdown", "json", "mermaid", "dot"}) {
    for (const std::string event : {"--remove", "--outage", "--api v3"}) {
      const Ran ran = run(fmt::format("$S impact crm {} --format {}", event, format), folder);
      for (const std::string* out : {&ran.out, &ran.err}) {
        INFO(format << event << "\n" << *out);
        for (const char c : *out) CHECK_FALSE(((c >= 0 && c < 0x20 && c != '\n') || c == 0x7f));
        for (const std::string bytes : {"\xc2\x9b", "\xe2\x80\xae", "\xe2\x81\xa6"}) CHECK_FALSE(says(*out, bytes));
        for (const std::string line : {"\n::", "\n##["}) CHECK_FALSE(says(*out, line));
      }
      if (format == "json") CHECK(json::parse(ran.out)["item"] == "tool/crm");
      if (format == "mermaid") {
        // One statement a line; no quotation mark but ours.
        for (const std::string& line : lines_of(ran.out)) CHECK(std::count(line.begin(), line.end(), '"') % 2 == 0);
      }
    }
  }
  const Ran page = run("$S impact crm --format markdown | cmark-gfm --unsafe -e table -e autolink -e strikethrough", folder);
  REQUIRE(page.exit == 0);
  CHECK(says(page.out, "<table>"));
  for (const std::string part : {"<script", "<img", "<b>", "<a ", "<!--", "javascript:alert(1)\""}) CHECK_FALSE(says(page.out, part));
  const Ran drawn = run("$S impact crm --format dot 2>/dev/null | dot -Tplain", folder);
  INFO(drawn.err);
  CHECK(drawn.exit == 0);
  CHECK(drawn.err.empty());
}

TEST_CASE("the page about impact shows what is really printed") {
  const std::string page = read_text(source_dir() + "/docs/impact.md");
  for (const std::string arguments : {"salesforce", "salesforce --api v62.0"}) {
    INFO(arguments);
    const std::string out = acme(arguments).out;
    INFO(out);
    CHECK(says(page, out));
  }
  CHECK(says(page, acme("salesforce --format mermaid").out));
}

TEST_CASE("what stands on an item is asked by what people call it, too") {
  const std::string folder = fresh_folder("impact-names");
  write_text(
      folder + "/stack.yaml",
      "version: 1\nstack: {as_of: 2026-11-21}\ntools: {t-17: {name: Survey Bee, does: [survey]}, t-18: {name: Big Mail, does: [email]}}\n");
  CHECK(says(run("$S impact 'survey bee'", folder).out, "If `t-17` is removed"));
  CHECK(run("$S impact 'survey bees'", folder).exit == 2);
}
