// NOT KNOWN: which facts are missing, the very lines that would state them, and what they are worth.
#include <algorithm>

#include <fmt/format.h>

#include "render/terminal/text_sections.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t most_gaps = 3;
constexpr std::size_t fewest_table_columns = 60;
const Word comma = {", ", 2};

/// "meta-q1", "meta-q1 and 2 more".
std::string items_phrase(const Gap& gap, std::size_t columns) {
  if (gap.items.empty()) return "stack";
  const std::string more = gap.items.size() > 1 ? fmt::format(" and {} more", gap.items.size() - 1) : "";
  return shorten(visible(id_of(gap.items.front())), columns > more.size() + 8 ? columns - more.size() : 8) + more;
}

/// The lines to add, laid out: several short ones stand on one line, with commas between them. None is broken, as they are to be copied.
std::vector<Word> lines_of(const Page& page, const Gap& gap, std::size_t columns) {
  std::vector<Word> laid_out;
  bool may_follow = false;
  for (const std::string_view text : gap.lines) {
    const std::string line = visible(text);
    const Word word = page.paint().word(Ink::cool, line);
    if (word.width > columns) {
      laid_out.push_back(page.paint().word(Ink::cool, shorten(line, columns)));
      may_follow = false;
    } else if (may_follow && laid_out.back().width + comma.width + word.width <= columns) {
      laid_out.back().text += comma.text + word.text;
      laid_out.back().width += comma.width + word.width;
    } else {
      laid_out.push_back(word);
      may_follow = true;
    }
  }
  return laid_out;
}

struct Columns {
  std::size_t item, lines, worth;
  bool fits;  ///< every line to add
  std::size_t behind_item() const { return 2 + item + 2; }
  std::size_t behind_lines() const { return behind_item() + lines + 2; }
};

constexpr std::string_view title = "NOT KNOWN", add_head = "add", worth_head = "drag up to";

Columns columns_for(const Page& page, const std::vector<Gap>& gaps) {
  Columns columns{title.size() - 2, add_head.size(), worth_head.size(), true};
  for (const Gap& gap : gaps) columns.item = std::max(columns.item, display_width(items_phrase(gap, page.columns() >= 100 ? 48 : 28)));
  const std::size_t room = page.columns() - columns.behind_item() - 2 - columns.worth;
  for (const Gap& gap : gaps) {
    for (const std::string_view line : gap.lines) columns.fits &= display_width(visible(line)) <= room;
    for (const Word& line : lines_of(page, gap, room)) columns.lines = std::max(columns.lines, line.width);
  }
  return columns;
}

void write_row(Page& page, const Gap& gap, const Columns& columns) {
  const Paint& paint = page.paint();
  const std::string item = items_phrase(gap, columns.item);
  const std::string worth = fall_phrase(gap.points);
  const std::vector<Word> lines = lines_of(page, gap, columns.lines);
  page.line({paint(Ink::strong, item) + fill(display_width(item), columns.item + 2) + lines[0].text +
                 fill(lines[0].width, columns.lines + 2) + paint(Ink::good, fill(display_width(worth), columns.worth) + worth),
             0},
            2);
  for (std::size_t at = 1; at < lines.size(); ++at) page.line(lines[at], columns.behind_item());
}

void write_table(Page& page, const std::vector<Gap>& gaps, const Columns& columns) {
  const Paint& paint = page.paint();
  page.blank();
  page.line({paint(Ink::strong, title) + fill(title.size(), columns.behind_item()) + paint(Ink::faint, add_head) +
                 fill(columns.behind_item() + add_head.size(), columns.behind_lines()) + paint(Ink::faint, worth_head),
             0});
  for (const Gap& gap : gaps) write_row(page, gap, columns);
}

/// On a narrow terminal the lines to add go under the item.
void write_list(Page& page, const std::vector<Gap>& gaps) {
  page.heading(Ink::strong, title);
  for (const Gap& gap : gaps) {
    const std::string worth = fall_phrase(gap.points);
    const Word item = page.paint().word(Ink::strong, items_phrase(gap, page.room(4)));
    page.paragraph({item, page.paint().word(Ink::good, worth == "–" ? worth : "up to " + worth)}, 2, 4, {"  ", 2});
    for (const Word& line : lines_of(page, gap, page.room(5))) page.line(line, 5);
  }
}

}  // namespace

void write_gaps(Page& page, const Report& report, bool all) {
  if (report.gaps.empty()) return;
  const std::size_t count = all ? report.gaps.size() : std::min(most_gaps, report.gaps.size());
  const std::vector<Gap> shown(report.gaps.begin(), report.gaps.begin() + static_cast<std::ptrdiff_t>(count));
  const Columns columns = columns_for(page, shown);
  if (page.columns() >= fewest_table_columns && columns.fits)
    write_table(page, shown, columns);
  else
    write_list(page, shown);
  if (const std::size_t left = report.gaps.size() - count; left > 0)
    page.paragraph(Ink::faint, fmt::format("and {} more {}", left, all_shows(left)), 2, 2);
}

}  // namespace stackdrag::report
