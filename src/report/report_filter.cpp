// Narrows what is shown of a report.
#include <algorithm>

#include <fmt/format.h>

#include "stackdrag/report.h"
#include "stackdrag/text.h"

namespace stackdrag {

Report filtered(Report report, const Filter& by) {
  const auto& [select, ignore, owners] = by;
  if (select.empty() && ignore.empty() && owners.empty()) return report;
  const auto names = [](const std::vector<std::string>& list, const ReportedFinding& finding) {
    return std::find(list.begin(), list.end(), finding.rule->id) != list.end() ||
           std::find(list.begin(), list.end(), finding.rule->family) != list.end();
  };
  const auto owned = [&owners = by.owners](const ReportedFinding& finding) {
    return std::any_of(owners.begin(), owners.end(), [&](const std::string& owner) {
      return owner == "unowned" ? finding.owners.empty()
                                : std::find(finding.owners.begin(), finding.owners.end(), owner) != finding.owners.end();
    });
  };
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    const ReportedFinding& finding = report.findings[i];
    const bool chosen = (select.empty() || names(select, finding)) && !names(ignore, finding) && (owners.empty() || owned(finding));
    if (chosen) report.shown.push_back(i);
  }
  // What to do is narrowed to what is shown; what is not known belongs to no rule or owner in particular.
  const auto hidden = [&](std::size_t finding) { return !std::binary_search(report.shown.begin(), report.shown.end(), finding); };
  for (Action& action : report.actions) {
    std::vector<std::uint32_t> left(action.findings.begin(), action.findings.end());
    std::erase_if(left, hidden);
    if (left.size() < action.findings.size()) action.findings = report.store->keep(left);
  }
  std::erase_if(report.actions, [](const Action& action) { return action.findings.empty(); });
  report.gaps.clear();
  std::vector<std::string> parts;
  if (!select.empty()) parts.push_back(fmt::format("only {}", join_words(select)));
  if (!ignore.empty()) parts.push_back(fmt::format("without {}", join_words(ignore)));
  std::vector<std::string> people = owners;
  if (std::erase(people, "unowned") > 0) parts.emplace_back("without an owner");
  if (!people.empty()) parts.push_back(fmt::format("owned by {}", join_words(people)));
  report.filter = fmt::format("{}", fmt::join(parts, ", "));
  return report;
}

}  // namespace stackdrag
