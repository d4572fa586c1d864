// A long report in short, so that what is to be done does not scroll off the screen.
#include "render/terminal/findings_in_short.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t indent = 2;
constexpr std::size_t fewest_entries = 12;                 ///< so many can be told one by one, whatever they are
constexpr std::size_t most_rules = 6, most_low_rules = 3;  ///< of a severity below high that have a line
constexpr std::size_t most_names = 3, most_columns_of_name = 32;

/// "3 × UTM value in several spellings: paid-social, Pinterest and email".
std::string rule_phrase(const Report& report, const std::vector<std::size_t>& findings) {
  std::vector<std::string> names;
  std::unordered_set<std::string_view> all;
  for (const std::size_t at : findings) {
    const std::string_view name = name_in_use(report.findings[at]);
    if (all.insert(name).second && names.size() <= most_names) names.push_back(shorten(visible(name), most_columns_of_name));
  }
  // "and 1 more" is hardly shorter than a name.
  if (all.size() > names.size()) names.back() = fmt::format("{} more", all.size() - most_names);
  const std::string count = findings.size() > 1 ? fmt::format("{} × ", findings.size()) : "";
  return fmt::format("{}{}: {}", count, report.findings[findings.front()].rule->title, join_words(names));
}

}  // namespace

bool is_told_in_short(const Report& report, const RenderOptions& options, const Outline& outline) {
  if (options.all || options.verbose || !report.filter.empty() || report.baseline) return false;
  std::size_t entries = 0;
  for (const Section& section : outline.sections) entries += section.entries.size();
  return entries > fewest_entries;
}

void write_by_rule(Page& page, const Report& report, const Section& section) {
  const auto write_rest = [&](const std::string& rest, std::size_t count) {
    page.paragraph(Ink::faint, fmt::format("{} {}", rest, all_shows(count)), indent, indent + 2);
  };
  const std::size_t findings = count_findings(section.entries);
  if (section.severity == Severity::info) return write_rest(count_of(findings, "remark"), findings);
  std::map<std::string_view, std::size_t> place_of;
  std::vector<std::vector<std::size_t>> rules;
  for (const Entry& entry : section.entries) {
    for (const std::size_t at : entry.findings) {
      const auto [place, is_new] = place_of.try_emplace(report.findings[at].rule->id, rules.size());
      if (is_new) rules.emplace_back();
      rules[place->second].push_back(at);
    }
  }
  const std::size_t most = section.severity == Severity::medium ? most_rules : most_low_rules;
  const std::size_t shown = std::min(most, rules.size());
  for (std::size_t i = 0; i < shown; ++i) page.paragraph(Ink::plain, rule_phrase(report, rules[i]), indent, indent + 2);
  if (const std::size_t left = rules.size() - shown; left > 0) write_rest("and " + count_of(left, "more rule", "more rules"), left);
}

}  // namespace stackdrag::report
