// Decides the gate, and narrows what is shown.
#include "stackdrag/gate.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag {

Report::Gate decide_gate(const Report& report, std::optional<Severity> fail_on) {
  Report::Gate gate;
  gate.fail_on = fail_on ? std::string(name_of(*fail_on)) : "never";
  if (!report.problems.empty()) gate.reasons.push_back(fmt::format("{} in the inventory", count_of(report.problems.size(), "mistake")));
  gate.passed = gate.reasons.empty();
  if (!fail_on) return gate;
  std::array<std::size_t, 5> counts{};
  for (const ReportedFinding& finding : report.findings) {
    if (!finding.folded_into) ++counts[static_cast<std::size_t>(finding.severity)];
  }
  for (std::size_t level = counts.size(); level-- > static_cast<std::size_t>(*fail_on);) {
    if (counts[level] > 0) gate.reasons.push_back(fmt::format("{} {}", counts[level], name_of(static_cast<Severity>(level))));
  }
  gate.passed = gate.reasons.empty();
  return gate;
}

void filter(Report& report, const std::vector<std::string>& select, const std::vector<std::string>& ignore,
            const std::vector<std::string>& owners) {
  if (select.empty() && ignore.empty() && owners.empty()) return;
  const auto names = [](const std::vector<std::string>& list, const ReportedFinding& finding) {
    return std::find(list.begin(), list.end(), finding.rule->id) != list.end() ||
           std::find(list.begin(), list.end(), finding.rule->family) != list.end();
  };
  const auto owned = [&](const ReportedFinding& finding) {
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
  if (!owners.empty()) parts.push_back(fmt::format("owned by {}", join_words(owners)));
  report.filter = fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace stackdrag
