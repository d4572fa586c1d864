// Where the drag is: a treemap of its points, by family and item.
#include <algorithm>
#include <map>
#include <numeric>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "render/html/sections.h"
#include "render/html/treemap.h"
#include "render/html/writing.h"
#include "render/plain_words.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::html {
namespace {

constexpr double width = 1080, height = 430, letter = 7.2;
constexpr std::size_t most_cells = 400, most_messages = 3;

/// Less is not worth a picture.
constexpr double least_points = 1;

/// What one family adds about one item, or about several that are too small to be drawn.
struct Cell {
  std::string_view subject;
  std::size_t items = 1;
  double points = 0;
  Severity severity = Severity::info;
  std::vector<std::string_view> messages;
};
struct Block {
  std::string_view family;
  double points = 0;
  std::vector<Cell> cells;
};

/// By points, the most first.
std::vector<Block> blocks_of(const Report& report) {
  std::map<std::string_view, std::map<std::string_view, Cell>> sums;
  for (const ReportedFinding& finding : report.findings) {
    if (finding.points.value() <= 0 || is_excused(finding)) continue;
    Cell& cell = sums[finding.rule->family][finding.subject];
    cell.subject = finding.subject;
    cell.points += finding.points.value();
    cell.severity = std::max(cell.severity, finding.severity);
    if (cell.messages.size() < most_messages) cell.messages.push_back(finding.message);
  }
  std::vector<Block> blocks;
  for (auto& [family, cells] : sums) {
    Block& block = blocks.emplace_back(Block{family, 0, {}});
    for (auto& [subject, cell] : cells) {
      block.points += cell.points;
      block.cells.push_back(std::move(cell));
    }
    std::stable_sort(block.cells.begin(), block.cells.end(), [](const Cell& a, const Cell& b) { return a.points > b.points; });
  }
  std::stable_sort(blocks.begin(), blocks.end(), [](const Block& a, const Block& b) { return a.points > b.points; });
  return blocks;
}

std::string rect(std::string_view looks, const Rectangle& at, double inset) {
  return fmt::format(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>)", looks, tenths(at.x + inset), tenths(at.y + inset),
                     tenths(std::max(at.width - 2 * inset, 0.5)), tenths(std::max(at.height - 2 * inset, 0.5)));
}

/// As much of the beginning of a text as fits into so many pixels; nothing if that says nothing.
std::string fitting(std::string_view label, double pixels) {
  const auto columns = static_cast<std::size_t>(std::max(0.0, pixels / letter));
  if (display_width(label) <= columns) return text(label);
  constexpr std::size_t least = 6;
  return columns < least ? "" : beginning(label, columns);
}

std::string name_of_cell(const Report& report, const Cell& cell) {
  if (cell.items > 1) return count_of(cell.items, "item");
  return std::string(cell.subject == "page//" ? std::string_view("home page") : report::called(report, cell.subject));
}

std::string cell_of(const Report& report, const Cell& cell, const Rectangle& at) {
  constexpr double least_width = 34, least_height = 15, room_for_two = 30, margin = 5, first = 13, second = 27;
  const std::string_view looks = name_of(cell.severity);
  const std::string name = name_of_cell(report, cell);
  std::string words;
  for (const std::string_view message : cell.messages) words += fmt::format(" {}.", report::in_plain_words(report, message));
  std::string out =
      fmt::format("<g class=\"cell\"><title>{}: {} of drag, {}.{}</title>", text(name), points_words(cell.points), looks, text(words));
  out += rect(fmt::format("s-{}", looks), at, 0.5);
  const std::string label = at.height >= least_height && at.width >= least_width ? fitting(name, at.width - 2 * margin) : "";
  if (!label.empty())
    out += fmt::format(R"(<text class="t-{}" x="{}" y="{}">{}</text>)", looks, tenths(at.x + margin), tenths(at.y + first), label);
  if (!label.empty() && at.height >= room_for_two)
    out += fmt::format(R"(<text class="t-{}" x="{}" y="{}">{}</text>)", looks, tenths(at.x + margin), tenths(at.y + second),
                       points_short(cell.points));
  return out + "</g>";
}

/// The first cells, and one for all others. At least one.
std::vector<Cell> at_most(const std::vector<Cell>& cells, std::size_t most) {
  if (cells.size() <= std::max<std::size_t>(most, 1)) return cells;
  const std::size_t whole = most > 0 ? most - 1 : 0;
  std::vector<Cell> some(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(whole));
  Cell rest{{}, cells.size() - whole};
  for (std::size_t i = whole; i < cells.size(); ++i) {
    rest.points += cells[i].points;
    rest.severity = std::max(rest.severity, cells[i].severity);
  }
  const auto behind = std::find_if(some.begin(), some.end(), [&](const Cell& cell) { return cell.points < rest.points; });
  some.insert(behind, std::move(rest));
  return some;
}

std::vector<Rectangle> parts_of(const std::vector<Cell>& cells, const Rectangle& within) {
  std::vector<double> points;
  for (const Cell& cell : cells) points.push_back(cell.points);
  return squarified(points, within);
}

/// `left` is how many cells may still be drawn, `alone` counts the items that have one of their own.
std::string block_of(const Report& report, const Block& block, const Rectangle& at, std::size_t& left, std::size_t& alone) {
  constexpr double least_width = 50, least_height = 34, head = 17, margin = 6, baseline = 14;
  const bool is_named = at.height > least_height && at.width > least_width;
  std::string out = "<g>" + rect("fam", at, 1);
  const std::string title = capitalized(std::string(block.family));
  if (is_named) {
    const std::string whole = fmt::format("{} · {}", title, points_short(block.points));
    const bool fits = static_cast<double>(display_width(whole)) * letter <= at.width - 2 * margin;
    out += fmt::format(R"(<text class="famt" x="{}" y="{}">{}</text>)", tenths(at.x + margin), tenths(at.y + baseline),
                       fitting(fits ? whole : title, at.width - 2 * margin));
  }
  const double top = is_named ? head : 0;
  std::vector<Cell> cells = at_most(block.cells, left);
  std::vector<Rectangle> parts = parts_of(cells, {at.x + 3, at.y + 2 + top, at.width - 6, at.height - 5 - top});
  if (parts.empty()) {
    cells = at_most(block.cells, 1);
    parts = {at};
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    out += cell_of(report, cells[i], parts[i]);
    alone += cells[i].items == 1 ? 1 : 0;
  }
  left -= std::min(left, parts.size());
  return out + "</g>\n";
}

std::string table(const std::vector<Block>& blocks) {
  std::string out =
      "<div class=\"vh\"><table><caption>Points of drag by family</caption><tr><th scope=\"col\">Family</th><th "
      "scope=\"col\">Points</th></tr>";
  for (const Block& block : blocks) out += fmt::format("<tr><td>{}</td><td>{}</td></tr>", text(block.family), points_short(block.points));
  return out + "</table></div>\n";
}

}  // namespace

std::string drag_section(const Report& report) {
  const std::vector<Block> blocks = blocks_of(report);
  std::size_t cells = 0;
  std::vector<double> points;
  std::vector<std::string> words;
  for (const Block& block : blocks) {
    cells += block.cells.size();
    points.push_back(block.points);
    words.push_back(fmt::format("{} {}", block.family, points_short(block.points)));
  }
  // One rectangle says nothing, and neither does one whose parts are not all in the report.
  const bool is_drawn = cells > 1 && std::accumulate(points.begin(), points.end(), 0.0) >= least_points && report::are_all_there(report);
  if (!is_drawn) return "";
  std::string out = heading(
      "drag", "Where the drag is",
      "Each rectangle is an item. Its size is its part of the drag, in points of 100: hours that people lose, money that is paid for "
      "nothing, and risk. " +
          severity_keys());
  std::string drawing = fmt::format(
      "<svg class=\"tree\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-labelledby=\"tree-t\"><title id=\"tree-t\">Points of drag "
      "by family: {}</title>\n",
      width, height, text(fmt::format("{}", fmt::join(words, ", "))));
  std::size_t left = most_cells, alone = 0;
  const std::vector<Rectangle> parts = squarified(points, {0, 0, width, height});
  for (std::size_t i = 0; i < parts.size(); ++i) drawing += block_of(report, blocks[i], parts[i], left, alone);
  out += scrolling("Where the drag is", drawing + "</svg>") + table(blocks);
  if (alone < cells)
    out += fmt::format("<p class=\"sub\">{} too small to be drawn alone; the JSON report has all.</p>\n",
                       count_of(cells - alone, "item is", "items are"));
  return out + "</section>\n";
}

}  // namespace stackdrag::html
