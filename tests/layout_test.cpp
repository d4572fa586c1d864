// The layout: which module may include which, where a library may be used, and where files belong.
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
constexpr std::array<std::string_view, 21> modules{"base",      "document", "json",   "model",  "packs",  "evidence", "facts",
                                                   "workspace", "rules",    "score",  "triage", "assess", "plan",     "report",
                                                   "diff",      "schema",   "render", "config", "audit",  "decide",   "cli"};

/// The module of each public header that no source implements. The others belong to the module whose sources implement them:
/// `stackdrag/score.h` is implemented in `score.cpp` and `score_*.cpp`.
const std::map<std::string_view, std::string_view> header_only{
    {"carried.h", "rules"},
    {"tool_names.h", "rules"},
    {"decimal.h", "base"},
    {"disjoint_sets.h", "base"},
    {"document_limits.h", "document"},
    {"enum_names.h", "base"},
    {"fnv.h", "base"},
    {"grades.h", "score"},
    {"inventory.h", "model"},
    {"json_forms.h", "json"},
    {"marks.h", "triage"},
    {"pack_rows.h", "packs"},
    {"pixel_vendor.h", "packs"},
    {"report_shape.h", "schema"},
    {"diff_shape.h", "schema"},
    {"renewal.h", "rules"},
    {"result.h", "base"},
    {"severity.h", "model"},
    {"shape.h", "model"},
    {"value.h", "model"},
    {"verdict.h", "rules"},
    {"owners.h", "report"},
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

/// The paths below a folder of the project that end in one of the endings, from the top of the project, sorted.
std::set<std::string> files_below(const fs::path& folder, const std::set<std::string>& endings) {
  const fs::path top(stackdrag::tests::source_dir());
  std::set<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
    if (endings.count(entry.path().extension().string()) != 0) found.insert(entry.path().lexically_relative(top).generic_string());
  }
  return found;
}

/// The folder of a source or private header; the stages of the audit stand in no folder of their own.
std::string_view module_of_source(std::string_view path) {
  path.remove_prefix(std::string_view("src/").size());
  const std::string_view name = path.substr(0, std::min(path.find_first_of("/."), path.size()));
  const auto* const module = std::find(modules.begin(), modules.end(), name);
  return module == modules.end() ? std::string_view() : *module;
}

/// The public header that a source of this name implements: the longest whose name it is, or begins with before an underscore. Empty if
/// there is none.
std::string header_implemented_by(std::string name, const std::set<std::string>& headers) {
  while (headers.count("include/stackdrag/" + name + ".h") == 0) {
    const std::size_t end = name.rfind('_');
    if (end == std::string::npos) return "";
    name.resize(end);
  }
  return name + ".h";
}

/// The modules whose sources implement each public header; commands and rules implement none.
std::map<std::string, std::set<std::string_view>> implementing_modules() {
  const std::set<std::string> headers = files_below("include", {".h"});
  std::map<std::string, std::set<std::string_view>> modules_of;
  for (const std::string& file : files_below("src", {".cpp"})) {
    const std::string_view module = module_of_source(file);
    const bool is_rule = module == "rules" && fs::path(file).parent_path() != "src/rules";
    const bool has_header_beside_it = fs::exists(fs::path(stackdrag::tests::source_dir()) / fs::path(file).replace_extension(".h"));
    if (module == "cli" || is_rule || has_header_beside_it) continue;
    const std::string header = header_implemented_by(fs::path(file).stem().string(), headers);
    if (!header.empty() && header_only.count(header) == 0) modules_of[header].insert(module);
  }
  return modules_of;
}

/// Empty for a header that no module implements, and for what belongs to no module.
std::string_view module_of(std::string_view path) {
  static const auto modules_of = implementing_modules();
  if (path.substr(0, 8) == "include/") path.remove_prefix(8);
  if (folder_of(path) != "stackdrag") return module_of_source(path.substr(0, 4) == "src/" ? std::string(path) : "src/" + std::string(path));
  const std::string header(path.substr(path.find('/') + 1));
  if (const auto alone = header_only.find(header); alone != header_only.end()) return alone->second;
  const auto implemented = modules_of.find(header);
  return implemented == modules_of.end() ? "" : *implemented->second.begin();
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
    if (includer.empty()) wrong.push_back(file + " belongs to no module");
    if (included.empty()) wrong.push_back(file + " includes " + target + ", which belongs to no module");
    if (!includer.empty() && !included.empty() && rank(included) > rank(includer)) {
      wrong.push_back(file + " includes " + target + " of " + std::string(included));
    }
  }
  CHECK(wrong == none);
}

TEST_CASE("a public header and the sources that implement it share their name, in one module") {
  const auto modules_of = implementing_modules();
  std::vector<std::string> wrong;
  for (const std::string& file : files_below("include", {".h"})) {
    const std::string header = fs::path(file).filename().string();
    const auto found = modules_of.find(header);
    if (header_only.count(header) != 0) continue;
    if (found == modules_of.end()) wrong.push_back(file + ": no source is named after it; if it needs none, add it to `header_only`");
    if (found != modules_of.end() && found->second.size() > 1) wrong.push_back(file + ": sources of several modules are named after it");
  }
  for (const auto& [header, module] : header_only) {
    if (!fs::exists(fs::path(stackdrag::tests::source_dir()) / "include/stackdrag" / header))
      wrong.push_back(std::string(header) + " is in `header_only`, but does not exist");
  }
  CHECK(wrong == none);
}

TEST_CASE("a module keeps its private headers to itself") {
  std::vector<std::string> wrong;
  for (const auto& [file, target, ours] : includes()) {
    if (!ours || folder_of(target) == "stackdrag" || module_of(file) == module_of(target)) continue;
    wrong.push_back(file + " includes " + target + ": what another module needs goes to include/stackdrag");
  }
  CHECK(wrong == none);
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

TEST_CASE("what joins with fmt includes what that needs from fmt 11 on") {
  // In two pieces, as this file joins nothing.
  const std::string joins = std::string("fmt::") + "join(";
  std::vector<std::string> wrong;
  for (const fs::path folder : {"include", "src", "tests"}) {
    for (const std::string& file : files_below(folder, {".h", ".cpp"})) {
      const std::string text = stackdrag::tests::read_text((fs::path(stackdrag::tests::source_dir()) / file).string());
      const bool includes = text.find("\n#include <fmt/ranges.h>\n") != std::string::npos;
      if (text.find(joins) != std::string::npos && !includes) wrong.push_back(file + ": include <fmt/ranges.h>");
    }
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
  std::vector<std::string> wrong;
  for (const std::string& rule : lacking(rules, fixtures)) wrong.push_back("write tests/rules/" + rule + ".yaml");
  for (const std::string& fixture : lacking(fixtures, rules)) wrong.push_back("tests/rules/" + fixture + ".yaml belongs to no rule");
  CHECK(wrong == none);
}

TEST_CASE("no test has a name that CTest cannot pass on, so that it would pass without being run") {
  std::vector<std::string> wrong;
  for (const std::string& file : files_below("tests", {".cpp"})) {
    std::ifstream lines(fs::path(stackdrag::tests::source_dir()) / file);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("TEST_CASE(") && line.find(';') != std::string::npos) wrong.push_back(file + ": " + line);
    }
  }
  CHECK(wrong == none);
}
