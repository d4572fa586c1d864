// The page for those who decide and do not read findings: what it costs, what it risks, what the work buys, and what to decide. Markdown,
// no longer than a screen or two, without rules, ids where there are names, and places in files.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "render/decisions.h"
#include "render/markdown/markdown_parts.h"
#include "render/plain_words.h"
#include "render/summary.h"
#include "stackdrag/formats.h"
#include "stackdrag/markdown_escape.h"
#include "stackdrag/phrases.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t most_decisions = 6;

/// A paragraph that begins with bold words; empty without sentences.
std::string paragraph(std::string_view begin, const std::vector<std::string>& sentences) {
  std::string out;
  for (const std::string& sentence : sentences) out += " " + prose(sentence);
  return out.empty() ? "" : fmt::format("\n**{}.**{}\n", begin, out);
}

std::string decisions(const Report& report) {
  const std::size_t all = decisions_of(report).size();
  if (all == 0) return "\nThere is nothing to decide this month.\n";
  const std::string more = all > most_decisions ? fmt::format("\nAnd {} more.\n", all - most_decisions) : "";
  return "\n## Decisions this month\n\n" + decisions_table(report, most_decisions) + more;
}

}  // namespace

void render_brief(const Report& report, const RenderOptions&, Output& out) {
  Summary summary = summary_of(report);
  if (!summary.trend.empty()) summary.verdict.insert(summary.verdict.begin() + 1, summary.trend);
  if (report.drag.cap != GradeCap::none) summary.verdict.push_back(fmt::format("It is {}.", cap_phrase(report.drag)));
  out.put(fmt::format("# {}: the marketing stack on {}\n", prose(report.stack.name), long_day(report.as_of)));
  out.put(paragraph(summary.grade, summary.verdict));
  if (const std::string problems = problems_phrase(report.problems.size()); !problems.empty())
    out.put(fmt::format("\nNote: {}.\n", prose(problems)));
  if (const std::string filter = filter_phrase(report); !filter.empty()) out.put(fmt::format("\nNote: {}.\n", prose(filter)));
  out.put(paragraph("What it costs", summary.cost));
  out.put(paragraph("Risk, beside the hours and the money", summary.risk));
  out.put(paragraph("What the next 30 days buy", summary.purchase));
  for (const std::string& gain : summary.gains) out.put("- " + prose(gain) + "\n");
  out.put(decisions(report));
  for (std::size_t at = 0; at < summary.certainty.size(); ++at) out.put((at == 0 ? "\n" : " ") + prose(summary.certainty[at]));
  if (!summary.certainty.empty()) out.put("\n");
}

}  // namespace stackdrag::report
