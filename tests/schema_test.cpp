// The JSON Schema and the reference page: both come from the field table, and the schema accepts what the program accepts.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "catch.h"
#include "stackdrag/fields.h"
#include "stackdrag/read_inventory.h"
#include "support.h"

using namespace stackdrag;
namespace fs = std::filesystem;

namespace {

const fs::path repository = tests::source_dir();
const fs::path work = fs::path(tests::work_dir()) / "schema";

std::string contents_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

fs::path write_work_file(const std::string& name, const std::string& text) {
  fs::create_directories(work);
  std::ofstream(work / name, std::ios::binary) << text;
  return work / name;
}

std::vector<fs::path> inventories_in(const fs::path& folder) {
  std::vector<fs::path> found;
  if (!fs::exists(folder)) return found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (entry.is_regular_file() && (extension == ".yaml" || extension == ".yml")) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// One line for each document: whether the schema accepts it, and why not. What the validator itself has to say fails the test.
std::vector<std::string> verdicts_of_schema(const std::vector<fs::path>& files) {
  const fs::path schema = write_work_file("inventory.schema.json", inventory_schema());
  std::string command = fmt::format("env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 python3 '{}' '{}'",
                                    (repository / "tests/schema/validate.py").string(), schema.string());
  for (const fs::path& file : files) command += fmt::format(" '{}'", file.string());
  FILE* const pipe = popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string output;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) output += static_cast<char>(c);
  const int status = pclose(pipe);
  INFO(output);
  REQUIRE(status == 0);
  return stackdrag::tests::lines_of(output);
}

/// The program's mistakes in one file, each on a line; empty if it accepts the file.
std::string mistakes_of_program(const std::string& text) {
  Sources sources;
  std::vector<Document> documents;
  documents.push_back(read_document(sources, sources.add("stack.yaml", text)));
  if (documents.front().problem) return documents.front().problem->message;
  std::vector<Tree> trees;
  trees.push_back(std::move(documents.front().tree));
  std::string all;
  for (const Problem& problem : read_inventory(sources, std::move(trees)).problems) all += problem.message + '\n';
  return all;
}

}  // namespace

TEST_CASE("the reference page in docs is the one that the field table yields") {
  const fs::path page = repository / "docs" / "inventory.md";
  CHECK(tests::is_recorded(page.string(), inventory_reference()));
}

TEST_CASE("the examples of the reference page are an inventory without a mistake") {
  std::string inventory = "version: 1\n";
  const std::string page = inventory_reference();
  // The first example stands for itself and begins with a version; each of the others is one section.
  for (std::size_t at = page.find("\n## stack\n"); (at = page.find("```yaml\n", at)) != std::string::npos;) {
    at += 8;
    inventory += page.substr(at, page.find("```", at) - at);
    at = page.find("```", at) + 3;
  }
  INFO(inventory);
  CHECK(std::count(inventory.begin(), inventory.end(), '\n') > 60);
  CHECK(mistakes_of_program(inventory).empty());
  const std::size_t first = page.find("```yaml\nversion") + 8;
  CHECK(mistakes_of_program(page.substr(first, page.find("```", first) - first)).empty());
}

TEST_CASE("every row of a table in the reference page has as many cells as its head") {
  for (const std::string& line : stackdrag::tests::lines_of(inventory_reference())) {
    if (!line.starts_with('|')) continue;
    std::size_t bars = 0;
    for (std::size_t i = 0; i < line.size(); ++i) bars += line[i] == '|' && (i == 0 || line[i - 1] != '\\');
    INFO(line);
    CHECK(bars == 7);
  }
}

TEST_CASE("the schema is the same on every run, and every field of the table is in it with its example") {
  const std::string text = inventory_schema();
  CHECK(text == inventory_schema());
  CHECK(text.ends_with("}\n"));
  const nlohmann::json schema = nlohmann::json::parse(text);
  CHECK(schema["$id"] == "https://stackdrag.dev/schema/inventory-1.json");
  for (const KindNames& kind : kinds()) {
    CHECK(schema["properties"].contains(std::string(kind.section)));
    const nlohmann::json& properties = schema["$defs"][std::string(kind.singular)]["properties"];
    for (const Field& field : fields_of(kind.kind).fields) {
      INFO(kind.section << '.' << field.name);
      REQUIRE(properties.contains(std::string(field.name)));
      CHECK(properties[std::string(field.name)]["examples"].size() == 1);
    }
  }
}

TEST_CASE("the schema accepts the examples and every spelling that the program accepts") {
  std::vector<fs::path> files = inventories_in(repository / "tests/schema/accepted");
  REQUIRE_FALSE(files.empty());
  for (const fs::path& file : files) {
    INFO(file);
    CHECK(mistakes_of_program(contents_of(file)).empty());
  }
  std::vector<fs::path> examples = inventories_in(repository / "examples");
  // Alerts, exports, and what is made of them are no inventory.
  std::erase_if(examples, [](const fs::path& file) {
    const std::string folder = file.parent_path().filename().string();
    return folder == "dashboard" || folder == "exports" || file.filename() == "observed.yaml";
  });
  files.insert(files.end(), examples.begin(), examples.end());
  const std::vector<std::string> verdicts = verdicts_of_schema(files);
  CHECK(verdicts.size() == files.size());
  for (const std::string& verdict : verdicts) {
    INFO(verdict);
    CHECK(verdict.starts_with("accepted "));
  }
}

TEST_CASE("the schema and the program refuse the same mistakes") {
  const std::vector<fs::path> files = inventories_in(repository / "tests/schema/refused");
  REQUIRE(files.size() > 10);
  for (const fs::path& file : files) {
    INFO(file);
    CHECK_FALSE(mistakes_of_program(contents_of(file)).empty());
  }
  const std::vector<std::string> verdicts = verdicts_of_schema(files);
  CHECK(verdicts.size() == files.size());
  for (const std::string& verdict : verdicts) {
    INFO(verdict);
    CHECK(verdict.starts_with("refused "));
  }
}

namespace {

/// What one might write into any field. Left out is what a schema cannot tell apart, as YAML has read it by then: `True` from
/// `true`, `0x1F` and `+5` from a decimal number, `1.0` from `1`; and what
/// it does not know: choices in other letters.
constexpr const char* values[] = {"~",
                                  "unknown",
                                  "none",
                                  "n/a",
                                  "''",
                                  "true",
                                  "false",
                                  "'true'",
                                  "yes",
                                  "no",
                                  "on",
                                  "Off",
                                  "0",
                                  "1",
                                  "38",
                                  "2.5",
                                  "0.004",
                                  ".5",
                                  "-1",
                                  "'25'",
                                  "'-25'",
                                  "1000000000001",
                                  "1_000",
                                  "100%",
                                  "101%",
                                  "0.4%",
                                  "-1%",
                                  "'%'",
                                  "2026-11-20",
                                  "2026-02-29",
                                  "2028-02-29",
                                  "2000-02-29",
                                  "1900-02-29",
                                  "2026-04-31",
                                  "2026-13-01",
                                  "2026-1-1",
                                  "26-01-01",
                                  "90d",
                                  "1.5h",
                                  "1.d",
                                  "90",
                                  "d",
                                  "90 d",
                                  "2y",
                                  "on-demand",
                                  "6000/yr",
                                  "500/mo",
                                  "USD 500/mo",
                                  "USD 500",
                                  "usd 500",
                                  "USD",
                                  "500/wk",
                                  "EUR -5",
                                  "hubspot",
                                  "tool/hubspot",
                                  "a b c",
                                  "active",
                                  "mar",
                                  "lower",
                                  "yearly",
                                  "vendor",
                                  "gtm",
                                  "'12:30'",
                                  "[]",
                                  "[~]",
                                  "[a, b]",
                                  "[true]",
                                  "[2026-11-20]",
                                  "[mar, apr]",
                                  "[[a]]",
                                  "[{a: b}]",
                                  "[none]",
                                  "['']",
                                  "{}",
                                  "{a: b}",
                                  "{a: }",
                                  "{a: 1}",
                                  "{a: [b]}",
                                  "{a: {}}",
                                  "{source: [a]}",
                                  "{source: {a: b}}",
                                  "{completeness: 95%}",
                                  "{completeness: 95}",
                                  "{x-a: [1]}",
                                  "{meta: }",
                                  "{a: {fill: 80%}}",
                                  "{a: {fill: 80}}",
                                  "{a: {filll: 80%}}"};

/// An inventory with the value in the field, and with what the item needs besides.
std::string inventory_with(Kind kind, const Field& field, std::string_view value) {
  std::string fields = fmt::format("{}: {}", field.name, value);
  for (const Field& other : fields_of(kind).fields) {
    if (other.need == Need::required && other.name != field.name) fields += fmt::format(", {}: {}", other.name, other.example);
  }
  if (has_common_fields(kind) && field.name != "why") fields += ", why: it is so";
  if (kind == Kind::stack) return fmt::format("version: 1\nstack: {{{}}}\n", fields);
  if (has_role(kind, role::single)) return fmt::format("version: 1\n{}: {{{}}}\n", section_of(kind), fields);
  return fmt::format("version: 1\nstack: {{currency: EUR, exchange: {{USD: 0.92}}}}\n{}: {{{}: {{{}}}}}\n", section_of(kind),
                     kind == Kind::convention ? "event" : "item", fields);
}

/// One field of every shape that the table has.
std::map<std::string, std::pair<Kind, const Field*>> fields_by_shape() {
  std::map<std::string, std::pair<Kind, const Field*>> found;
  for (const KindNames& kind : kinds()) {
    for (const Record* record : {&fields_of(kind.kind), &common_fields()}) {
      if (record == &common_fields() && kind.kind != Kind::tool) continue;
      for (const Field& field : record->fields) {
        const std::string shape = fmt::format("{} {} {} {}", static_cast<int>(field.shape.form), static_cast<int>(field.shape.amount),
                                              static_cast<int>(field.need) / 2, fmt::join(field.shape.choices, " ")) +
                                  fmt::format(" {} {} {}", words_for(field.range), field.in_days, static_cast<int>(field.saying));
        found.try_emplace(field.shape.record ? shape + std::string(field.name) : shape, kind.kind, &field);
      }
    }
  }
  return found;
}

}  // namespace

TEST_CASE("the schema and the program agree on every value in every shape of field") {
  std::vector<std::string> inventories;
  for (const auto& [shape, place] : fields_by_shape()) {
    for (const char* const value : values) inventories.push_back(inventory_with(place.first, *place.second, value));
  }
  // Items and ids, too.
  for (const char* const item : {"~", "{}", "unknown", "a", "[]", "[a]", "{owner: ana}", "{dpa: n/a}", "{dpa: n/a, why: x}",
                                 "{dpa: n/a, why: ~}", "{does: [n/a]}", "{id: a}", "{x-a: n/a}"}) {
    inventories.push_back(fmt::format("version: 1\ntools: {{a: {}}}\n", item));
  }
  for (const char* const id : {"a", "1", "a b", "-a", "a/b", "/a", "'/a?b=c'", "_a", "ü", "''", "a.b-c_d"}) {
    for (const char* const section : {"tools", "pages", "conventions"}) {
      inventories.push_back(fmt::format("version: 1\n{}: {{{}: }}\n", section, id));
      inventories.push_back(fmt::format("version: 1\n{}: [{{id: {}}}]\n", section, id));
    }
  }
  for (const char* const section : {"tools", "changes", "stack", "limits", "x-own", "meta", "tool", "version"}) {
    for (const char* const value : {"~", "{}", "[]", "[{}]", "[{id: a}]", "[{id: }]", "[~]", "a", "1", "unknown"}) {
      inventories.push_back(fmt::format("{}{}: {}\n", std::string_view(section) == "version" ? "" : "version: 1\n", section, value));
    }
  }
  std::string all;
  for (const std::string& inventory : inventories) all += "---\n" + inventory;
  const std::vector<std::string> verdicts = verdicts_of_schema({write_work_file("agreement.yaml", all)});
  REQUIRE(verdicts.size() == inventories.size());
  for (std::size_t i = 0; i < inventories.size(); ++i) {
    const std::string mistakes = mistakes_of_program(inventories[i]);
    INFO(inventories[i] << "the schema: " << verdicts[i] << "\nthe program: " << mistakes);
    CHECK(verdicts[i].starts_with("accepted ") == mistakes.empty());
  }
}
