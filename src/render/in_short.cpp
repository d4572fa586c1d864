// Tells when a report is long, and counts its findings by rule.
#include "render/in_short.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "stackdrag/phrases.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t most_entries = 12;  ///< so many can be told one by one, whatever they are
constexpr std::size_t most_names = 3;

RuleInShort rule_in_short(const Report& report, const std::vector<std::size_t>& findings) {
  RuleInShort rule{findings.size(), report.findings[findings.front()].rule->title, {}, 0};
  std::unordered_set<std::string_view> all;
  for (const std::size_t at : findings) {
    const std::string_view name = name_in_use(report.findings[at]);
    if (all.insert(name).second && rule.names.size() <= most_names) rule.names.emplace_back(name);
  }
  // "and 1 more" is hardly shorter than a name.
  if (all.size() > rule.names.size()) rule.names.pop_back();
  rule.more = all.size() - rule.names.size();
  return rule;
}

}  // namespace

bool is_told_in_short(const Report& report, const RenderOptions& options, const Outline& outline) {
  if (options.all || options.verbose || !report.filter.empty() || report.baseline) return false;
  std::size_t entries = 0;
  for (const Section& section : outline.sections) entries += section.entries.size();
  return entries > most_entries;
}

std::vector<RuleInShort> rules_in_short(const Report& report, const Section& section) {
  std::map<std::string_view, std::size_t> place_of;
  std::vector<std::vector<std::size_t>> findings;
  for (const Entry& entry : section.entries) {
    for (const std::size_t at : entry.findings) {
      const auto [place, is_new] = place_of.try_emplace(report.findings[at].rule->id, findings.size());
      if (is_new) findings.emplace_back();
      findings[place->second].push_back(at);
    }
  }
  std::vector<RuleInShort> rules;
  for (const std::vector<std::size_t>& one : findings) rules.push_back(rule_in_short(report, one));
  return rules;
}

}  // namespace stackdrag::report
