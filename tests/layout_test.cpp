// The layout: who may include whom, which library is known where, and what stands where.
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catch.h"
#include "support.h"

namespace fs = std::filesystem;

namespace {

/// The modules in the order of the flow: each may include itself and what stands before it.
constexpr std::array modules{"base",   "document", "json",   "model", "packs",  "facts",  "workspace", "rules", "score", "triage",
                             "assess", "plan",     "report", "diff",  "schema", "render", "config",    "audit", "cli"};

/// The module that each public header belongs to.
const std::map<std::string_view, std::string_view> public_headers{
    {"ask.h", "rules"},           {"assess.h", "assess"},   {"audit.h", "audit"},     {"baseline.h", "triage"},
    {"config.h", "config"},       {"decimal.h", "base"},    {"diff.h", "diff"},       {"ensure.h", "base"},
    {"facts.h", "facts"},         {"fields.h", "model"},    {"gate.h", "triage"},     {"identity.h", "triage"},
    {"inventory.h", "model"},     {"kinds.h", "model"},     {"output.h", "base"},     {"own_packs.h", "packs"},
    {"packs.h", "packs"},         {"pattern.h", "base"},    {"plan.h", "plan"},       {"read_inventory.h", "model"},
    {"report.h", "report"},       {"result.h", "base"},     {"rule.h", "rules"},      {"rules_json.h", "render"},
    {"saved_report.h", "schema"}, {"score.h", "score"},     {"severity.h", "model"},  {"source.h", "base"},
    {"store.h", "base"},          {"text.h", "base"},       {"tree.h", "document"},   {"triage.h", "triage"},
    {"units.h", "base"},          {"value.h", "model"},     {"verdict.h", "rules"},   {"waivers.h", "triage"},
    {"workspace.h", "workspace"}, {"catalogue.h", "rules"}, {"pack_rows.h", "packs"},
};

/// Where a library may be included; what is not named here (the standard library, fmt) may be included anywhere.
const std::map<std::string_view, std::set<std::string_view>> libraries{
    {"CLI", {"cli"}},           {"nlohmann", {"config", "json", "model", "render", "schema"}}, {"re2", {"base"}}, {"spdlog", {"cli"}},
    {"yaml-cpp", {"document"}},
};

struct Include {
  std::string file;    ///< from the top of the project: "src/cli/main.cpp"
  std::string target;  ///< as written: "stackdrag/text.h", "yaml-cpp/parser.h", "vector"
  bool ours = false;   ///< in quotation marks
};

std::string_view folder_of(std::string_view path) { return path.substr(0, std::min(path.find('/'), path.size())); }

/// Empty for a public header that is not in the table, and for what belongs to no module.
std::string_view module_of(std::string_view path) {
  for (const std::string_view root : {"src/", "include/"}) {
    if (path.substr(0, root.size()) == root) path.remove_prefix(root.size());
  }
  // The stages that stand in no folder of their own.
  for (const std::string_view stage : {"workspace", "assess", "audit"}) {
    if (path == std::string(stage) + ".cpp") return stage;
  }
  const std::string_view folder = folder_of(path);
  if (folder != "stackdrag") return std::find(modules.begin(), modules.end(), folder) != modules.end() ? folder : "";
  const auto header = public_headers.find(path.substr(folder.size() + 1));
  return header == public_headers.end() ? "" : header->second;
}

/// The paths below a folder of the project that end in one of the endings, from the top of the project, sorted.
std::set<std::string> files_below(const fs::path& folder, const std::set<std::string>& endings) {
  const fs::path top(stackdrag::tests::source_dir());
  std::set<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
    if (endings.count(entry.path().extension().string()) != 0) found.insert(entry.path().lexically_relative(top).generic_string());
  }
  return found;
}

std::vector<Include> includes() {
  std::vector<Include> found;
  for (const fs::path folder : {"include", "src"}) {
    for (const std::string& file : files_below(folder, {".h", ".cpp"})) {
      std::ifstream in(fs::path(stackdrag::tests::source_dir()) / file);
      for (std::string line; std::getline(in, line);) {
        if (line.rfind("#include ", 0) != 0 || line.size() < 12) continue;
        const char mark = line[9];
        const auto end = line.find(mark == '<' ? '>' : '"', 10);
        if (end != std::string::npos) found.push_back({file, line.substr(10, end - 10), mark == '"'});
      }
    }
  }
  return found;
}

/// The tracked files of the project; empty where git or its repository is missing, as in an unpacked archive.
std::vector<std::string> tracked_files() {
  std::vector<std::string> files;
  FILE* pipe = popen(("git -C '" + stackdrag::tests::source_dir() + "' ls-files 2>/dev/null").c_str(), "r");
  if (pipe == nullptr) return files;
  std::array<char, 4096> line{};
  while (std::fgets(line.data(), line.size(), pipe) != nullptr) files.emplace_back(line.data(), std::string_view(line.data()).size() - 1);
  pclose(pipe);
  return files;
}

/// The paths below a folder without the folder and the ending: "zombies/pixel_silent".
std::set<std::string> names_below(const fs::path& folder, const std::string& ending) {
  std::set<std::string> names;
  for (const std::string& file : files_below(folder, {ending})) {
    const fs::path path = fs::path(file).lexically_relative(folder);
    if (path.has_parent_path()) names.insert(path.parent_path().generic_string() + "/" + path.stem().string());
  }
  return names;
}

/// What the first set has and the second has not, in words for a failing test.
std::vector<std::string> lacking(const std::set<std::string>& wanted, const std::set<std::string>& present) {
  std::vector<std::string> names;
  std::set_difference(wanted.begin(), wanted.end(), present.begin(), present.end(), std::back_inserter(names));
  return names;
}

const std::vector<std::string> none;

}  // namespace

TEST_CASE("a module includes only what stands before it in the flow") {
  const auto rank = [](std::string_view module) { return std::find(modules.begin(), modules.end(), module) - modules.begin(); };
  std::vector<std::string> wrong;
  for (const auto& [file, target, ours] : includes()) {
    if (!ours) continue;
    const std::string_view includer = module_of(file), included = module_of(target);
    if (includer.empty()) wrong.push_back(file + " belongs to no module: add it to the table of this test");
    if (included.empty()) wrong.push_back(file + " includes " + target + ", which belongs to no module");
    if (!includer.empty() && !included.empty() && rank(included) > rank(includer)) {
      wrong.push_back(file + " includes " + target + " of " + std::string(included));
    }
  }
  CHECK(wrong == none);
}

TEST_CASE("the table of public headers names those that exist") {
  std::set<std::string> table, folder;
  for (const auto& [header, module] : public_headers) table.insert("include/stackdrag/" + std::string(header));
  CHECK(lacking(table, files_below("include", {".h"})) == none);
  CHECK(lacking(files_below("include", {".h"}), table) == none);
}

TEST_CASE("a library stays in the module that it was brought in for") {
  std::vector<std::string> wrong;
  for (const auto& [file, target, ours] : includes()) {
    const auto library = libraries.find(folder_of(target));
    if (ours || library == libraries.end()) continue;
    // Who includes a public header must not need the library.
    if (file.rfind("src/", 0) != 0 || library->second.count(module_of(file)) == 0) wrong.push_back(file + " includes " + target);
  }
  CHECK(wrong == none);
}

TEST_CASE("the top folder holds what a reader expects and nothing else") {
  const std::set<std::string> expected{"CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "docs",
                                       "examples",       "include",           "src",     "tests"};
  std::set<std::string> present;
  for (const std::string& file : tracked_files()) {
    if (file[0] != '.') present.insert(std::string(folder_of(file)));
  }
  if (present.empty()) return;
  CHECK(lacking(present, expected) == none);
  CHECK(lacking(expected, present) == none);
}

TEST_CASE("every rule has its fixture, and every fixture its rule") {
  const auto rules = names_below("src/rules", ".cpp"), fixtures = names_below("tests/rules", ".yaml");
  CHECK_FALSE(rules.empty());
  CHECK(lacking(rules, fixtures) == none);
  CHECK(lacking(fixtures, rules) == none);
}
