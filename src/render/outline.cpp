// Sorts the findings to show into sections and entries.
#include "render/outline.h"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <tuple>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "stackdrag/phrases.h"

namespace stackdrag::report {
namespace {

/// The outermost shown finding that this one is folded into, or itself. What is new is not hidden under what is known.
std::size_t shown_parent(const Report& report, std::span<const std::size_t> shown, std::size_t at) {
  std::size_t outermost = at;
  const Standing standing = standing_of(report.findings[at]);
  // Saved reports have no rings, but a report that somebody else has put together may have one.
  for (int steps = 0; steps < longest_fold && report.findings[at].folded_into; ++steps) {
    at = *report.findings[at].folded_into;
    if (at >= report.findings.size()) break;
    if (std::binary_search(shown.begin(), shown.end(), at) && standing_of(report.findings[at]) <= standing) outermost = at;
  }
  return outermost;
}

std::vector<Entry> entries_of(const Report& report, const std::vector<std::size_t>& findings, bool expand_repeats) {
  using Kind = std::pair<std::string_view, std::string_view>;
  const auto kind = [&](std::size_t at) { return Kind{report.findings[at].rule->id, kind_of(report.findings[at].subject)}; };
  std::map<Kind, Entry> repeats;
  for (const std::size_t at : findings) repeats[kind(at)].findings.push_back(at);

  std::map<std::string_view, std::size_t> place_of_item;
  std::vector<std::pair<std::size_t, std::size_t>> singles;
  std::vector<Entry> groups;
  for (const std::size_t at : findings) {
    Entry& group = repeats[kind(at)];
    if (expand_repeats || group.findings.size() < least_repeats) {
      const std::size_t item = place_of_item.try_emplace(report.findings[at].subject, place_of_item.size()).first->second;
      singles.emplace_back(item, at);
    } else if (group.findings.front() == at) {
      groups.push_back(group);
    }
  }
  std::stable_sort(singles.begin(), singles.end(), [](const auto& a, const auto& b) { return a.first < b.first; });

  std::vector<Entry> entries;
  for (const auto& [item, at] : singles) entries.push_back({{at}});
  entries.insert(entries.end(), groups.begin(), groups.end());
  return entries;
}

/// What the findings of a section have in common. Findings outside of the profile share one section, whatever their severity.
struct SectionKey {
  Standing standing;
  bool outside;
  int rank;  ///< 0 for the highest severity
  friend auto operator<=>(const SectionKey&, const SectionKey&) = default;
};

SectionKey key_of(const Report& report, const ReportedFinding& finding) {
  const bool outside = finding.rule->profile > report.profile;
  return {standing_of(finding), outside, outside ? 0 : static_cast<int>(Severity::critical) - static_cast<int>(finding.severity)};
}

}  // namespace

Standing standing_of(const ReportedFinding& finding) {
  if (finding.waiver != nullptr) return Standing::waived;
  return finding.novelty == Novelty::fresh ? Standing::fresh : Standing::open;
}

std::string title_of(const Section& section) {
  const std::string_view before = section.standing == Standing::fresh ? "new: " : section.standing == Standing::waived ? "waived: " : "";
  return fmt::format("{}{}", before, section.outside ? "outside the profile" : name_of(section.severity));
}

std::string left_out_phrase(const Report& report, const Section& section) {
  if (section.left_out == 0) return "";
  return fmt::format("and {} more outside of the profile {} {}", section.left_out, name_of(report.profile), all_shows(section.left_out));
}

Outline outline_of(const Report& report, std::span<const std::size_t> shown, bool all) {
  Outline outline;
  std::map<SectionKey, std::vector<std::size_t>> by_section;
  for (const std::size_t at : shown) {
    const std::size_t parent = shown_parent(report, shown, at);
    if (parent == at)
      by_section[key_of(report, report.findings[at])].push_back(at);
    else
      outline.folded[parent].push_back(at);
  }
  for (auto& [key, findings] : by_section) {
    if (key.outside)
      std::stable_sort(findings.begin(), findings.end(),
                       [&](std::size_t a, std::size_t b) { return report.findings[a].severity > report.findings[b].severity; });
    const Severity highest = report.findings[findings.front()].severity;
    Section section{key.standing, key.outside, highest, entries_of(report, findings, all)};
    while (key.outside && !all && section.entries.size() > most_outside) {
      section.left_out += section.entries.back().findings.size();
      section.entries.pop_back();
    }
    outline.sections.push_back(std::move(section));
  }
  return outline;
}

std::size_t count_findings(std::span<const Entry> entries) {
  std::size_t count = 0;
  for (const Entry& entry : entries) count += entry.findings.size();
  return count;
}

std::vector<Entry> most_urgent_first(const Report& report, std::vector<Entry> entries) {
  std::unordered_map<std::size_t, std::size_t> places;  // of the actions, by finding
  for (std::size_t place = 0; place < report.actions.size(); ++place) {
    for (const std::uint32_t finding : report.actions[place].findings) places.try_emplace(finding, place);
  }
  const auto place_of = [&](const Entry& entry) {
    std::size_t first = report.actions.size();
    for (const std::size_t at : entry.findings) {
      if (const auto place = places.find(at); place != places.end()) first = std::min(first, place->second);
    }
    return first;
  };
  std::stable_sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) { return place_of(a) < place_of(b); });
  return entries;
}

std::vector<std::string> names_of_repeats(const Report& report, const Entry& entry) {
  const std::string_view first = report.findings[entry.findings.front()].subject;
  const bool one_subject =
      std::all_of(entry.findings.begin(), entry.findings.end(), [&](std::size_t at) { return report.findings[at].subject == first; });
  std::vector<std::string> names;
  for (const std::size_t at : entry.findings) {
    const ReportedFinding& finding = report.findings[at];
    const std::string_view name = one_subject && !finding.key.empty() ? finding.key : name_in_use(finding);
    if (names.empty() || names.back() != name) names.emplace_back(name);
  }
  return names;
}

std::string repeats_phrase(const Report& report, const Entry& entry) {
  const ReportedFinding& first = report.findings[entry.findings.front()];
  return fmt::format("{} × {} on {}", entry.findings.size(), first.rule->id, plural_of(kind_of(first.subject)));
}

}  // namespace stackdrag::report
