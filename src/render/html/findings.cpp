// All findings in a table, the worst first, each with what is shown under it.
#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "render/html/filters.h"
#include "render/html/sections.h"
#include "render/html/writing.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::html {
namespace {

constexpr std::size_t most_rows = 500, most_related = 4, most_folded = 6;

bool is_outside(const Report& report, const ReportedFinding& finding) { return finding.rule->profile > report.profile; }

/// What stands in rows of its own, and what stands under each. What the profile does not ask for, and what is waived as not applicable,
/// stands last.
struct Rows {
  std::vector<std::size_t> findings;
  std::map<std::size_t, std::vector<std::size_t>> under;
};

Rows rows_of(const Report& report) {
  const std::vector<std::size_t>& shown = report.shown;
  const auto is_shown = [&](std::size_t at) { return std::binary_search(shown.begin(), shown.end(), at); };
  Rows rows;
  for (const std::size_t at : shown) {
    std::size_t top = at;
    for (int steps = 0; steps < longest_fold && report.findings[top].folded_into && is_shown(*report.findings[top].folded_into); ++steps)
      top = *report.findings[top].folded_into;
    if (top == at)
      rows.findings.push_back(at);
    else
      rows.under[top].push_back(at);
  }
  const auto rank = [&](std::size_t at) {
    const ReportedFinding& finding = report.findings[at];
    return is_excused(finding) ? 2 : is_outside(report, finding) ? 1 : 0;
  };
  std::stable_sort(rows.findings.begin(), rows.findings.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  return rows;
}

std::string rule_link(const Report& report, const ReportedFinding& finding) {
  const ReportedRule* const begin = report.rules.data();
  if (finding.rule < begin || finding.rule >= begin + report.rules.size()) return text(finding.rule->id);
  return fmt::format("<a href=\"#r{}\">{}</a>", finding.rule - begin, text(finding.rule->id));
}

std::string also(std::string_view words, const Location& location) {
  return fmt::format("<br/><span class=\"also\">also: {} <code>{}</code></span>", sentence(words), text(report::place_of(location)));
}

std::string row_of(const Report& report, const Rows& rows, const Filters& filters, std::size_t at) {
  const ReportedFinding& finding = report.findings[at];
  std::string out = fmt::format("<tr class=\"fi\" {}><td class=\"sv\">{}</td><td>{}", filters.attributes(finding), key_of(finding.severity),
                                sentence(report::with_name(report, finding, report::message_phrase(finding))));
  for (std::size_t i = 0; i < std::min(most_related, finding.related.size()); ++i)
    out += also(finding.related[i].message, finding.related[i].location);
  if (finding.related.size() > most_related)
    out += fmt::format("<br/><span class=\"also\">and {}</span>", count_of(finding.related.size() - most_related, "more place"));
  if (const auto under = rows.under.find(at); under != rows.under.end()) {
    for (std::size_t i = 0; i < std::min(most_folded, under->second.size()); ++i) {
      const ReportedFinding& child = report.findings[under->second[i]];
      out += also(child.message, child.location);
    }
    if (under->second.size() > most_folded)
      out += fmt::format("<br/><span class=\"also\">and {}</span>", count_of(under->second.size() - most_folded, "more finding"));
  }
  if (const std::string standing =
          finding.waiver != nullptr ? "waived: " + report::waiver_phrase(*finding.waiver) : report::standing_phrase(finding);
      !standing.empty())
    out += fmt::format("<br/><strong class=\"also\">{}</strong>", sentence(standing));
  if (is_outside(report, finding)) out += fmt::format("<br/><span class=\"also\">outside the profile {}</span>", name_of(report.profile));
  return out + fmt::format("</td><td><code>{}</code></td><td class=\"r\">{}</td></tr>\n", text(report::place_of(finding.location)),
                           rule_link(report, finding));
}

/// What stands there instead of a table.
std::string no_rows(const Report& report) {
  if (report.findings.empty() && report::are_all_there(report)) return "No debt was found";
  return report.filter.empty() ? "None of the findings is shown" : capitalized(report::filter_phrase(report));
}

}  // namespace

std::string findings_section(const Report& report) {
  Rows rows = rows_of(report);
  std::string out = heading("findings", "Findings");
  if (rows.findings.empty()) return out + fmt::format("<p>{}.</p>\n</section>\n", sentence(no_rows(report)));
  const std::size_t left = rows.findings.size() - std::min(rows.findings.size(), most_rows);
  rows.findings.resize(rows.findings.size() - left);
  const Filters filters(report, rows.findings);
  out += filters.selects(report);
  out +=
      "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Findings\"><table class=\"fin\">\n<thead><tr><th "
      "scope=\"col\">Severity</th><th scope=\"col\">What is "
      "wrong</th><th scope=\"col\">Where</th><th scope=\"col\">Rule</th></tr></thead>\n<tbody>\n";
  for (const std::size_t at : rows.findings) out += row_of(report, rows, filters, at);
  out += "</tbody></table></div>\n<p class=\"count\"></p>\n";
  if (left > 0)
    out += fmt::format(
        "<p class=\"sub\">{} not on this page: the most severe come first, and what the profile does not ask for or is waived as not "
        "applicable comes last. The JSON report has all.</p>\n",
        count_of(left, "more finding is", "more findings are"));
  return out + "</section>\n";
}

}  // namespace stackdrag::html
