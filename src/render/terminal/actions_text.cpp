// DO FIRST: what is urgent, then what frees most, with the work that it takes, what it frees, and who is to do it.
#include <algorithm>

#include <fmt/format.h>

#include "render/terminal/text_sections.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t most_actions = 5;
constexpr std::size_t fewest_table_columns = 64;

struct Row {
  std::string number, text, hours, freed, drag;
  std::vector<std::string> details;  ///< how severe, by when, whose
};

/// "critical", "by 2026-12-16", "ana and ben".
std::vector<std::string> details_of(const Action& action) {
  std::vector<std::string> parts;
  if (action.severity >= Severity::high) parts.emplace_back(name_of(action.severity));
  if (action.due && action.text.find(due_phrase(action)) == std::string_view::npos) parts.push_back("by " + due_phrase(action));
  parts.push_back(action.owners.empty() ? "owner to be named" : owners_phrase(action));
  return parts;
}

Row row_of(const Report& report, std::size_t at) {
  const Action& action = report.actions[at];
  return {fmt::format("{}", at + 1),         std::string(action.text),
          hours_phrase(action.effort_hours), freed_phrase(action, report.stack.currency),
          fall_phrase(action.points_gained), details_of(action)};
}

const Row heads = {"", "DO FIRST", "work", "frees a month", "drag", {}};

struct Columns {
  std::size_t number, text, hours, freed, drag;
  std::size_t behind_text() const { return 2 + number + 2 + text; }
};

Columns columns_for(const std::vector<Row>& rows, std::size_t page) {
  Columns columns{1, 0, display_width(heads.hours), display_width(heads.freed), display_width(heads.drag)};
  std::size_t longest = 0;
  for (const Row& row : rows) {
    columns.number = std::max(columns.number, row.number.size());
    columns.hours = std::max(columns.hours, display_width(row.hours));
    columns.freed = std::max(columns.freed, display_width(row.freed));
    columns.drag = std::max(columns.drag, display_width(row.drag));
    longest = std::max({longest, display_width(visible(row.text)), display_width(visible(with_dots(row.details)))});
  }
  const std::size_t taken = columns.behind_text() + 2 + columns.hours + 2 + columns.freed + 2 + columns.drag;
  columns.text = std::min(longest, page > taken + 16 ? page - taken : 16);
  return columns;
}

std::string right(std::string_view text, std::size_t columns) { return fill(display_width(text), columns).append(text); }

std::string figures(const Paint& paint, const Row& row, const Columns& columns, Ink ink) {
  return "  " + paint(ink, right(row.hours, columns.hours)) + "  " +
         paint(ink == Ink::plain ? Ink::good : ink, right(row.freed, columns.freed)) + "  " + paint(ink, right(row.drag, columns.drag));
}

void write_table(Page& page, const std::vector<Row>& rows) {
  const Columns columns = columns_for(rows, page.columns());
  const Paint& paint = page.paint();
  page.blank();
  page.line(
      {paint(Ink::strong, heads.text) + fill(heads.text.size(), columns.behind_text()) + figures(paint, heads, columns, Ink::faint), 0});
  const std::size_t hanging = 2 + columns.number + 2;
  for (const Row& row : rows) {
    const std::vector<Word> lines = lay_out(paint.words(Ink::plain, row.text, columns.text), columns.text);
    page.line({right(row.number, columns.number) + "  " + lines[0].text + fill(lines[0].width, columns.text) +
                   figures(paint, row, columns, Ink::plain),
               0},
              2);
    for (std::size_t at = 1; at < lines.size(); ++at) page.line(lines[at], hanging);
    page.phrases(Ink::faint, row.details, hanging, hanging);
  }
}

/// On a narrow terminal the figures go under the text.
void write_list(Page& page, const std::vector<Row>& rows) {
  page.heading(Ink::strong, heads.text);
  for (const Row& row : rows) {
    page.paragraph(Ink::plain, row.number + " " + row.text, 2, 4);
    std::vector<Word> parts = {page.paint().word(Ink::plain, row.hours)};
    if (row.freed != "–") parts.push_back(page.paint().word(Ink::good, "frees " + row.freed + " a month"));
    parts.push_back(page.paint().word(Ink::plain, row.drag + " drag"));
    page.paragraph(parts, 4, 4, {" · ", 3});
    page.phrases(Ink::faint, row.details, 4, 4);
  }
}

}  // namespace

void write_actions(Page& page, const Report& report, const RenderOptions& options) {
  const std::size_t most = options.all ? report.actions.size() : options.top.value_or(most_actions);
  const std::size_t count = std::min(most, report.actions.size());
  if (count == 0) return;
  std::vector<Row> rows;
  for (std::size_t at = 0; at < count; ++at) rows.push_back(row_of(report, at));
  const bool as_table = page.columns() >= fewest_table_columns;
  if (as_table)
    write_table(page, rows);
  else
    write_list(page, rows);
  if (const std::size_t left = report.actions.size() - count; left > 0)
    page.paragraph(Ink::faint, fmt::format("and {} more {}", left, all_shows(left)), as_table ? 5 : 4, 6);
}

}  // namespace stackdrag::report
