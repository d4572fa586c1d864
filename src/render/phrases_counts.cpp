// How many findings there are, and how many of them are shown.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

/// Whether a filter had left the finding out of a report that was saved: then only its fingerprint may be known.
bool is_left_out(const ReportedFinding& finding) { return finding.rule->id.empty(); }

/// How many findings the audit had. A report that was saved with a filter has only those that it shows, but its totals count all that are
/// not waived as not applicable.
std::size_t findings_in_all(const Report& report) {
  std::size_t counted = 0;
  for (const auto& [severity, total] : report.totals.by_severity) counted += total.findings;
  counted += static_cast<std::size_t>(std::count_if(report.findings.begin(), report.findings.end(), is_excused));
  return std::max(counted, report.findings.size());
}

/// "16 findings, folded ones included: 1 critical, 6 high, 9 medium", from the totals, which do not say what is folded.
std::string bare_totals(const Report& report) {
  std::vector<std::string> parts;
  std::size_t count = 0;
  for (const Severity severity : {Severity::critical, Severity::high, Severity::medium, Severity::low, Severity::info}) {
    const auto total = report.totals.by_severity.find(name_of(severity));
    if (total == report.totals.by_severity.end() || total->second.findings == 0) continue;
    count += total->second.findings;
    parts.push_back(fmt::format("{} {}", total->second.findings, name_of(severity)));
  }
  return fmt::format("{}, folded ones included: {}", count_of(count, "finding"), fmt::join(parts, ", "));
}

}  // namespace

bool are_all_there(const Report& report) {
  return findings_in_all(report) == report.findings.size() && std::none_of(report.findings.begin(), report.findings.end(), is_left_out);
}

std::vector<std::string> totals_phrases(const Report& report) {
  if (!are_all_there(report)) return {bare_totals(report)};
  std::array<std::size_t, names_of<Severity>.size()> counts{};
  std::size_t folded = 0;
  std::size_t waived = 0;
  std::size_t excused = 0;
  for (const ReportedFinding& finding : report.findings) {
    waived += finding.waiver != nullptr ? 1 : 0;
    excused += is_excused(finding) ? 1 : 0;
    if (is_excused(finding)) continue;
    if (finding.folded_into)
      ++folded;
    else
      ++counts.at(static_cast<std::size_t>(finding.severity));
  }
  std::vector<std::string> parts;
  for (std::size_t level = counts.size(); level-- > 0;) {
    if (counts[level] > 0) parts.push_back(fmt::format("{} {}", counts[level], name_of(static_cast<Severity>(level))));
  }
  const std::string all = count_of(report.findings.size() - folded - excused, "finding");
  std::vector<std::string> phrases = {parts.empty() ? all : fmt::format("{}: {}", all, fmt::join(parts, ", "))};
  if (folded > 0) phrases.push_back(fmt::format("{} folded", folded));
  if (waived > 0) phrases.push_back(fmt::format("{} waived{}", waived, waived_phrase(report.drag)));
  if (report.totals.planned > 0) phrases.push_back(fmt::format("{} planned for a day", report.totals.planned));
  return phrases;
}

std::string filter_phrase(const Report& report) {
  if (report.filter.empty()) return "";
  // A report that was saved with a filter knows only what it shows; else folded findings count with their parent, as in the totals. Where
  // the parent is hidden, they stand for themselves.
  std::size_t shown = report.shown.size(), all = findings_in_all(report);
  if (are_all_there(report)) {
    const auto is_apart = [&](std::size_t at) {
      const auto& parent = report.findings[at].folded_into;
      return !is_excused(report.findings[at]) && (!parent || !std::binary_search(report.shown.begin(), report.shown.end(), *parent));
    };
    shown = static_cast<std::size_t>(std::count_if(report.shown.begin(), report.shown.end(), is_apart));
    const auto folded = [&](std::size_t at) { return report.findings[at].folded_into.has_value(); };
    all = static_cast<std::size_t>(std::count_if(report.findings.begin(), report.findings.end(), [](const ReportedFinding& finding) {
      return !finding.folded_into && !is_excused(finding);
    }));
    // What stands for itself only here is none of those.
    all += static_cast<std::size_t>(
        std::count_if(report.shown.begin(), report.shown.end(), [&](std::size_t at) { return folded(at) && is_apart(at); }));
  }
  return fmt::format("showing {} of {} ({}); the score and the gate count all", shown, count_of(all, "finding"), report.filter);
}

}  // namespace stackdrag::report
