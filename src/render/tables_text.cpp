// Writes a table for people: in columns if the terminal is wide enough, else the facts of each row one after another.
#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "stackdrag/formats.h"
#include "stackdrag/output.h"
#include "stackdrag/page.h"
#include "stackdrag/paint.h"
#include "stackdrag/tables.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

using report::Ink;
using report::Page;

constexpr std::size_t widest_cell = 200;    ///< a text from anywhere may be longer
constexpr std::size_t narrowest_cell = 12;  ///< no text is squeezed into less
constexpr std::size_t most_named = 5;
constexpr std::size_t indent = 2, widest_gap = 3, narrowest_gap = 2;

using Line = std::vector<std::string>;

/// "a, b and c", the first few by name.
std::string names_phrase(const std::vector<std::string>& all) {
  std::vector<std::string> named(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), most_named)));
  if (all.size() > most_named) named.push_back(fmt::format("{} more", all.size() - most_named));
  return join_words(named);
}

/// What is to be said below the rows.
std::vector<std::string> sentences_of(const Table& table) {
  std::vector<std::string> sentences;
  if (!table.sum.empty()) sentences.push_back(table.sum);
  if (!table.retired.empty()) sentences.push_back(fmt::format("Retired, and the contract goes on: {}.", names_phrase(table.retired)));
  if (!table.unknown.empty())
    sentences.push_back(
        fmt::format("The {} of {} is not known: {}.", table.what, count_of(table.unknown.size(), "tool"), names_phrase(table.unknown)));
  return sentences;
}

/// The table with each mark behind the name: "mailpilot (retired)".
Table with_marks(Table table) {
  for (std::size_t i = table.columns.size(); i-- > 1;) {
    if (!table.columns[i].is_mark) continue;
    const auto at = static_cast<std::ptrdiff_t>(i);
    table.columns.erase(table.columns.begin() + at);
    for (auto& row : table.rows) {
      const auto* const mark = std::get_if<std::string>(&row[i]);
      auto* const name = std::get_if<std::string>(&row.front());
      if (mark != nullptr && name != nullptr) *name += fmt::format(" ({})", *mark);
      row.erase(row.begin() + at);
    }
  }
  return table;
}

std::string in_text(const TableCell& cell, const TableColumn& column, std::string_view currency) {
  if (const auto* text = std::get_if<std::string>(&cell)) return shorten(visible(*text), widest_cell);
  if (const auto* day = std::get_if<Date>(&cell)) return fmt::format("{}", *day);
  if (const auto* number = std::get_if<double>(&cell)) {
    if (column.is_money) return format_money(*number, shorten(visible(currency), 8));
    if (column.name == "days_left" && *number < 0) return fmt::format("{} ago", format_number(-*number));
    if (column.name == "percent") return fmt::format("{:.0f} %", *number);
    return format_number(*number);
  }
  return "–";
}

/// Whether a column is aligned to the right: numbers are.
bool is_numeric(const Table& table, std::size_t column) {
  return std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) { return std::holds_alternative<double>(row[column]); });
}

std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  for (const std::string& word : wrap(text, 1)) longest = std::max(longest, display_width(word));
  return longest;
}

/// The heading and the rows as they are shown.
std::vector<Line> lines_of(const Table& table, std::string_view currency) {
  std::vector<Line> lines(1);
  for (const TableColumn& column : table.columns) lines.front().emplace_back(column.heading);
  for (const auto& row : table.rows) {
    Line& line = lines.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) line.push_back(in_text(row[i], table.columns[i], currency));
  }
  return lines;
}

struct Layout {
  std::vector<std::size_t> widths;
  std::size_t gap = widest_gap;

  std::size_t columns() const { return std::accumulate(widths.begin(), widths.end(), indent + gap * (widths.size() - 1)); }
};

/// How wide each column is, so that all of them fit: texts may be broken at their spaces, but no number, day or heading. Empty if they do
/// not fit even so.
std::optional<Layout> layout_of(const std::vector<Line>& lines, const std::vector<bool>& to_the_right, std::size_t columns) {
  Layout layout{std::vector<std::size_t>(to_the_right.size())};
  std::vector<std::size_t> least = layout.widths;
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::size_t width = display_width(line[i]);
      const bool breaks = !to_the_right[i] && &line != &lines.front();
      layout.widths[i] = std::max(layout.widths[i], width);
      least[i] = std::max(least[i], breaks ? std::max(longest_word(line[i]), std::min(width, narrowest_cell)) : width);
    }
  }
  if (layout.columns() > columns) layout.gap = narrowest_gap;
  while (layout.columns() > columns) {
    std::size_t* widest = nullptr;
    for (std::size_t i = 0; i < least.size(); ++i) {
      if (layout.widths[i] > least[i] && (widest == nullptr || layout.widths[i] > *widest)) widest = &layout.widths[i];
    }
    if (widest == nullptr) return std::nullopt;
    --*widest;
  }
  return layout;
}

void write_row(Page& page, const Line& line, const Layout& layout, const std::vector<bool>& to_the_right) {
  std::vector<Line> cells;
  std::size_t height = 0;
  for (std::size_t i = 0; i < line.size(); ++i) height = std::max(height, cells.emplace_back(wrap(line[i], layout.widths[i])).size());
  for (std::size_t at = 0; at < height; ++at) {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string cell = at < cells[i].size() ? cells[i][at] : "";
      const std::string blanks = report::fill(display_width(cell), layout.widths[i]);
      text += std::string(i == 0 ? indent : layout.gap, ' ') + (to_the_right[i] ? blanks + cell : cell + blanks);
    }
    page.line(page.paint().word(Ink::plain, text.substr(0, text.find_last_not_of(' ') + 1)));
  }
}

/// What a row is about, and below it what else is known: "act by: 2026-12-17, days left: 26".
void write_facts(Page& page, const Line& headings, const Line& line, const std::vector<TableCell>& row) {
  page.line(page.paint().word(Ink::plain, line.front()), indent);
  std::vector<std::string> facts;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (std::holds_alternative<std::monostate>(row[i])) continue;
    if (!facts.empty()) facts.back() += ',';
    facts.push_back(fmt::format("{}: {}", headings[i], line[i]));
  }
  page.phrases(Ink::plain, facts, 2 * indent, 3 * indent, {" ", 1});
}

void write_rows(Page& page, const Table& table, std::string_view currency, std::size_t columns) {
  std::vector<bool> to_the_right;
  for (std::size_t i = 0; i < table.columns.size(); ++i) to_the_right.push_back(is_numeric(table, i));
  const std::vector<Line> lines = lines_of(table, currency);
  const std::optional<Layout> layout = layout_of(lines, to_the_right, columns);
  if (layout) {
    for (const Line& line : lines) write_row(page, line, *layout, to_the_right);
    return;
  }
  for (std::size_t i = 0; i < table.rows.size(); ++i) write_facts(page, lines.front(), lines[i + 1], table.rows[i]);
}

}  // namespace

std::string table_text(const Table& table, std::string_view currency, std::size_t columns) {
  return collected([&](Output& out) {
    Page page({.columns = columns}, out);
    page.line(page.paint().word(Ink::plain, table.title));
    if (table.rows.empty())
      page.line(page.paint().word(Ink::plain, "nothing on record"), indent);
    else
      write_rows(page, with_marks(table), currency, columns);
    const std::vector<std::string> sentences = sentences_of(table);
    if (!sentences.empty()) page.blank();
    for (const std::string& sentence : sentences) page.paragraph(Ink::plain, sentence, 0, 0);
  });
}

}  // namespace stackdrag
