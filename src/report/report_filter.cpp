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
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace

Report filtered(Report report, const Filter& by) {
  if (by.select.empty() && by.ignore.empty() && by.owners.empty()) return report;
  std::vector<std::size_t> shown;
  for (const std::size_t at : report.shown) {
    const ReportedFinding& finding = report.findings[at];
    const bool chosen = (by.select.empty() || is_named(by.select, *finding.rule)) && !is_named(by.ignore, *finding.rule) &&
                        (by.owners.empty() || is_owned(finding, by.owners));
    if (chosen) shown.push_back(at);
  }
  report.shown = std::move(shown);
  const auto hidden = [&](std::size_t finding) { return !std::binary_search(report.shown.begin(), report.shown.end(), finding); };
  for (Action& action : report.actions) {
    std::vector<std::uint32_t> left(action.findings.begin(), action.findings.end());
    std::erase_if(left, hidden);
    if (left.size() < action.findings.size()) action.findings = report.store->keep(left);
  }
  std::erase_if(report.actions, [](const Action& action) { return action.findings.empty(); });
  report.gaps.clear();
  report.filter += report.filter.empty() ? in_words(by) : ", " + in_words(by);
  return report;
}

}  // namespace stackdrag
