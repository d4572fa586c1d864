// The difference on a terminal: the score before and after, then what came, what went, and what is worth a look.
#include <cctype>

#include <fmt/format.h>

#include "render/diff_phrases.h"
#include "stackdrag/formats.h"
#include "stackdrag/page.h"
#include "stackdrag/phrases.h"
#include "stackdrag/render_diff.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace report {
namespace {

const Word dot = {" · ", 3};

std::string upper_case(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return upper;
}

void write_title(Page& page, const Diff& diff) {
  const Report &before = *diff.before, &after = *diff.after;
  const std::string name = after.stack.name.empty() ? "marketing stack" : visible(after.stack.name);
  const auto day = [](const Report& report) { return fmt::format("{}", report.as_of); };
  const auto profile = [](const Report& report) { return std::string(name_of(report.profile)); };
  const auto items = [](const Report& report) { return fmt::format("{}", report.stack.items); };
  const std::vector<Word> parts = {
      page.paint().word(Ink::strong, shorten(name, page.columns())),
      page.paint().word(Ink::plain, "as of " + before_and_after(day(before), day(after))),
      page.paint().word(Ink::plain, before_and_after(items(before), items(after)) + (after.stack.items == 1 ? " item" : " items")),
      page.paint().word(Ink::plain, "profile " + before_and_after(profile(before), profile(after))),
  };
  page.paragraph(parts, 0, 2, dot);
}

void write_score(Page& page, const Diff& diff) {
  const Report &before = *diff.before, &after = *diff.after;
  const std::string drag = drag_change(diff), grade = before_and_after(grade_words(before.drag), grade_words(after.drag));
  const std::vector<Word> parts = {
      page.paint().word(Ink::strong, "DRAG " + drag),
      page.paint().word(Ink::plain, grade),
      page.paint().word(Ink::plain,
                        "evidence " + before_and_after(evidence_phrase(before.drag.evidence), evidence_phrase(after.drag.evidence))),
  };
  page.blank();
  page.paragraph(parts, 2, 2, {"    ", 4});
  if (const std::string danger = danger_phrase(diff); !danger.empty()) page.paragraph(Ink::alarm, danger, 2, 4);
  page.paragraph(Ink::plain, interest_change(diff), 2, 4);
  page.paragraph(Ink::plain, principal_change(diff), 2, 4);
  for (const std::string& sentence : doubts(diff)) page.paragraph(Ink::fair, sentence, 2, 4);
  for (const std::string& sentence : rename_phrases(diff)) page.paragraph(Ink::fair, sentence, 2, 4);
}

/// The largest changes of costs.
void write_costs(Page& page, const Diff& diff) {
  constexpr std::size_t most = 10;
  const std::vector<std::string> phrases = cost_phrases(diff);
  if (phrases.empty()) return;
  page.heading(Ink::fair, "COSTS");
  for (std::size_t at = 0; at < phrases.size() && at < most; ++at) page.paragraph(Ink::plain, phrases[at], 2, 4);
  if (phrases.size() > most) page.paragraph(Ink::faint, fmt::format("and {} more", phrases.size() - most), 2, 4);
}

void write_change(Page& page, const FindingChange& change, const Diff& diff) {
  const ReportedFinding& finding = shown_finding(change);
  const std::string message =
      names_subject(finding) ? std::string(finding.message) : fmt::format("`{}`: {}", finding.subject, finding.message);
  page.paragraph(Ink::plain, message, 2, 4);
  const std::vector<Word> place = {page.paint().word(Ink::faint, visible(place_of(finding.location))),
                                   page.paint().word(Ink::faint, visible(finding.rule->id)),
                                   page.paint().word(ink_of(finding.severity), name_of(finding.severity))};
  page.paragraph(place, 5, 7, {"  ", 2});
  const std::string moved = change_phrase(change, diff);
  if (!moved.empty()) page.paragraph(Ink::cool, moved, 5, 7);
}

Ink ink_of_section(std::string_view id) {
  if (id == "new" || id == "worsened") return Ink::bad;
  return id == "fixed" || id == "improved" ? Ink::good : Ink::fair;
}

}  // namespace
}  // namespace report

void render_diff_text(const Diff& diff, const RenderOptions& options, Output& out) {
  using namespace report;
  report::Page page(options, out);
  write_title(page, diff);
  write_score(page, diff);
  for (const DiffSection& section : sections_of(diff)) {
    if (section.changes->empty()) continue;
    page.heading(ink_of_section(section.id), upper_case(section.heading));
    for (const FindingChange& change : *section.changes) write_change(page, change, diff);
  }
  write_costs(page, diff);
  page.blank();
  page.paragraph(Ink::plain, counts_phrase(diff), 0, 2);
  if (!diff.limit) return;
  const bool exceeded = diff.limit->exceeded;
  page.paragraph(exceeded ? Ink::alarm : Ink::good, fmt::format("limit: {} ({})", exceeded ? "failed" : "passed", diff.limit->sentence), 0,
                 2);
}

}  // namespace stackdrag
