// Sorts findings into groups, and says how much each weighs.
#include "render/grouping.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

/// What the finding stands under: its owners, its subject or its family.
std::vector<std::string_view> keys_of(const ReportedFinding& finding, Grouping by) {
  if (by == Grouping::family) return {finding.rule->family};
  if (by == Grouping::item) return {finding.subject};
  if (finding.owners.empty()) return {unowned};
  return {finding.owners.begin(), finding.owners.end()};
}

/// "tool hubspot (HubSpot)", "utm_source facebook", "stack".
std::string subject_phrase(const Report& report, const ReportedFinding& finding) {
  const std::string_view kind = kind_of(finding.subject), name = name_in_use(finding);
  if (name == kind) return std::string(kind);
  const std::string quoted = with_name(report, finding, fmt::format("`{}`", name));
  return fmt::format("{} {}{}", kind, name, std::string_view(quoted).substr(name.size() + 2));
}

/// Those of the findings that are neither folded under another of them nor waived as not applicable.
std::vector<std::size_t> those_apart(const Report& report, const std::vector<std::size_t>& findings) {
  std::vector<std::size_t> apart;
  std::copy_if(findings.begin(), findings.end(), std::back_inserter(apart), [&](std::size_t at) {
    const ReportedFinding& finding = report.findings[at];
    return !is_excused(finding) && (!finding.folded_into || !std::binary_search(findings.begin(), findings.end(), *finding.folded_into));
  });
  return apart;
}

}  // namespace

std::vector<Group> groups_of(const Report& report, std::span<const std::size_t> shown, Grouping by) {
  std::map<std::string_view, Group> by_key;
  for (const std::size_t at : shown) {
    const ReportedFinding& finding = report.findings[at];
    const std::vector<std::string_view> keys = keys_of(finding, by);
    for (const std::string_view key : keys) {
      Group& group = by_key[key];
      if (group.findings.empty()) group.title = by == Grouping::item ? subject_phrase(report, finding) : std::string(key);
      group.findings.push_back(at);
      group.points += finding.points.value() / static_cast<double>(keys.size());
    }
  }
  std::vector<Group> groups;
  groups.reserve(by_key.size());
  for (auto& [key, group] : by_key) {
    group.count = those_apart(report, group.findings).size();
    groups.push_back(std::move(group));
  }
  // What is critical is told, however little it weighs.
  const auto is_critical = [&](const Group& group) {
    return std::any_of(group.findings.begin(), group.findings.end(),
                       [&](std::size_t at) { return report.findings[at].severity == Severity::critical; });
  };
  std::stable_sort(groups.begin(), groups.end(), [&](const Group& a, const Group& b) {
    const bool a_critical = is_critical(a), b_critical = is_critical(b);
    return a_critical != b_critical ? a_critical : a.points > b.points;
  });
  return groups;
}

std::size_t count_together(const Report& report, std::span<const Group> groups) {
  std::set<std::size_t> together;
  for (const Group& group : groups) {
    const std::vector<std::size_t> apart = those_apart(report, group.findings);
    together.insert(apart.begin(), apart.end());
  }
  return together.size();
}

std::string figures_of(const Group& group) {
  const std::string points = group.points < 0.05 ? "0" : fmt::format("{:.1f}", group.points);
  return fmt::format("{}, {} points", count_of(group.count, "finding"), points);
}

}  // namespace stackdrag::report
