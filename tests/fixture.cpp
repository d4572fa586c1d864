// Reads the cases and marks of fixtures.
#include "fixture.h"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "support.h"

namespace stackdrag::tests {
namespace {

void read_findings(std::string_view line, unsigned number, Marks& marks) {
  for (std::size_t at = line.find("#!"); at < line.size(); at = line.find("#!", at + 2)) {
    ++marks.findings[number];
    std::istringstream details(std::string(line.substr(at + 2, line.find('#', at + 2) - at - 2)));
    for (std::string word; details >> word;) marks.details[number].insert(word);
  }
}

Marks marks_of(const std::string& text) {
  Marks marks;
  unsigned number = 0;
  for (const std::string& line : lines_of(text)) {
    ++number;
    if (const std::size_t words = line.find("#~ "); words != std::string::npos) marks.messages.push_back(line.substr(words + 3));
    const std::size_t unknown = line.find("#?");
    if (unknown != std::string::npos) marks.unknown.insert(line.substr(unknown + 3));
    read_findings(std::string_view(line).substr(0, unknown), number, marks);
  }
  return marks;
}

}  // namespace

std::string fixture_path(const Rule& rule) {
  std::string name(rule.id);
  std::replace(name.begin(), name.end(), '-', '_');
  return fmt::format("{}/tests/rules/{}/{}.yaml", source_dir(), rule.family, name);
}

std::vector<Case> cases_of(const Rule& rule) {
  std::vector<Case> cases(1);
  std::size_t number = 0;
  for (const std::string& line : lines_of(read_text(fixture_path(rule)))) {
    ++number;
    if (line == "---") {
      cases.push_back({number + 1, "", {}, ""});
    } else {
      cases.back().text += line + "\n";
    }
  }
  constexpr std::string_view mark = "# fixed: ";
  for (Case& one : cases) {
    one.expected = marks_of(one.text);
    if (one.text.starts_with(mark)) one.fixed = one.text.substr(mark.size(), one.text.find('\n') - mark.size());
  }
  return cases;
}

Marks found_in(const std::string& text, std::string_view rule, const Catalogue& catalogue) {
  Marks marks;
  const Outcome outcome = audit_text(text, Profile::full, catalogue);
  if (!outcome.report || !outcome.report->problems.empty()) {
    marks.unknown.insert("a mistake in the case");
    return marks;
  }
  for (const ReportedFinding& finding : outcome.report->findings) {
    if (finding.rule->id != rule) continue;
    marks.messages.emplace_back(finding.message);
    ++marks.findings[finding.location.line];
    std::set<std::string>& details = marks.details[finding.location.line];
    details.insert(std::string(name_of(finding.severity)));
    details.insert(fmt::format("{}h", finding.charge_hours.value()));
  }
  for (const ReportedUnknown& unknown : outcome.report->unknown) {
    if (unknown.rule == rule) marks.unknown.insert(fmt::format("{} {}", unknown.item, fmt::join(unknown.fields, " ")));
  }
  return marks;
}

std::string difference(const Marks& expected, const Marks& found) {
  if (found.findings != expected.findings) return fmt::format("findings by line: {}, expected {}", found.findings, expected.findings);
  for (const auto& [line, details] : expected.details) {
    const std::set<std::string>& seen = found.details.at(line);
    if (!std::includes(seen.begin(), seen.end(), details.begin(), details.end()))
      return fmt::format("on line {}: {}, expected {}", line, seen, details);
  }
  for (const std::string& words : expected.messages) {
    const auto says = [&](const std::string& message) { return message.find(words) != std::string::npos; };
    if (std::none_of(found.messages.begin(), found.messages.end(), says))
      return fmt::format("{} is not said; what is said: {}", words, fmt::join(found.messages, "; "));
  }
  if (expected.unknown.empty() || found.unknown == expected.unknown) return "";
  return fmt::format("unknown: {}, expected {}", fmt::join(found.unknown, "; "), fmt::join(expected.unknown, "; "));
}

}  // namespace stackdrag::tests
