// Narrows what is shown of a report.
#include <algorithm>

#include <fmt/format.h>

#include "stackdrag/report.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

bool is_named(const std::vector<std::string>& names, const ReportedRule& rule) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return name == rule.id || name == rule.family; });
}

bool is_owned(const ReportedFinding& finding, const std::vector<std::string>& owners) {
  return std::any_of(owners.begin(), owners.end(), [&](const std::string& owner) {
    if (owner == unowned) return finding.owners.empty();
    return std::find(finding.owners.begin(), finding.owners.end(), owner) != finding.owners.end();
  });
}

/// "only zombies, without no-owner, owned by ana".
std::string in_words(const Filter& by) {
  std::vector<std::string> parts;
  if (!by.select.empty()) parts.push_back(fmt::format("only {}", join_words(by.select)));
  if (!by.ignore.empty()) parts.push_back(fmt::format("without {}", join_words(by.ignore)));
  std::vector<std::string> people = by.owners;
  if (std::erase(people, unowned) > 0) parts.emplace_back("without an owner");
  if (!people.empty()) parts.push_back(fmt::format("owned by {}", join_words(people)));
  if (by.severity) parts.push_back(*by.severity == Severity::critical ? "critical" : fmt::format("{} and above", name_of(*by.severity)));
  return fmt::format("{}", fmt::join(parts, ", "));
}

/// Leaves these findings of the action, and only their names. Without its imperative nobody can tell the names apart, so it is left out.
void narrow(Action& action, const std::vector<std::uint32_t>& findings, Report& report) {
  action.findings = {};
  if (findings.empty() || action.imperative.empty()) return;
  std::vector<std::string> names;
  for (const std::uint32_t at : findings) {
    const std::string_view subject = report.findings[at].subject;
    std::string name(subject.substr(subject.find('/') + 1));
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  const std::size_t gap = action.imperative.find("{}");
  action.findings = report.store->keep(findings);
  if (gap == std::string_view::npos) return;
  const std::string listed = join_words(names);
  action.text = report.store->join({action.imperative.substr(0, gap), listed, action.imperative.substr(gap + 2)});
}

}  // namespace

Report filtered(Report report, const Filter& by) {
  if (by.select.empty() && by.ignore.empty() && by.owners.empty() && !by.severity) return report;
  std::vector<std::size_t> shown;
  for (const std::size_t at : report.shown) {
    const ReportedFinding& finding = report.findings[at];
    const bool chosen = (by.select.empty() || is_named(by.select, *finding.rule)) && !is_named(by.ignore, *finding.rule) &&
                        (by.owners.empty() || is_owned(finding, by.owners)) && (!by.severity || finding.severity >= *by.severity);
    if (chosen) shown.push_back(at);
  }
  report.shown = std::move(shown);
  const auto hidden = [&](std::size_t finding) { return !std::binary_search(report.shown.begin(), report.shown.end(), finding); };
  for (Action& action : report.actions) {
    std::vector<std::uint32_t> left(action.findings.begin(), action.findings.end());
    std::erase_if(left, hidden);
    if (left.size() < action.findings.size()) narrow(action, left, report);
  }
  std::erase_if(report.actions, [](const Action& action) { return action.findings.empty(); });
  report.gaps.clear();
  report.filter += report.filter.empty() ? in_words(by) : ", " + in_words(by);
  return report;
}

}  // namespace stackdrag
