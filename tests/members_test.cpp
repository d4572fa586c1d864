// A member that is added to the inventory is read, and one that is added to the report is written. The headers are read as text, so that a
// failing test names the member.
#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "catch.h"
#include "support.h"

using namespace stackdrag::tests;

namespace {

struct Member {
  std::string of, name;
};

std::string header(const std::string& name) { return read_text(source_dir() + "/include/stackdrag/" + name); }

/// The members of the structs of a header, in their order: `std::vector<Text> a, b = 0;  ///< …` are `a` and `b`.
std::vector<Member> members_of(const std::string& text) {
  static const std::regex comment("//.*"), parameters("<[^<>]*>"), value(" = [^,;]*|\\{\\}");
  std::vector<Member> members;
  std::vector<std::string> structs;
  for (std::string line : lines_of(text)) {
    line = std::regex_replace(std::regex_replace(line, comment, ""), value, "");
    while (std::regex_search(line, parameters)) line = std::regex_replace(line, parameters, "");
    line.erase(line.find_last_not_of(' ') + 1);
    const std::string code = line.substr(std::min(line.find_first_not_of(' '), line.size()));
    if (code.starts_with("struct ") && code.ends_with('{')) structs.push_back(code.substr(7, code.size() - 9));
    if (structs.empty()) continue;
    if (code.starts_with('}')) structs.pop_back();
    const bool declares = !structs.empty() && code.ends_with(';') && code.find('(') == std::string::npos && !code.starts_with("using ") &&
                          !code.starts_with("return ") && !code.starts_with("static ") && code != "};";
    if (!declares) continue;
    std::istringstream names(code.substr(0, code.size() - 1));
    for (std::string name; std::getline(names, name, ',');) members.push_back({structs.back(), name.substr(name.find_last_of(" *&") + 1)});
  }
  return members;
}

bool has_word(const std::string& text, const std::string& word) { return std::regex_search(text, std::regex(word + "\\b")); }

}  // namespace

TEST_CASE("members are found in a header") {
  std::string found;
  for (const Member& member :
       members_of("struct A {\n  int a = 1, b;  ///< c, d;\n  Map<At<Text>, B> e;\n  struct B {\n    const C* f{};\n  } g;\n"
                  "  int h() { return 1; }\n};\nint i;\n"))
    found += member.of + "::" + member.name + " ";
  CHECK(found == "A::a A::b A::e B::f A::g ");
}

TEST_CASE("every member of the inventory's structs has a row in the table of fields") {
  const std::set<std::string> no_fields{"id", "common", "self", "given"}, no_items{"AnyKind", "Inventory", "Misread", "OtherSpelling"};
  const std::string fields = read_text(source_dir() + "/src/model/fields.cpp");
  std::vector<std::string> missing;
  std::size_t count = 0;
  for (const auto& [of, name] : members_of(header("inventory.h"))) {
    if (no_fields.count(name) != 0 || no_items.count(of) != 0) continue;
    ++count;
    if (!has_word(fields, "&" + of + "::" + name)) missing.push_back(fmt::format("`{}::{}` has no row in src/model/fields.cpp", of, name));
  }
  CHECK(missing == std::vector<std::string>());
  CHECK(count > 200);
}

TEST_CASE("every member of the report's structs has a line in the shape of the report") {
  // Of the sources and of what is shown of them, nothing is saved; a waiver has a line under `FindingNames`.
  const std::set<std::string> not_saved{
      "ReportedFinding::waiver", "ReportedFinding::at", "ReportedProblem::source_line", "ReportedProblem::source_column", "Report::shown",
      "Report::sources",         "Report::store"};
  const std::string shape = header("report_shape.h");
  std::vector<std::string> missing;
  std::size_t count = 0;
  for (const auto& [of, name] : members_of(header("report.h") + header("plan.h") + header("gate.h"))) {
    if (of == "Filter" || of == "GateSettings") continue;
    ++count;
    if (!has_word(shape, "(\\.|::)" + name) && not_saved.count(of + "::" + name) == 0)
      missing.push_back(fmt::format("`{}::{}` has no line in include/stackdrag/report_shape.h", of, name));
  }
  CHECK(missing == std::vector<std::string>());
  CHECK(count > 100);
}
