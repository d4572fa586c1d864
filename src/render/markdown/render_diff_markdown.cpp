// The difference as a comment on a merge request: the verdict first, then the figures, then a table for each kind of change.
#include <algorithm>

#include <fmt/format.h>

#include "render/diff_phrases.h"
#include "stackdrag/formats.h"
#include "stackdrag/markdown_escape.h"
#include "stackdrag/phrases.h"
#include "stackdrag/render_diff.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace report {
namespace {

/// The longest comment on GitHub; other services allow more.
constexpr std::size_t most_bytes = 65'536;
constexpr std::size_t notice_bytes = 256;

std::string verdict(const Diff& diff) {
  std::string out = "**";
  if (diff.limit) out += diff.limit->exceeded ? "Failed: " : "Passed: ";
  const std::string danger = danger_phrase(diff);
  out += fmt::format("marketing drag {}{}** · {}\n\n", drag_change(diff), danger.empty() ? "" : " · " + danger, counts_phrase(diff));
  if (diff.limit) out += "Limit: " + prose(diff.limit->sentence) + ".\n\n";
  return out;
}

std::string day_and_profile(const Report& report) { return fmt::format("{}, {}", report.as_of, name_of(report.profile)); }

std::string figures(const Diff& diff) {
  const Report &before = *diff.before, &after = *diff.after;
  std::string out = "| | Drag | Grade | Evidence | Costs | Work | Items |\n|---|---|---|---|---|---|---:|\n";
  for (const Report* report : {&before, &after}) {
    out += fmt::format("| {} ({}) | {} | {} | {} | {} | {} | {} |\n", report == &before ? "Before" : "After", day_and_profile(*report),
                       drag_range(report->drag), grade_phrase(report->drag), evidence_phrase(report->drag.evidence),
                       prose(interest_phrase(*report), true), prose(principal_phrase(*report), true), report->stack.items);
  }
  out += '\n';
  for (const std::string& sentence : doubts(diff)) out += fmt::format("**Note:** {}.\n\n", prose(sentence));
  for (const std::string& sentence : rename_phrases(diff)) out += fmt::format("**Note:** {}.\n\n", prose(sentence));
  return out;
}

/// The largest changes of costs.
std::string costs(const Diff& diff) {
  constexpr std::size_t most = 10;
  const std::vector<std::string> phrases = cost_phrases(diff);
  if (phrases.empty()) return "";
  std::string out = fmt::format("### Costs ({})\n\n", phrases.size());
  for (std::size_t at = 0; at < phrases.size() && at < most; ++at) out += fmt::format("- {}\n", prose(phrases[at]));
  if (phrases.size() > most) out += fmt::format("- and {} more\n", phrases.size() - most);
  return out + "\n";
}

std::string row(const FindingChange& change, const Diff& diff) {
  const ReportedFinding& finding = shown_finding(change);
  std::string message = prose(finding.message, true);
  if (!names_subject(finding)) message = code_span(finding.subject, true) + ": " + message;
  const std::string moved = change_phrase(change, diff);
  if (!moved.empty()) message += " (" + prose(moved, true) + ")";
  return fmt::format("| {} | {} | {} | {} |\n", name_of(finding.severity), message, code_span(finding.rule->id, true),
                     code_span(place_of(finding.location), true));
}

std::string heading(const DiffSection& section) {
  std::string title(section.heading);
  title[0] = static_cast<char>(title[0] - 'a' + 'A');
  return fmt::format("### {} ({})\n\n| Severity | What | Rule | Where |\n|---|---|---|---|\n", title, section.changes->size());
}

/// The tables, as far as they fit; the notice says how many rows are missing.
std::string tables(const Diff& diff, std::size_t room) {
  std::string out;
  std::size_t left_out = 0;
  for (const DiffSection& section : sections_of(diff)) {
    std::string begin = section.changes->empty() ? "" : heading(section);
    for (const FindingChange& change : *section.changes) {
      const std::string text = begin + row(change, diff);
      // If one does not fit, all that follow are left out, too.
      if (left_out > 0 || out.size() + text.size() + 1 > room) {
        ++left_out;
        continue;
      }
      out += text;
      begin.clear();
    }
    if (begin.empty() && !section.changes->empty()) out += '\n';
  }
  if (left_out == 0) return out;
  return out +
         fmt::format(
             "**{} left out** to stay within the limit of {} characters for a comment. The text and JSON formats contain all of them.\n",
             count_of(left_out, "finding is", "findings are"), most_bytes);
}

}  // namespace
}  // namespace report

void render_diff_markdown(const Diff& diff, const RenderOptions&, Output& out) {
  using namespace report;
  const std::string head = verdict(diff) + figures(diff) + costs(diff);
  out.put(head);
  out.put(tables(diff, most_bytes - std::min(most_bytes, head.size() + notice_bytes)));
}

}  // namespace stackdrag
