// NOT KNOWN: which facts are missing, the very lines that would state them, and what they are worth.
#include <algorithm>

#include <fmt/format.h>

#include "report/phrases.h"
#include "report/text_sections.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t most_gaps = 8;
constexpr std::size_t fewest_table_columns = 60;

/// "meta-q1", "meta-q1 and 2 more".
std::string items_phrase(const Gap& gap, std::size_t columns) {
  if (gap.items.empty()) return "stack";
  const std::string more = gap.items.size() > 1 ? fmt::format(" and {} more", gap.items.size() - 1) : "";
  return shorten(visible(id_of(gap.items.front())), columns > more.size() + 8 ? columns - more.size() : 8) + more;
}

/// The lines as words, so that each stays whole if it can.
std::vector<Word> lines_of(const Page& page, const Gap& gap, std::size_t columns) {
  std::vector<Word> words;
  for (const std::string& text : gap.lines) {
    const std::string line = visible(text);
    if (display_width(line) <= columns) words.push_back(page.paint().word(Ink::cool, line));
    else for (const Word& word : page.paint().words(Ink::cool, line, columns)) words.push_back(word);
  }
  return words;
}

void write_row(Page& page, const Gap& gap, std::size_t item_columns, std::size_t worth_columns) {
  const Paint& paint = page.paint();
  const std::string item = items_phrase(gap, item_columns);
  const std::string worth = fall_phrase(gap.points);
  const std::size_t before = 2 + item_columns + 2;
  const std::size_t room = page.columns() - before - 2 - worth_columns;
  const std::vector<Word> lines = lay_out(lines_of(page, gap, room), room, {", ", 2});
  page.line({paint(Ink::strong, item) + fill(display_width(item), item_columns + 2) + lines[0].text + fill(lines[0].width, room + 2) +
                 paint(Ink::good, fill(display_width(worth), worth_columns) + worth),
             0},
            2);
  for (std::size_t at = 1; at < lines.size(); ++at) page.line(lines[at], before);
}

void write_table(Page& page, const std::vector<Gap>& gaps) {
  const std::string_view title = "NOT KNOWN", add = "add", worth = "drag up to";
  std::size_t item_columns = title.size() - 2;
  for (const Gap& gap : gaps) item_columns = std::max(item_columns, display_width(items_phrase(gap, 28)));
  const std::size_t before = 2 + item_columns + 2;
  const Paint& paint = page.paint();
  page.blank();
  page.line({paint(Ink::strong, title) + fill(title.size(), before) + paint(Ink::faint, add) +
                 fill(before + add.size(), page.columns() - worth.size()) + paint(Ink::faint, worth),
             0});
  for (const Gap& gap : gaps) write_row(page, gap, item_columns, worth.size());
}

void write_list(Page& page, const std::vector<Gap>& gaps) {
  page.heading(Ink::strong, "NOT KNOWN");
  for (const Gap& gap : gaps) {
    const std::string worth = fall_phrase(gap.points);
    const Word item = page.paint().word(Ink::strong, items_phrase(gap, page.room(4)));
    page.paragraph({item, page.paint().word(Ink::good, worth == "–" ? worth : "up to " + worth)}, 2, 4, {"  ", 2});
    page.paragraph(lines_of(page, gap, page.room(5)), 5, 5, {", ", 2});
  }
}

}  // namespace

void write_gaps(Page& page, const Report& report, bool all) {
  if (report.gaps.empty()) return;
  const std::size_t count = all ? report.gaps.size() : std::min(most_gaps, report.gaps.size());
  const std::vector<Gap> shown(report.gaps.begin(), report.gaps.begin() + static_cast<std::ptrdiff_t>(count));
  if (page.columns() >= fewest_table_columns) write_table(page, shown);
  else write_list(page, shown);
  if (count < report.gaps.size()) page.paragraph(Ink::faint, fmt::format("and {} more (--all shows them)", report.gaps.size() - count), 2, 2);
}

}  // namespace stackdrag::report
