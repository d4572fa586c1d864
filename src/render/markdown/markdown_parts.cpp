// One line for a decision, a finding, or a severity.
#include "render/markdown/markdown_parts.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "render/decisions.h"
#include "render/in_short.h"
#include "render/plain_words.h"
#include "stackdrag/markdown_escape.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t most_critical = 6, most_high = 4, most_rules = 6;

std::string line_of(const Report& report, const Entry& entry) {
  const ReportedFinding& first = report.findings[entry.findings.front()];
  const std::string what = prose(capitalized(with_name(report, first, message_phrase(first))));
  const std::string more = entry.repeats() ? fmt::format(", and {} more like it", entry.findings.size() - 1) : "";
  return fmt::format("- {}{} ({})\n", what, more, code_span(place_of(first.location)));
}

std::string told_one_by_one(const Report& report, const Section& section) {
  const std::vector<Entry> entries = most_urgent_first(report, section.entries);
  const std::size_t shown = std::min(section.severity == Severity::critical ? most_critical : most_high, entries.size());
  std::string out;
  for (std::size_t i = 0; i < shown; ++i) out += line_of(report, entries[i]);
  const std::size_t left = count_findings(std::span(entries).subspan(shown));
  return left == 0 ? out : out + fmt::format("- and {} more\n", left);
}

/// "3 × Agent depends on a weak link, Idle agent, and 12 more rules".
std::string told_by_rule(const Report& report, const Section& section) {
  const std::vector<RuleInShort> rules = rules_in_short(report, section);
  const std::size_t shown = std::min(most_rules, rules.size());
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < shown; ++i) {
    const RuleInShort& rule = rules[i];
    parts.push_back(rule.findings > 1 ? fmt::format("{} × {}", rule.findings, rule.title) : std::string(rule.title));
  }
  if (const std::size_t left = rules.size() - shown; left > 0) parts.push_back(count_of(left, "more rule"));
  return prose(join_words(parts)) + ".\n";
}

}  // namespace

std::string decisions_table(const Report& report, std::size_t most) {
  const std::vector<Decision> all = most_important(decisions_of(report), most);
  if (all.empty()) return "";
  std::string out = "| By | Decide | At stake |\n|---|---|---:|\n";
  for (const Decision& one : all) {
    const std::string stake = stake_words(one, report.stack.currency);
    out += fmt::format("| {} | {} | {} |\n", by_words(one), prose(one.what, true), stake.empty() ? "–" : prose(stake, true));
  }
  return out;
}

std::string findings_in_short(const Report& report, const Outline& outline) {
  std::string out;
  std::size_t accepted = 0, remarks = 0;
  for (const Section& section : outline.sections) {
    const std::size_t count = count_findings(section.entries);
    if (section.standing == Standing::waived) accepted += count;
    if (section.standing != Standing::waived && section.severity == Severity::info) remarks += count;
    if (section.standing == Standing::waived || section.severity == Severity::info) continue;
    const std::string title = fmt::format("{} ({})", capitalized(title_of(section)), count);
    out += section.severity >= Severity::high ? fmt::format("### {}\n\n{}\n", title, told_one_by_one(report, section))
                                              : fmt::format("**{}:** {}\n", title, told_by_rule(report, section));
  }
  std::vector<std::string> rest;
  if (remarks > 0) rest.push_back(count_of(remarks, "remark"));
  if (accepted > 0) rest.push_back(fmt::format("{} accepted", count_of(accepted, "finding is", "findings are")));
  if (!rest.empty()) out += fmt::format("{}. ", fmt::join(rest, "; "));
  return out + "`--all` tells all of it.\n\n";
}

}  // namespace stackdrag::report
