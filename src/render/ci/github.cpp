// Workflow commands that annotate files in a GitHub workflow: as many as GitHub shows of a step, the worst first, then a summary.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "render/outline.h"
#include "stackdrag/formats.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"
#include "stackdrag/workflow_log.h"

namespace stackdrag::report {
namespace {

enum class Level : std::uint8_t { error, warning, notice };
constexpr std::array<std::string_view, 3> level_names = {"error", "warning", "notice"};

/// What GitHub shows of each level in a step.
constexpr std::size_t most_of_level = 10;
constexpr std::size_t most_columns = 1000;

std::string escaped(std::string_view raw, bool in_property) {
  std::string out;
  for (const char c : raw) {
    if (c == '%' || c == '\r' || c == '\n' || (in_property && (c == ':' || c == ',')))
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else
      out += c;
  }
  return without_old_commands(std::move(out));
}

std::string property(std::string_view raw) { return escaped(shorten(visible(raw), most_columns), true); }

/// "file=stack.yaml,line=3,endLine=3,col=5,endColumn=9,". GitHub takes columns within one line only, and counts the last one in.
std::string place(const Location& at) {
  std::string out = fmt::format("file={},line={},endLine={},", property(at.file), at.line, std::max(at.line, at.end_line));
  if (at.end_line <= at.line) out += fmt::format("col={},endColumn={},", at.column, std::max(at.column + 1, at.end_column) - 1);
  return out;
}

Level level_of(const ReportedFinding& finding) {
  if (finding.fails) return Level::error;
  const bool settled = finding.waiver != nullptr || finding.novelty == Novelty::known || waits_for_a_day(finding);
  return settled || finding.severity < Severity::medium ? Level::notice : Level::warning;
}

/// `text` may have several lines.
void put_command(Output& out, Level level, const std::string& place, std::string_view title, std::string_view text) {
  out.put(fmt::format("::{} {}title={}::{}\n", level_names[static_cast<std::size_t>(level)], place, property(title), escaped(text, false)));
}

void put_finding(Output& out, const ReportedFinding& finding) {
  std::string text = shorten(visible(message_phrase(finding)), most_columns);
  const std::string standing = standing_phrase(finding);
  if (!standing.empty()) text += "\n" + shorten(visible(standing), most_columns);
  if (!finding.rule->fix.empty()) text += "\n→ " + visible(finding.rule->fix);
  put_command(out, level_of(finding), place(finding.location), fmt::format("{} ({})", finding.rule->id, name_of(finding.severity)), text);
}

/// How many of each level there are, and how many of them are printed.
struct Counts {
  std::array<std::size_t, 3> all{}, shown{};

  /// Counts one more. Returns whether GitHub would show it; the summary takes one of the places.
  bool add(Level level, Level of_summary) {
    const auto at = static_cast<std::size_t>(level);
    ++all[at];
    if (shown[at] == most_of_level - (level == of_summary ? 1 : 0)) return false;
    return ++shown[at], true;
  }
};

void put_summary(Output& out, const Report& report, const Counts& counts, Level level) {
  const std::string score = is_scored(report.drag) ? fmt::format("drag {} of 100, {}", drag_range(report.drag), grade_words(report.drag))
                                                   : std::string("not scored: there is nothing here that could be audited");
  std::string line = fmt::format("{} · {}", score, with_dots(totals_phrases(report)));
  if (report.baseline) line += " · " + with_dots(baseline_phrases(*report.baseline));
  std::vector<std::string> lines = {visible(line + " · gate " + gate_phrase(report))};
  for (std::size_t at = 0; at < counts.all.size(); ++at) {
    if (counts.shown[at] < counts.all[at])
      lines.push_back(fmt::format("annotated {} of {}", counts.shown[at], count_of(counts.all[at], level_names[at])));
  }
  if (!report.filter.empty()) lines.push_back(visible(filter_phrase(report)));
  put_command(out, level, "", "stackdrag", fmt::format("{}", fmt::join(lines, "\n")));
}

}  // namespace

void render_github(const Report& report, const RenderOptions&, Output& out) {
  const Level of_summary = report.gate.passed ? Level::notice : Level::error;
  Counts counts;
  for (const ReportedProblem& problem : report.problems) {
    if (!counts.add(Level::error, of_summary)) continue;
    put_command(out, Level::error, place(problem.location), "mistake in the inventory", shorten(visible(problem.message), most_columns));
  }
  for (const std::size_t at : report.shown) {
    const ReportedFinding& finding = report.findings[at];
    if (counts.add(level_of(finding), of_summary)) put_finding(out, finding);
  }
  put_summary(out, report, counts, of_summary);
}

}  // namespace stackdrag::report
