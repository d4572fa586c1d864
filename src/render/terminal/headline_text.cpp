// The top of the terminal report: what was audited, the score, and what it means in hours and in money.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "render/terminal/text_sections.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

const Word dot = {" · ", 3};

std::string repeated(std::string_view cell, std::size_t count) {
  std::string text;
  for (std::size_t at = 0; at < count; ++at) text += cell;
  return text;
}

/// The scale from 0 to 100: what is proved, what would come on top if everything unknown were bad, and the rest.
Word bar(const Paint& paint, const Report::Drag& drag, std::size_t cells) {
  const auto cells_of = [&](Decimal points) {
    const double share = std::clamp(points.value() / 100, 0.0, 1.0);
    const auto count = static_cast<std::size_t>(std::lround(share * static_cast<double>(cells)));
    return share > 0 ? std::max<std::size_t>(count, 1) : 0;
  };
  const std::size_t low = cells_of(drag.low);
  const std::size_t high = std::max(low, cells_of(drag.high));
  const Ink ink = ink_of_grade(drag.grade);
  return {paint(ink, repeated("█", low)) + paint(ink, repeated("▒", high - low)) + paint(Ink::faint, repeated("░", cells - high)), cells};
}

void write_bar(Page& page, const Report& report) { page.line(bar(page.paint(), report.drag, std::min<std::size_t>(32, page.room(2))), 2); }

void write_parts(Page& page, const std::vector<std::string>& phrases) {
  std::vector<Word> parts;
  for (const std::string& phrase : phrases) {
    if (!phrase.empty()) parts.push_back(page.paint().word(Ink::plain, phrase));
  }
  if (!parts.empty()) page.paragraph(parts, 2, 2, dot);
}

void write_ledgers(Page& page, const Report& report) {
  write_parts(page, ledger_phrases(report));
  if (report.money.principal > 0) write_parts(page, {principal_phrase(report), payback_phrase(report)});
}

}  // namespace

void write_title(Page& page, const Report& report) {
  const Paint& paint = page.paint();
  const std::string name = report.stack.name.empty() ? "marketing stack" : visible(report.stack.name);
  const std::vector<Word> parts = {
      paint.word(Ink::strong, shorten(name, page.columns())),
      paint.word(Ink::plain, fmt::format("as of {}", report.as_of)),
      paint.word(Ink::plain, count_of(report.stack.items, "item")),
      paint.word(Ink::plain, fmt::format("profile {}", name_of(report.profile))),
  };
  page.paragraph(parts, 0, 2, dot);
}

void write_score(Page& page, const Report& report) {
  if (!is_scored(report.drag)) return page.paragraph(Ink::fair, "not scored: there is nothing here that could be audited", 2, 2);
  const Paint& paint = page.paint();
  if (report.drag.grade == no_grade) {
    const std::vector<Word> parts = {paint.word(Ink::strong, "NOT GRADED"), paint.word(Ink::plain, known_phrase(report.drag))};
    return page.paragraph(parts, 2, 2, {": ", 2});
  }
  const std::string drag = drag_range(report.drag);
  const std::string grade = grade_phrase(report.drag);
  const std::vector<Word> parts = {
      {paint(Ink::strong, "DRAG " + drag), 5 + display_width(drag)},
      {"grade " + paint(ink_of_grade(report.drag.grade), grade), 6 + grade.size()},
      paint.word(Ink::plain, "evidence " + evidence_phrase(report.drag.evidence)),
  };
  page.paragraph(parts, 2, 2, {"        ", 8});
}

void write_headline(Page& page, const Report& report) {
  page.blank();
  write_score(page, report);
  if (is_scored(report.drag)) {
    write_bar(page, report);
    write_ledgers(page, report);
  }
  if (report.drag.cap != GradeCap::none) page.paragraph(Ink::plain, cap_phrase(report.drag), 2, 2);
  if (const std::string capacity = capacity_phrase(report.drag); !capacity.empty() && is_scored(report.drag)) {
    const std::string_view advice = report.drag.capacity_assumed ? ": state your `capacity_hours:` under `stack:`" : "";
    page.paragraph(Ink::plain, capacity + std::string(advice), 2, 2);
  }
  const std::string problems = problems_phrase(report.problems.size()), filter = filter_phrase(report);
  if (!problems.empty() || !filter.empty()) page.blank();
  if (!problems.empty()) page.paragraph(Ink::fair, problems, 2, 2);
  if (!filter.empty()) page.paragraph(Ink::cool, filter, 2, 2);
}

}  // namespace stackdrag::report
