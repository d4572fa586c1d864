// Narrows what is shown of a report.
#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>
#include <fmt/ranges.h>

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

/// The first few names of what the findings are about, each once: "a, b, c and 12 more".
std::string names_of(const std::vector<std::uint32_t>& findings, const Report& report) {
  constexpr std::size_t most = 3;
  std::vector<std::string> shown;
  std::unordered_set<std::string_view> all;
  for (const std::uint32_t at : findings) {
    const std::string_view subject = report.findings[at].subject;
    const std::string_view name = subject.substr(subject.find('/') + 1);
    if (all.insert(name).second && shown.size() < most) shown.emplace_back(name);
  }
  if (all.size() > shown.size()) shown.push_back(fmt::format("{} more", all.size() - shown.size()));
  return join_words(shown);
}

/// The day by which to act on the finding, if it has one; an older report tells it only by the days that are left.
std::optional<Date> due_day(const ReportedFinding& finding, Date as_of) {
  if (finding.due) return finding.due;
  if (!finding.measure || finding.measure->unit != "days left") return std::nullopt;
  return as_of + Days{static_cast<int>(finding.measure->value)};
}

/// Leaves these findings of the action, with their names, their work and what they free. Without its imperative nobody can tell the names
/// apart, so it is left out.
void narrow(Action& action, const std::vector<std::uint32_t>& findings, Report& report) {
  double whole = 0;
  for (const std::uint32_t at : action.findings) whole += report.findings[at].points.value();
  action.findings = {};
  if (findings.empty() || action.imperative.empty()) return;
  Action part;
  std::vector<std::string_view> owners;
  for (const std::uint32_t at : findings) {
    const ReportedFinding& finding = report.findings[at];
    part.effort_hours += finding.effort_hours;
    part.points_gained += finding.points.value();
    part.money_saved += finding.carry_money;
    part.hours_freed += finding.carry_hours;
    part.severity = std::max(part.severity, finding.severity);
    if (const auto day = due_day(finding, report.as_of)) part.due = std::min(part.due.value_or(*day), *day);
    owners.insert(owners.end(), finding.owners.begin(), finding.owners.end());
  }
  // Whoever has left is not among the owners of the whole.
  std::erase_if(
      owners, [&](std::string_view owner) { return std::find(action.owners.begin(), action.owners.end(), owner) == action.owners.end(); });
  std::sort(owners.begin(), owners.end());
  owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
  action.effort_hours = std::min(action.effort_hours, part.effort_hours);
  // Points of findings are shares of the low end; the action's gain is one of the headline, and is divided like them.
  action.points_gained *= whole > 0 ? part.points_gained / whole : 0;
  action.money_saved = std::min(action.money_saved, part.money_saved);
  action.hours_freed = std::min(action.hours_freed, part.hours_freed);
  action.severity = part.severity;
  // Its day may be that of a finding that is not shown: whoever filters for what is urgent still wants to know it.
  if (part.due) action.due = part.due;
  action.owners = report.store->keep(owners);
  action.findings = report.store->keep(findings);
  const std::size_t gap = action.imperative.find("{}");
  if (gap == std::string_view::npos) return;
  const std::string names = names_of(findings, report);
  action.text = report.store->join({action.imperative.substr(0, gap), names, action.imperative.substr(gap + 2)});
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
