// Where the drag is: a treemap of its points, by family and item.
#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

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

/// What one family adds about one item.
struct Cell {
  std::string_view subject;
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

std::string cell_of(const Report& report, const Cell& cell, const Rectangle& at) {
  constexpr double least_width = 34, least_height = 15, room_for_two = 30, margin = 5, first = 13, second = 27;
  const std::string_view looks = name_of(cell.severity);
  const std::string_view name = cell.subject == "page//" ? std::string_view("home page") : report::called(report, cell.subject);
  std::string words;
  for (const std::string_view message : cell.messages) words += fmt::format(" {}.", report::in_plain_words(report, message));
  std::string out = fmt::format("<g class=\"cell\"><title>{}: {} points of drag, {}.{}</title>", text(name), points_short(cell.points),
                                looks, text(words));
  out += rect(fmt::format("s-{}", looks), at, 0.5);
  const std::string label = at.height >= least_height && at.width >= least_width ? fitting(name, at.width - 2 * margin) : "";
  if (!label.empty())
    out += fmt::format(R"(<text class="t-{}" x="{}" y="{}">{}</text>)", looks, tenths(at.x + margin), tenths(at.y + first), label);
  if (!label.empty() && at.height >= room_for_two)
    out += fmt::format(R"(<text class="t-{}" x="{}" y="{}">{}</text>)", looks, tenths(at.x + margin), tenths(at.y + second),
                       points_short(cell.points));
  return out + "</g>";
}

std::string block_of(const Report& report, const Block& block, const Rectangle& at, std::size_t& left, std::size_t& drawn) {
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
  std::vector<double> points;
  for (const Cell& cell : block.cells) points.push_back(cell.points);
  const double top = is_named ? head : 0;
  const std::vector<Rectangle> parts = squarified(points, {at.x + 3, at.y + 2 + top, at.width - 6, at.height - 5 - top});
  for (std::size_t i = 0; i < parts.size() && left > 0; ++i, --left, ++drawn) out += cell_of(report, block.cells[i], parts[i]);
  return out + "</g>\n";
}

std::string table(const std::vector<Block>& blocks) {
  std::string out =
      "<div class=\"vh\"><table><caption>Points of drag by family</caption><tr><th scope=\"col\">Family</th><th "
      "scope=\"col\">Hours</th></tr>";
  for (const Block& block : blocks) out += fmt::format("<tr><td>{}</td><td>{}</td></tr>", text(block.family), points_short(block.points));
  return out + "</table></div>\n";
}

std::string keys() {
  std::string out;
  for (const Severity severity : {Severity::critical, Severity::high, Severity::medium, Severity::low}) out += " " + key_of(severity);
  return out;
}

}  // namespace

std::string drag_section(const Report& report) {
  const std::vector<Block> blocks = blocks_of(report);
  if (blocks.empty()) return "";
  std::size_t cells = 0;
  std::vector<double> points;
  std::vector<std::string> words;
  for (const Block& block : blocks) {
    cells += block.cells.size();
    points.push_back(block.points);
    words.push_back(fmt::format("{} {}", block.family, points_short(block.points)));
  }
  std::string out = heading(
      "drag", "Where the drag is",
      "Each rectangle is an item. Its size is its part of the drag, in points of 100: hours that people lose, money that is paid for "
      "nothing, and risk." +
          keys());
  out += fmt::format(
      "<div class=\"scroll bare\" role=\"group\" tabindex=\"0\" aria-label=\"Where the drag is\"><svg class=\"tree\" viewBox=\"0 0 {:.0f} "
      "{:.0f}\" role=\"img\" "
      "aria-labelledby=\"tree-t\"><title id=\"tree-t\">Points of drag by family: {}</title>\n",
      width, height, text(fmt::format("{}", fmt::join(words, ", "))));
  std::size_t left = most_cells, drawn = 0;
  const std::vector<Rectangle> parts = squarified(points, {0, 0, width, height});
  for (std::size_t i = 0; i < parts.size(); ++i) out += block_of(report, blocks[i], parts[i], left, drawn);
  out += "</svg></div>\n" + table(blocks);
  if (cells > most_cells)
    out += fmt::format("<p class=\"sub\">{} are too small to be drawn; the JSON report has all.</p>\n",
                       count_of(cells - drawn, "item is", "items are"));
  return out + "</section>\n";
}

}  // namespace stackdrag::html
