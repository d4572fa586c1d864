// Runs every rule on its own examples and its fixture, and tests the catalogue itself.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "catch.h"
#include "stackdrag/fields.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

std::string file_name(const Rule& rule) {
  std::string name(rule.id);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::string fixture_path(const Rule& rule) { return fmt::format("{}/tests/rules/{}/{}.yaml", source_dir(), rule.family, file_name(rule)); }

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// The cases of a fixture, parted by lines of `---`; each keeps its first line's number for messages.
std::vector<std::pair<std::size_t, std::string>> cases_of(const std::string& text) {
  std::vector<std::pair<std::size_t, std::string>> cases{{1, ""}};
  std::size_t number = 0;
  for (const std::string& line : lines_of(text)) {
    ++number;
    if (line == "---") {
      cases.emplace_back(number + 1, "");
    } else {
      cases.back().second += line + "\n";
    }
  }
  return cases;
}

/// What a case says of itself: `#!` on a line for each finding there, `#? item field…` for what is unknown.
struct Marks {
  std::map<unsigned, std::size_t> findings;
  std::multiset<std::string> unknown;
};

Marks marks_of(const std::string& text) {
  Marks marks;
  unsigned number = 0;
  for (const std::string& line : lines_of(text)) {
    ++number;
    std::size_t end = line.find("#?");
    if (end != std::string::npos) marks.unknown.insert(line.substr(end + 3));
    end = std::min(end, line.size());
    for (std::size_t at = line.find("#!"); at < end; at = line.find("#!", at + 2)) ++marks.findings[number];
  }
  return marks;
}

Marks marks_of(const Report& report, std::string_view rule) {
  Marks marks;
  for (const ReportedFinding& finding : report.findings) {
    if (finding.rule->id == rule) ++marks.findings[finding.location.line];
  }
  for (const ReportedUnknown& unknown : report.unknown) {
    if (unknown.rule == rule) marks.unknown.insert(fmt::format("{} {}", unknown.item, fmt::join(unknown.fields, " ")));
  }
  return marks;
}

std::size_t findings_on(const Rule& rule, std::string_view example) {
  const Outcome outcome = audit_text(std::string(example));
  REQUIRE(outcome.report);
  for (const ReportedProblem& problem : outcome.report->problems) FAIL(rule.id << ": its example has a mistake: " << problem.message);
  return static_cast<std::size_t>(std::count_if(outcome.report->findings.begin(), outcome.report->findings.end(),
                                                [&](const ReportedFinding& f) { return f.rule->id == rule.id; }));
}

}  // namespace

TEST_CASE("each rule flags its flagged example and not its clean one") {
  for (const Rule& rule : all_rules()) {
    INFO(rule.id);
    CHECK(findings_on(rule, rule.flagged) >= 1);
    CHECK(findings_on(rule, rule.clean) == 0);
  }
}

TEST_CASE("each rule flags exactly the marked lines of its fixture") {
  for (const Rule& rule : all_rules()) {
    const std::string fixture = read_text(fixture_path(rule));
    std::size_t flagged = 0;
    std::size_t silent = 0;
    for (const auto& [line, text] : cases_of(fixture)) {
      INFO(fixture_path(rule) << ":" << line << "\n" << text);
      const Outcome outcome = audit_text(text);
      REQUIRE(outcome.report);
      for (const ReportedProblem& problem : outcome.report->problems) FAIL_CHECK("a mistake in the case: " << problem.message);
      const Marks expected = marks_of(text);
      const Marks found = marks_of(*outcome.report, rule.id);
      CHECK(found.findings == expected.findings);
      // A case that marks nothing unknown makes no promise about it.
      if (!expected.unknown.empty()) CHECK(found.unknown == expected.unknown);
      ++(expected.findings.empty() ? silent : flagged);
    }
    INFO(fixture_path(rule));
    CHECK(flagged > 0);
    CHECK(silent > 0);
  }
}

TEST_CASE("the catalogue is well formed") {
  std::set<std::string_view> seen;
  for (const Rule& rule : all_rules()) {
    INFO(rule.id);
    CHECK(seen.insert(rule.id).second);
    CHECK(std::all_of(rule.id.begin(), rule.id.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; }));
    CHECK(std::filesystem::exists(fmt::format("{}/src/rules/{}/{}.cpp", source_dir(), rule.family, file_name(rule))));
    CHECK(std::filesystem::exists(fixture_path(rule)));
    CHECK(std::filesystem::exists(fmt::format("{}/docs/rules/{}.md", source_dir(), rule.id)));
    CHECK(rule.effort > 0);
    CHECK(rule.carry >= 0);
    CHECK(rule.worst.value_or(rule.severity) >= rule.severity);
    for (const std::string_view sentence : {rule.why, rule.fix}) {
      CHECK(sentence.ends_with('.'));
      CHECK((sentence.front() >= 'A' && sentence.front() <= 'Z'));
    }
    CHECK_FALSE(rule.title.ends_with('.'));
  }
}

TEST_CASE("every threshold is an option with a name, a unit and a meaning") {
  for (const Rule& rule : all_rules()) {
    std::set<std::string_view> names;
    for (const Option& option : rule.options) {
      INFO(rule.id << " " << option.name);
      CHECK(names.insert(option.name).second);
      CHECK_FALSE(option.unit.empty());
      CHECK(option.description.size() > 10);
      CHECK_FALSE(option.description.ends_with('.'));
      if (!option.limit.empty()) CHECK(find_field(Kind::limits, option.limit) != nullptr);
    }
  }
}

TEST_CASE("messages say what is there: lower case, no full stop, no scolding") {
  for (const Rule& rule : all_rules()) {
    const Outcome outcome = audit_text(std::string(rule.flagged));
    REQUIRE(outcome.report);
    for (const ReportedFinding& finding : outcome.report->findings) {
      INFO(finding.message);
      CHECK_FALSE((finding.message.front() >= 'A' && finding.message.front() <= 'Z'));
      CHECK_FALSE(finding.message.ends_with('.'));
      CHECK(finding.message.find("invalid") == std::string::npos);
      CHECK(finding.message.find("not allowed") == std::string::npos);
      CHECK(finding.location.line >= 1);
    }
    for (const ReportedUnknown& unknown : outcome.report->unknown) {
      const auto kind = kind_named(unknown.item.substr(0, unknown.item.find('/')));
      REQUIRE(kind);
      for (const std::string_view field : unknown.fields) CHECK(find_field(*kind, field) != nullptr);
    }
  }
}

TEST_CASE("every finding says what to do about it") {
  for (const Rule& rule : all_rules()) {
    const Outcome outcome = audit_text(std::string(rule.flagged));
    REQUIRE(outcome.report);
    for (const Action& action : outcome.report->actions) {
      INFO(rule.id << ": " << action.text);
      CHECK(action.text.find("{}") == std::string::npos);
      CHECK((action.text.front() >= 'a' && action.text.front() <= 'z'));
    }
  }
}

TEST_CASE("folding names rules that exist or are to come, and has no cycles") {
  for (const Fold& fold : folds()) {
    CHECK(fold.parent != fold.child);
    std::set<std::string_view> above{fold.child};
    std::vector<std::string_view> next{fold.parent};
    while (!next.empty()) {
      const std::string_view rule = next.back();
      next.pop_back();
      REQUIRE(above.count(rule) == 0);
      for (const Fold& up : folds()) {
        if (up.child == rule) next.push_back(up.parent);
      }
    }
  }
}
