// The Markdown report, for a merge request, a step summary or a wiki. It fits into one comment.
#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "render/decisions.h"
#include "render/grouping.h"
#include "render/in_short.h"
#include "render/markdown/markdown_parts.h"
#include "render/outline.h"
#include "render/plain_words.h"
#include "stackdrag/formats.h"
#include "stackdrag/markdown_escape.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

/// The most characters that GitHub takes in a comment. We count bytes, which are never fewer.
constexpr std::size_t most_bytes = 65'536;
/// Kept for the notice of what was left out, and for the closing of a list.
constexpr std::size_t notice_bytes = 400;
constexpr std::size_t most_actions = 5, most_decisions = 5;
constexpr std::size_t most_gaps = 12;
/// With --all. Findings have the rest of the room.
constexpr std::size_t most_in_all = 15;
constexpr std::size_t most_lines_of_gap = 4;
constexpr std::size_t most_names = 12;
constexpr std::size_t most_places = 8;
constexpr std::size_t most_folded = 20;

std::string plain_gate(const Report& report) { return fmt::format("**{}**", report.gate.passed ? "passed" : "failed"); }

std::string figures(const Report& report) {
  const Report::Drag& drag = report.drag;
  const std::string payback = payback_phrase(report);
  std::string out = "| Drag | Grade | Evidence | Work | Gate |\n|---|---|---|---|---|\n";
  out +=
      fmt::format("| **{}** of 100 | **{}** | {} | {}{} | {} |\n\n", drag_range(drag), grade_phrase(drag), evidence_phrase(drag.evidence),
                  prose(principal_phrase(report), true), payback.empty() ? "" : ", " + payback, plain_gate(report));
  std::vector<std::string> phrases;
  for (const std::string& phrase : ledger_phrases(report)) phrases.push_back(prose(phrase));
  if (drag.cap != GradeCap::none) phrases.push_back(cap_phrase(drag));
  if (const std::string capacity = capacity_phrase(drag); !capacity.empty()) phrases.push_back(prose(capacity));
  return phrases.empty() ? out : out + capitalized(with_dots(phrases)) + "\n\n";
}

std::string headline(const Report& report) {
  const Report::Drag& drag = report.drag;
  const bool scored = is_scored(drag);
  std::string out = scored ? fmt::format("## Marketing drag {}, {}\n\n", drag_range(drag), grade_words(drag))
                           : std::string("## Marketing drag: not scored\n\nThere is nothing here that could be audited.\n\n");
  out += fmt::format("{} · as of {} · {} · profile {}\n\n", code_span(report.stack.name), report.as_of,
                     count_of(report.stack.items, "item"), name_of(report.profile));
  if (scored) {
    out += figures(report);
  } else {
    out += fmt::format("| Grade | Gate |\n|---|---|\n| {} | {} |\n\n", grade_phrase(drag), plain_gate(report));
  }
  const std::string problems = problems_phrase(report.problems.size());
  if (!problems.empty()) out += fmt::format("**Note:** {}.\n\n", problems);
  if (!report.filter.empty()) out += fmt::format("**Note:** {}.\n\n", prose(filter_phrase(report)));
  return out;
}

std::string and_more(std::size_t left) { return left == 0 ? "" : fmt::format("\nand {} more\n", left); }

std::string decisions(const Report& report, const RenderOptions& options) {
  const std::size_t all = decisions_of(report).size(), most = options.all ? most_in_all : most_decisions;
  if (all == 0) return "";
  const std::string some = all > most ? fmt::format(" ({} of {})", most, all) : "";
  return fmt::format("### Decisions this month{}\n\n{}\n", some, decisions_table(report, most));
}

std::string actions(const Report& report, const RenderOptions& options) {
  if (report.actions.empty()) return "";
  std::string out = "### Do first\n\n| | What | By | Who | Work | Frees a month | Drag |\n|---:|---|---|---|---:|---:|---:|\n";
  const std::size_t count = std::min(options.top.value_or(options.all ? most_in_all : most_actions), report.actions.size());
  for (std::size_t at = 0; at < count; ++at) {
    const Action& action = report.actions[at];
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", at + 1, prose(action.text, true), due_phrase(action),
                       prose(owners_phrase(action), true), hours_phrase(action.effort_hours),
                       prose(freed_phrase(action, report.stack.currency), true), fall_phrase(action.points_gained));
  }
  return out + and_more(report.actions.size() - count) + "\n";
}

std::string place_line(const ReportedFinding& finding) {
  return fmt::format("  {} · {}", code_span(place_of(finding.location)), code_span(finding.rule->id));
}

/// The message, with the subject in front if it could be taken for a list or a heading at the beginning of a line.
std::string message(const ReportedFinding& finding) {
  std::string text = prose(finding.message);
  if (names_subject(finding) && (text.front() == '`' || is_letter(text.front()))) return text;
  return fmt::format("**{}** {}", code_span(finding.subject), text);
}

std::string advice(const ReportedFinding& finding) {
  std::string out;
  if (finding.waiver != nullptr)
    out += "\\\n  Waived: " + prose(waiver_phrase(*finding.waiver));
  else if (const std::string standing = standing_phrase(finding); !standing.empty())
    out += fmt::format("\\\n  **{}**", prose(standing));
  if (finding.severity == Severity::critical && !finding.rule->why.empty()) out += "\\\n  Why: " + prose(finding.rule->why);
  if (!finding.rule->fix.empty()) out += "\\\n  → " + prose(finding.rule->fix);
  return out + "\n";
}

std::string also(std::string_view text, const Location& location, std::string_view rule) {
  return fmt::format("  - also: {} ({}){}\n", prose(text), code_span(place_of(location)), rule.empty() ? "" : " " + code_span(rule));
}

/// `mark` stands in front of the message.
std::string single(const Report& report, const Outline& outline, std::size_t at, const std::string& mark) {
  const ReportedFinding& finding = report.findings[at];
  std::string out = "- " + mark + message(finding) + "\\\n" + place_line(finding) + advice(finding);
  std::size_t places = 0;
  for (const RelatedPlace& related : finding.related) {
    if (++places <= most_places) out += also(related.message, related.location, "");
  }
  if (places > most_places) out += fmt::format("  - and {}\n", count_of(places - most_places, "more place"));
  const auto folded = outline.folded.find(at);
  if (folded == outline.folded.end()) return out;
  for (std::size_t part = 0; part < folded->second.size() && part < most_folded; ++part) {
    const ReportedFinding& child = report.findings[folded->second[part]];
    out += also(child.message, child.location, child.rule->id);
  }
  if (folded->second.size() > most_folded)
    out += fmt::format("  - and {}\n", count_of(folded->second.size() - most_folded, "more finding"));
  return out;
}

std::string repeats(const Report& report, const Entry& entry, const std::string& mark) {
  const ReportedFinding& first = report.findings[entry.findings.front()];
  const std::vector<std::string> names = names_of_repeats(report, entry);
  std::string out = fmt::format("- {}**{} × {}** on {}: ", mark, entry.findings.size(), code_span(first.rule->id),
                                prose(plural_of(kind_of(first.subject))));
  for (std::size_t at = 0; at < names.size() && at < most_names; ++at) out += (at == 0 ? "" : ", ") + code_span(names[at]);
  if (names.size() > most_names) out += fmt::format(" and {} more", names.size() - most_names);
  return out + "\\\n  such as " + message(first) + "\\\n" + place_line(first) + advice(first);
}

std::string gaps(const Report& report, bool in_short, bool all) {
  if (report.gaps.empty()) return "";
  std::string out = "### Not known\n\n| Item | Add | Drag up to |\n|---|---|---:|\n";
  const std::size_t count = std::min(in_short ? most_in_short : all ? most_in_all : most_gaps, report.gaps.size());
  for (std::size_t at = 0; at < count; ++at) {
    const Gap& gap = report.gaps[at];
    std::string lines;
    for (std::size_t line = 0; line < gap.lines.size() && line < most_lines_of_gap; ++line) {
      lines += (line == 0 ? "" : ", ") + code_span(gap.lines[line], true);
    }
    out += fmt::format("| {}{} | {} | {} |\n", gap.items.empty() ? "stack" : code_span(gap.items.front(), true),
                       gap.items.size() > 1 ? fmt::format(" and {} more", gap.items.size() - 1) : "", lines, fall_phrase(gap.points));
  }
  return out + and_more(report.gaps.size() - count) + "\n";
}

std::string waivers(const Report& report) {
  std::string out;
  std::size_t told = 0;
  for (const ReportedWaiver& waiver : report.waivers) {
    if (waiver.note.empty() || ++told > most_folded) continue;
    out += fmt::format("- Waiver of {} on {}: {} ({})\n", code_span(waiver.rule), code_span(waiver.on), prose(waiver.note),
                       code_span(place_of(waiver.location)));
  }
  if (told > most_folded) out += fmt::format("- and {} more\n", told - most_folded);
  return out.empty() ? out : "### Waivers\n\n" + out + "\n";
}

std::string gone(const Report& report) {
  if (!report.baseline || report.baseline->gone.empty()) return "";
  std::string out = "### Gone\n\n";
  const auto& gone = report.baseline->gone;
  for (std::size_t at = 0; at < gone.size() && at < most_folded; ++at)
    out += fmt::format("- {} on {}{}\n", code_span(gone[at].rule), code_span(gone[at].subject),
                       gone[at].key.empty() ? "" : " " + code_span(gone[at].key));
  if (gone.size() > most_folded) out += fmt::format("- and {} more\n", gone.size() - most_folded);
  const auto& renamed = report.baseline->perhaps_renamed;
  for (const Report::Renamed& pair : renamed.first(std::min(renamed.size(), most_folded)))
    out += fmt::format("- {}\n", prose(rename_phrase(pair.from, pair.to)));
  return out + "\n";
}

std::string ending(const Report& report) {
  std::string out;
  if (report.next_profile) {
    out += fmt::format("The evidence is good enough for a stricter profile: try `--profile {}`.\n\n", name_of(*report.next_profile));
  }
  if (!report.findings.empty()) out += with_dots(totals_phrases(report)) + "\n\n";
  if (report.baseline) out += with_dots(baseline_phrases(*report.baseline)) + "\n\n";
  if (report.evidence) out += with_dots(evidence_phrases(*report.evidence)) + "\n\n";
  return out + "**Gate:** " + prose(gate_phrase(report)) + "\n";
}

/// The findings, as far as they fit.
struct Listed {
  std::size_t room;
  std::string text;
  std::size_t left_out = 0;  ///< for lack of room
};

/// Adds the entries of an outline: under `heading`, each with its severity, or without one, each section under its own.
void list(Listed& into, const Report& report, const RenderOptions& options, const Outline& outline, const std::string& heading) {
  std::size_t most = options.top.value_or(report.findings.size()), more = 0;
  std::string title = heading;
  bool is_begun = false;
  for (const Section& section : outline.sections) {
    if (heading.empty()) title = fmt::format("### {}\n\n", capitalized(title_of(section)));
    const std::vector<Entry> entries = most < section.entries.size() ? most_urgent_first(report, section.entries) : section.entries;
    for (const Entry& entry : std::span(entries).first(std::min(most, entries.size()))) {
      const Severity severity = report.findings[entry.findings.front()].severity;
      const std::string mark = heading.empty() ? "" : fmt::format("**{}:** ", name_of(severity));
      const std::string text =
          title + (entry.repeats() ? repeats(report, entry, mark) : single(report, outline, entry.findings.front(), mark));
      // If one does not fit, all that follow are left out, too.
      if (into.left_out > 0 || into.text.size() + text.size() > into.room) {
        into.left_out += entry.findings.size();
        continue;
      }
      into.text += text;
      title.clear();
      is_begun = true;
    }
    more += count_findings(std::span(entries).subspan(std::min(most, entries.size())));
    most -= std::min(most, entries.size());
    if (section.left_out > 0 && title.empty()) into.text += fmt::format("- {}\n", left_out_phrase(report, section));
    if (heading.empty() && title.empty()) into.text += '\n';
  }
  if (!is_begun && into.left_out > 0) into.left_out += more;
  if (more > 0 && is_begun) into.text += fmt::format("{}and {} more\n", heading.empty() ? "" : "- ", more);
  if ((more > 0 || !heading.empty()) && is_begun) into.text += '\n';
}

/// The findings as far as they fit; the notice says what is missing.
std::string findings(const Report& report, const RenderOptions& options, std::size_t room) {
  const bool clean = report.findings.empty() && report.unknown.empty() && report.problems.empty() && report.stack.items > 0;
  if (clean) return "No debt found.\n\n";
  Listed listed{room, {}};
  if (options.by == Grouping::severity) list(listed, report, options, outline_of(report, report.shown, options.all), "");
  const std::vector<Group> groups = options.by == Grouping::severity ? std::vector<Group>() : groups_of(report, report.shown, options.by);
  for (const Group& group : groups)
    list(listed, report, options, outline_of(report, group.findings, options.all),
         fmt::format("### {}: {}\n\n", prose(group.title), figures_of(group)));
  if (listed.left_out == 0) return listed.text;
  return listed.text + fmt::format(
                           "\n**{} left out** to stay within the limit of {} characters for a comment. The text and JSON reports contain "
                           "all of them.\n\n",
                           count_of(listed.left_out, "finding is", "findings are"), most_bytes);
}

}  // namespace

void render_markdown(const Report& report, const RenderOptions& options, Output& out) {
  const Outline outline = outline_of(report, report.shown, options.all);
  const bool in_short = options.by == Grouping::severity && !options.top && is_told_in_short(report, options, outline);
  // What is to be decided is most of what is to be done first.
  const std::string to_decide = decisions(report, options);
  const std::string head = headline(report) + to_decide + (in_short && !to_decide.empty() ? "" : actions(report, options));
  const std::string tail = waivers(report) + gone(report) + gaps(report, in_short, options.all) + ending(report);
  if (in_short) {
    for (const std::string& part : {head, findings_in_short(report, outline), tail}) out.put(part);
    return;
  }
  const std::size_t taken = head.size() + tail.size() + notice_bytes;
  for (const std::string& part : {head, findings(report, options, most_bytes > taken ? most_bytes - taken : 0), tail}) out.put(part);
}

}  // namespace stackdrag::report
