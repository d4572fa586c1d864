// Writes the lines of the rules.
#include "render/terminal/findings_in_short.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t indent = 2;
constexpr std::size_t most_rules = 6, most_low_rules = 3;  ///< of a severity below high that have a line
constexpr std::size_t most_columns_of_name = 32;

/// "3 × UTM value in several spellings: paid-social, Pinterest and email".
std::string rule_phrase(const RuleInShort& rule) {
  std::vector<std::string> names;
  for (const std::string& name : rule.names) names.push_back(shorten(visible(name), most_columns_of_name));
  if (rule.more > 0) names.push_back(fmt::format("{} more", rule.more));
  const std::string count = rule.findings > 1 ? fmt::format("{} × ", rule.findings) : "";
  return fmt::format("{}{}: {}", count, rule.title, join_words(names));
}

}  // namespace

void write_by_rule(Page& page, const Report& report, const Section& section) {
  const auto write_rest = [&](const std::string& rest, std::size_t count) {
    page.paragraph(Ink::faint, fmt::format("{} {}", rest, all_shows(count)), indent, indent + 2);
  };
  const std::size_t findings = count_findings(section.entries);
  if (section.severity == Severity::info) return write_rest(count_of(findings, "remark"), findings);
  const std::vector<RuleInShort> rules = rules_in_short(report, section);
  const std::size_t most = section.severity == Severity::medium ? most_rules : most_low_rules;
  const std::size_t shown = std::min(most, rules.size());
  for (std::size_t i = 0; i < shown; ++i) page.paragraph(Ink::plain, rule_phrase(rules[i]), indent, indent + 2);
  if (const std::size_t left = rules.size() - shown; left > 0) write_rest("and " + count_of(left, "more rule", "more rules"), left);
}

}  // namespace stackdrag::report
