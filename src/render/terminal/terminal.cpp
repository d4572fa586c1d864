// The terminal report: what it costs, what to do first, what was found, what is not known.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "render/terminal/text_sections.h"
#include "stackdrag/formats.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

void write_gate(Page& page, const Report& report) {
  std::vector<Word> words = {page.paint().word(Ink::plain, "gate:")};
  const Ink ink = report.gate.passed ? Ink::good : Ink::alarm;
  for (const Word& word : page.paint().words(Ink::plain, gate_phrase(report), page.room(2))) words.push_back(word);
  if (words.size() > 1) words[1] = page.paint().word(ink, report.gate.passed ? "passed" : "failed");
  page.paragraph(words, 0, 2);
}

/// Says that nothing was found, and whether that is good news.
void write_nothing_found(Page& page, const Report& report) {
  page.blank();
  if (report.stack.items == 0 && !report.problems.empty()) {
    page.paragraph(Ink::plain, "Nothing could be read.", 0, 0);
  } else if (report.stack.items == 0) {
    page.paragraph(Ink::plain, "There is nothing to audit yet. `stackdrag init` writes an inventory to start from.", 0, 0);
  } else if (!report.problems.empty()) {
    page.paragraph(Ink::plain, "No findings in the parts that could be read.", 0, 0);
  } else if (report.unknown.empty()) {
    page.paragraph(Ink::good, fmt::format("No debt found in {}.", count_of(report.stack.items, "item")), 0, 0);
  } else {
    page.paragraph(Ink::good, "No findings in what is known so far.", 0, 0);
  }
}

/// The waivers with a note, and the baseline's findings that are gone.
void write_waivers(Page& page, const Report& report, const RenderOptions& options) {
  bool first = true;
  for (const ReportedWaiver& waiver : report.waivers) {
    if (waiver.note.empty()) continue;
    if (std::exchange(first, false)) page.heading(Ink::fair, "WAIVERS");
    page.paragraph(Ink::plain, fmt::format("`{}` on `{}` {}", waiver.rule, waiver.on, waiver.note), 2, 4);
    if (options.all || options.verbose) page.line(page.paint().word(Ink::faint, visible(place_of(waiver.location))), 5);
  }
}

void write_gone(Page& page, const Report& report, bool all) {
  constexpr std::size_t most = 5;
  if (!report.baseline || report.baseline->gone.empty()) return;
  page.heading(Ink::good, "GONE");
  const auto& gone = report.baseline->gone;
  const std::size_t shown = all ? gone.size() : std::min(most, gone.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const std::string key = gone[i].key.empty() ? "" : fmt::format(" ({})", gone[i].key);
    page.paragraph(Ink::plain, fmt::format("{} on {}{}", gone[i].rule, gone[i].subject, key), 2, 4);
  }
  if (const std::size_t left = gone.size() - shown; left > 0)
    page.paragraph(Ink::faint, fmt::format("and {} more {}", left, all_shows(left)), 2, 4);
  for (const Report::Renamed& pair : report.baseline->perhaps_renamed) page.paragraph(Ink::fair, rename_phrase(pair.from, pair.to), 2, 4);
}

void write_in_order(Page& page, const Report& report) {
  std::vector<std::string> phrases = in_order_phrases(report);
  if (phrases.empty()) return;
  for (std::size_t at = 0; at + 1 < phrases.size(); ++at) phrases[at] += ',';
  phrases.insert(phrases.begin(), "checks in order:");
  page.phrases(Ink::good, phrases, 0, 2, {" ", 1});
}

void write_ending(Page& page, const Report& report) {
  page.blank();
  if (report.next_profile) {
    page.paragraph(Ink::faint,
                   fmt::format("The evidence is good enough for a stricter profile: try --profile {}.", name_of(*report.next_profile)), 0,
                   0);
  }
  write_in_order(page, report);
  if (!report.findings.empty()) page.phrases(Ink::plain, totals_phrases(report), 0, 2);
  if (report.baseline) page.phrases(Ink::plain, baseline_phrases(*report.baseline), 0, 2);
  if (report.evidence) page.phrases(Ink::plain, evidence_phrases(*report.evidence), 0, 2);
  write_gate(page, report);
}

}  // namespace

void render_text(const Report& report, const RenderOptions& options, Output& out) {
  report::Page page(options, out);
  if (options.quiet) {
    write_score(page, report);
    return write_gate(page, report);
  }
  write_title(page, report);
  if (report.stack.items > 0 || !report.problems.empty()) write_headline(page, report);
  if (report.findings.empty()) write_nothing_found(page, report);
  // With a baseline, what is new is why somebody looks; what to do about known debt is told with it.
  if (report.baseline) write_findings(page, report, options);
  if (!report.baseline || options.all) write_actions(page, report, options);
  if (!report.baseline) write_findings(page, report, options);
  write_shadow(page, report, options);
  write_waivers(page, report, options);
  write_gone(page, report, options.all);
  write_gaps(page, report, options.all);
  write_ending(page, report);
}

}  // namespace stackdrag::report
