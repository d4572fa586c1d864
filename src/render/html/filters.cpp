// Numbers severities, families and owners.
#include "render/html/filters.h"

#include <algorithm>

#include <fmt/format.h>

#include "render/html/writing.h"

namespace stackdrag::html {
namespace {

std::string option(std::size_t value, const std::string& words) { return fmt::format("<option value=\"{}\">{}</option>", value, words); }

std::string select(std::string_view id, std::string_view label, const std::string& options) {
  return fmt::format(
      "<label for=\"{0}\">{1} <select id=\"{0}\" autocomplete=\"off\"><option value=\"0\">all</option>{2}</select></label>\n", id, label,
      options);
}

/// Hides what does not have the chosen number.
std::string rules(std::string_view select, std::string_view attribute, std::string_view matches, std::size_t count) {
  std::string out;
  for (std::size_t number = 1; number <= count; ++number)
    out += fmt::format("main:has(#{0}>[value=\"{3}\"]:checked) .fi:not([{1}{2}\"{3}\"]){{display:none}}\n", select, attribute, matches,
                       number);
  return out;
}

}  // namespace

Filters::Filters(const Report& report, const std::vector<std::size_t>& findings) {
  std::map<std::string_view, std::size_t> families, owners;
  for (const std::size_t at : findings) {
    const ReportedFinding& finding = report.findings[at];
    ++families[finding.rule->family];
    for (const std::string_view owner : finding.owners) ++owners[owner];
    if (finding.owners.empty()) ++owners[unowned];
  }
  const auto number = [](const std::map<std::string_view, std::size_t>& counts, std::vector<std::string_view>& names, std::size_t most) {
    for (const auto& [name, count] : counts) names.push_back(name);
    std::stable_sort(names.begin(), names.end(), [&](std::string_view a, std::string_view b) { return counts.at(a) > counts.at(b); });
    std::map<std::string_view, std::size_t> numbers;
    for (std::size_t i = 0; i < names.size(); ++i) numbers.emplace(names[i], std::min(i + 1, most));
    return numbers;
  };
  family_numbers_ = number(families, families_, most_families);
  owner_numbers_ = number(owners, owners_, most_owners);
}

std::string Filters::attributes(const ReportedFinding& finding) const {
  std::string owners;
  for (const std::string_view owner : finding.owners) owners += fmt::format("{}{}", owners.empty() ? "" : " ", owner_numbers_.at(owner));
  if (finding.owners.empty()) owners = std::to_string(owner_numbers_.at(unowned));
  return fmt::format("data-s=\"{}\" data-f=\"{}\" data-o=\"{}\"", static_cast<int>(finding.severity) + 1,
                     family_numbers_.at(finding.rule->family), owners);
}

std::string Filters::selects(const Report& report) const {
  std::string severities, families, owners;
  for (std::size_t level = names_of<Severity>.size(); level-- > 0;)
    severities += option(level + 1, std::string(names_of<Severity>.at(level)));
  for (std::size_t i = 0; i < std::min(families_.size(), most_families); ++i)
    families += option(i + 1, families_.size() > most_families && i + 1 == most_families ? "others" : text(families_[i]));
  for (std::size_t i = 0; i < std::min(owners_.size(), most_owners); ++i) {
    const bool is_rest = owners_.size() > most_owners && i + 1 == most_owners;
    owners += option(i + 1, is_rest ? "others" : text(owner_called(report, owners_[i]), 40));
  }
  return "<div class=\"filters\">\n" + select("fs", "Severity", severities) + select("ff", "Family", families) +
         select("fo", "Owner", owners) + "</div>\n";
}

std::string filter_rules() {
  return rules("fs", "data-s", "=", names_of<Severity>.size()) + rules("ff", "data-f", "=", most_families) +
         rules("fo", "data-o", "~=", most_owners);
}

}  // namespace stackdrag::html
