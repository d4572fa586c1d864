// Where the hours go: a treemap of the charged hours, by family and item.
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

/// What one family charges about one item.
struct Cell {
  std::string_view subject;
  double hours = 0;
  Severity severity = Severity::info;
  std::vector<std::string_view> messages;
};
struct Block {
  std::string_view family;
  double hours = 0;
  std::vector<Cell> cells;
};

/// By hours, the most first.
std::vector<Block> blocks_of(const Report& report) {
  std::map<std::string_view, std::map<std::string_view, Cell>> sums;
  for (const ReportedFinding& finding : report.findings) {
    if (finding.charge_hours.value() <= 0 || is_excused(finding)) continue;
    Cell& cell = sums[finding.rule->family][finding.subject];
    cell.subject = finding.subject;
    cell.hours += finding.charge_hours.value();
    cell.severity = std::max(cell.severity, finding.severity);
    if (cell.messages.size() < most_messages) cell.messages.push_back(finding.message);
  }
  std::vector<Block> blocks;
  for (auto& [family, cells] : sums) {
    Block& block = blocks.emplace_back(Block{family, 0, {}});
    for (auto& [subject, cell] : cells) {
      block.hours += cell.hours;
      block.cells.push_back(std::move(cell));
    }
    std::stable_sort(block.cells.begin(), block.cells.end(), [](const Cell& a, const Cell& b) { return a.hours > b.hours; });
  }
  std::stable_sort(blocks.begin(), blocks.end(), [](const Block& a, const Block& b) { return a.hours > b.hours; });
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
  std::string out =
      fmt::format("<g class=\"cell\"><title>{}: {} a month, {}.{}</title>", text(name), hours_short(cell.hours), looks, text(words));
  out += rect(fmt::format("s-{}", looks), at, 0.5);
  if (at.height >= least_height && at.width >= least_width) {
    out += fmt::format(R"(<text class="t-{}" x="{}" y="{}">{}</text>)", looks, tenths(at.x + margin), tenths(at.y + first),
                       fitting(name, at.width - 2 * margin));
    if (at.height >= room_for_two)
      out += fmt::format(R"(<text class="t-{}" x="{}" y="{}">{}</text>)", looks, tenths(at.x + margin), tenths(at.y + second),
                         hours_short(cell.hours));
  }
  return out + "</g>";
}

std::string block_of(const Report& report, const Block& block, const Rectangle& at, std::size_t& left) {
  constexpr double least_width = 50, least_height = 34, head = 17, margin = 6, baseline = 14;
  const bool is_named = at.height > least_height && at.width > least_width;
  std::string out = "<g>" + rect("fam", at, 1);
  const std::string title = capitalized(std::string(block.family));
  if (is_named) {
    const std::string whole = fmt::format("{} · {}", title, hours_short(block.hours));
    const bool fits = static_cast<double>(display_width(whole)) * letter <= at.width - 2 * margin;
    out += fmt::format(R"(<text class="famt" x="{}" y="{}">{}</text>)", tenths(at.x + margin), tenths(at.y + baseline),
                       fitting(fits ? whole : title, at.width - 2 * margin));
  }
  std::vector<double> hours;
  for (const Cell& cell : block.cells) hours.push_back(cell.hours);
  const double top = is_named ? head : 0;
  const std::vector<Rectangle> parts = squarified(hours, {at.x + 3, at.y + 2 + top, at.width - 6, at.height - 5 - top});
  for (std::size_t i = 0; i < parts.size() && left > 0; ++i, --left) out += cell_of(report, block.cells[i], parts[i]);
  return out + "</g>\n";
}

std::string table(const std::vector<Block>& blocks) {
  std::string out =
      "<table class=\"vh\"><caption>Charged hours a month by family</caption><tr><th scope=\"col\">Family</th><th "
      "scope=\"col\">Hours</th></tr>";
  for (const Block& block : blocks) out += fmt::format("<tr><td>{}</td><td>{}</td></tr>", text(block.family), hours_short(block.hours));
  return out + "</table>\n";
}

std::string keys() {
  std::string out;
  for (const Severity severity : {Severity::critical, Severity::high, Severity::medium, Severity::low}) out += " " + key_of(severity);
  return out;
}

}  // namespace

std::string hours_section(const Report& report) {
  const std::vector<Block> blocks = blocks_of(report);
  if (blocks.empty()) return "";
  std::size_t cells = 0;
  std::vector<double> hours;
  std::vector<std::string> words;
  for (const Block& block : blocks) {
    cells += block.cells.size();
    hours.push_back(block.hours);
    words.push_back(fmt::format("{} {}", block.family, hours_short(block.hours)));
  }
  std::string out =
      heading("hours", "Where the hours go",
              "Each rectangle is an item. Its size is what its findings add to the drag, in hours a month, with risk and money "
              "counted as hours." +
                  keys());
  out += fmt::format(
      "<div class=\"scroll bare\" role=\"group\" tabindex=\"0\" aria-label=\"Where the hours go\"><svg class=\"tree\" viewBox=\"0 0 {:.0f} "
      "{:.0f}\" role=\"img\" "
      "aria-labelledby=\"tree-t\"><title id=\"tree-t\">Charged hours a month by family: {}</title>\n",
      width, height, text(fmt::format("{}", fmt::join(words, ", "))));
  std::size_t left = most_cells;
  const std::vector<Rectangle> parts = squarified(hours, {0, 0, width, height});
  for (std::size_t i = 0; i < parts.size(); ++i) out += block_of(report, blocks[i], parts[i], left);
  out += "</svg></div>\n" + table(blocks);
  if (cells > most_cells)
    out +=
        fmt::format("<p class=\"sub\">{} are too small to be drawn; the JSON report has all.</p>\n", count_of(cells - most_cells, "item"));
  return out + "</section>\n";
}

}  // namespace stackdrag::html
