// The JSON report is valid by its schema, and nothing from an inventory acts in text or Markdown.
// What every format makes of hostile texts is in ci_formats_test.cpp.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "attacks.h"
#include "catch.h"
#include "stackdrag/markdown_escape.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

/// An inventory that holds each attack where a report repeats it: in a convention's pattern, a purpose, a convention's alias, an owner.
std::string hostile_inventory() {
  std::string text =
      "version: 1\nstack: {as_of: 2026-11-21, name: \"<b>evil</b> \\e[31m\"}\nconventions: {pixel: {pattern: '^zz$'}}\npixels:\n";
  for (std::size_t i = 0; i < attacks.size(); ++i) {
    text += fmt::format("  p{}:\n    name: \"{}\"\n    owner: \"{}\"\n    vendor: google-universal-analytics\n    for: \"{}\"\n", i,
                        attacks[i], attacks[i], attacks[i]);
  }
  return text;
}

}  // namespace

TEST_CASE("the JSON report is valid by its published schema") {
  const std::string folder = fresh_folder("report-schema");
  write_text(folder + "/hostile.yaml", hostile_inventory());
  write_text(folder + "/mistakes.yaml", "version: 1\ntools: {a: {onwer: ana}}\n");
  write_text(folder + "/empty.yaml", "version: 1\n");
  std::string command = "$S schema report > " + folder + "/schema.json\n";
  std::vector<std::string> reports;
  const auto add = [&](const std::string& name, const std::string& arguments) {
    reports.push_back(folder + "/" + name + ".json");
    command += fmt::format("$S audit {} --format json > {}\n", arguments, reports.back());
  };
  for (const std::string name : {"ten-lines", "acme", "clean", "harbour-home", "shadow"}) add(name, "examples/" + name);
  add("owner", "examples/acme --owner ana");
  add("select", "examples/acme --select zombies --fail-on never");
  for (const std::string name : {"hostile", "mistakes", "empty"}) add(name + "-report", folder + "/" + name + ".yaml --as-of 2026-11-21");
  command += fmt::format("env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 python3 tests/schema/validate.py {}/schema.json {}", folder,
                         fmt::join(reports, " "));
  const Ran ran = run(command);
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 0);
  CHECK(ran.out.find("refused") == std::string::npos);
  std::size_t accepted = 0;
  for (std::size_t at = ran.out.find("accepted"); at != std::string::npos; at = ran.out.find("accepted", at + 1)) ++accepted;
  CHECK(accepted == reports.size());
}

TEST_CASE("nothing from an inventory acts in a terminal or a log") {
  const std::string folder = fresh_folder("hostile");
  write_text(folder + "/stack.yaml", hostile_inventory());
  for (const std::string arguments :
       {"--format text --all -v", "--format json", "--format markdown", "--format text --select nothing", "-q"}) {
    const Ran ran = run("$S audit " + arguments, folder);
    for (const std::string* text : {&ran.out, &ran.err}) {
      INFO(arguments << "\n" << *text);
      for (const char c : *text) CHECK_FALSE(((c >= 0 && c < 0x20 && c != '\n') || c == 0x7f));
      for (const std::string bytes : {"\xc2\x9b", "\xe2\x80\xae", "\xe2\x81\xa6"}) CHECK(text->find(bytes) == std::string::npos);
      for (const std::string line : {"\n::", "\n##["}) CHECK(text->find(line) == std::string::npos);
    }
  }
}

TEST_CASE("of a sentence in Markdown only the words that mean something there are escaped") {
  using report::prose;
  CHECK(prose("retire surveybee and hs-survey") == "retire surveybee and hs-survey");
  CHECK(prose("declare or remove tiktok and n8n.Pw3mD9aLc7TzR5uV") == "declare or remove tiktok and `n8n.Pw3mD9aLc7TzR5uV`");
  CHECK(prose("hand <b>it</b> [over](x), then ask @ana") == "hand `<b>it</b> [over](x)`, then ask `@ana`");
  CHECK(prose("`a|b` costs $5 | *now*", true) == "`a\\|b` costs \\$5 `\\| *now*`");
  CHECK(prose("blocked by SD-34420e40, or SD-34420e41. Then") == "blocked by `SD-34420e40`, or `SD-34420e41`. Then");
  CHECK(prose("see @ana...") == "see `@ana`...");
  CHECK(prose(".......") == "`.......`");
  CHECK(prose("an odd ` tick and <b>") == "``an odd ` tick and <b>``");
}
