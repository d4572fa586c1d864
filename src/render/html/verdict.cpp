// The first thing that anybody sees: how bad it is, in a dial, two sentences and up to four figures.
#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "render/html/sections.h"
#include "render/html/writing.h"
#include "render/summary.h"
#include "stackdrag/grades.h"
#include "stackdrag/phrases.h"
#include "stackdrag/score.h"
#include "stackdrag/text.h"

namespace stackdrag::html {
namespace {

constexpr double centre_x = 160, centre_y = 158, radius = 128;
/// Below so many points it says little whose they are.
constexpr double least_shared = 5;

struct Point {
  double x, y;
};

/// Where a drag stands on a half circle.
Point place_of(double drag, double at) {
  const double angle = std::numbers::pi * drag / 100;
  return {centre_x - at * std::cos(angle), centre_y - at * std::sin(angle)};
}

std::string arc(double from, double to, double at, std::string_view looks, int width) {
  const Point a = place_of(from, at), b = place_of(to, at);
  return fmt::format(R"(<path class="{0}" d="M{1} {2}A{3} {3} 0 0 1 {4} {5}" fill="none" stroke-width="{6}"/>)", looks, tenths(a.x),
                     tenths(a.y), tenths(at), tenths(b.x), tenths(b.y), width);
}

std::string scale(const Report::Drag& drag) {
  constexpr double gap = 0.5, letters = 20, baseline = 4;
  constexpr int thick = 15;
  std::string out;
  double from = 0;
  for (std::size_t i = 0; i <= grade_limits.size(); ++i) {
    const bool is_last = i == grade_limits.size();
    const char grade = is_last ? worst_grade : grade_limits.at(i).grade;
    const double to = is_last ? 100 : drag_of(grade_limits.at(i).load);
    const bool is_own = drag.grade == grade;
    out += arc(from + gap, to - gap, radius, fmt::format("g{}{}", grade, is_own ? "" : " dim"), thick);
    const Point at = place_of((from + to) / 2, radius + letters);
    out += fmt::format(R"(<text class="letter{}" x="{}" y="{}">{}</text>)", is_own ? " own" : "", tenths(at.x), tenths(at.y + baseline),
                       grade);
    from = to;
  }
  return out;
}

/// The range from low to high, below the scale; with little known it is no result yet, and is hatched.
std::string range(const Report::Drag& drag) {
  constexpr double inside = 14, least = 0.4, from_centre = 16, beyond = 9;
  constexpr int thick = 5;
  const double low = drag.low.value(), high = drag.high.value();
  std::string out =
      arc(std::max(low - least, 0.2), std::min(high + least, 99.8), radius - inside, drag.provisional ? "band open" : "band", thick);
  for (const double end : {low, high}) {
    const Point a = place_of(end, radius - from_centre), b = place_of(end, radius + beyond);
    out += fmt::format(R"(<line class="tick" x1="{}" y1="{}" x2="{}" y2="{}"/>)", tenths(a.x), tenths(a.y), tenths(b.x), tenths(b.y));
  }
  return out;
}

std::string dial(const Report& report) {
  const Report::Drag& drag = report.drag;
  const std::string shown = report::drag_range(drag), grade = report::grade_words(drag);
  const std::string ends = drag.grade == no_grade
                               ? fmt::format("{} proved, {} at worst", report::points_phrase(drag.low), report::points_phrase(drag.high))
                               : "lower is better";
  return fmt::format(
      "<svg class=\"dial\" viewBox=\"0 0 320 196\" role=\"img\" aria-labelledby=\"dial-t\"><title id=\"dial-t\">Marketing drag {0} of 100, "
      "lower "
      "is better, {1}</title>{2}{3}<text class=\"big\" x=\"160\" y=\"136\">{0}</text><text class=\"cap\" x=\"160\" y=\"160\">marketing "
      "drag, of "
      "100</text><text class=\"cap\" x=\"160\" y=\"180\">{6}</text></svg>\n<p class=\"grade g{4}\">{5}</p>",
      shown, grade, scale(drag), range(drag), drag.grade == no_grade ? '0' : drag.grade,
      drag.grade == no_grade ? fmt::format("<b>{}</b>", grade) : fmt::format("grade <b>{}</b>", drag.grade), ends);
}

std::size_t count_of_severity(const Report& report, Severity severity) {
  return static_cast<std::size_t>(std::count_if(report.findings.begin(), report.findings.end(), [&](const ReportedFinding& finding) {
    return finding.severity == severity && !finding.folded_into && finding.waiver == nullptr;
  }));
}

/// How much of the drag is nobody's, or of somebody who has left or leaves: a share. Precondition: there is drag.
double share_without_owner(const Report& report) {
  double points = 0;
  for (const auto& [owner, total] : report.totals.by_owner) {
    const auto leaves = [&, name = owner](const ReportedPerson& person) { return person.id == name && person.left; };
    if (owner == unowned || std::any_of(report.people.begin(), report.people.end(), leaves)) points += total.points.value();
  }
  return points / report.drag.low.value();
}

std::string tile(std::string_view figure, std::string_view words, std::string_view looks = "") {
  return fmt::format("<li{}><b>{}</b><span>{}</span></li>", looks.empty() ? "" : fmt::format(" class=\"{}\"", looks), figure, words);
}

std::string count_tile(const Report& report, Severity severity, std::string_view advice) {
  const std::size_t count = count_of_severity(report, severity);
  const std::string_view word = name_of(severity);
  return count == 0 ? tile("0", word) : tile(std::to_string(count), fmt::format("{}{}", word, advice), fmt::format("c-{}", word));
}

/// Without what cannot be told: a report that was saved with a filter has not all findings.
std::string tiles(const Report& report) {
  std::string out = "<ul class=\"tiles\">";
  if (report::are_all_there(report)) out += count_tile(report, Severity::critical, ": act now") + count_tile(report, Severity::high, "");
  if (report.drag.low.value() >= least_shared)
    out += tile(percent_short(share_without_owner(report)), "of the drag belongs to nobody, or to somebody who has left or leaves");
  return out + tile(report::evidence_phrase(report.drag.evidence), "of what was asked has been answered") + "</ul>\n";
}

std::string joined(const std::vector<std::string>& sentences) {
  std::string out;
  for (const std::string& one : sentences) out += (out.empty() ? "" : " ") + sentence(one);
  return out;
}

}  // namespace

std::string verdict_section(const Report& report) {
  report::Summary summary = report::summary_of(report);
  std::string out = "<section class=\"hero\" aria-labelledby=\"top\">\n<div class=\"dialbox\">\n";
  out += is_scored(report.drag) ? dial(report) : "<p class=\"grade g0\"><b>not scored</b></p>";
  if (report.drag.cap != GradeCap::none) out += fmt::format("\n<p class=\"sub\">{}</p>\n", capitalized(report::cap_phrase(report.drag)));
  out += fmt::format("</div>\n<div>\n<h1 id=\"top\">{}</h1>\n", text(report.stack.name));
  // The dial says what the drag is.
  if (summary.verdict.size() > 1) summary.verdict.erase(summary.verdict.begin());
  out += fmt::format("<p class=\"lead\">{}</p>\n", joined(summary.verdict));
  for (const auto& sentences : {summary.cost, summary.risk}) {
    if (!sentences.empty()) out += fmt::format("<p class=\"lead2\">{}</p>\n", joined(sentences));
  }
  if (const std::string problems = report::problems_phrase(report.problems.size()); !problems.empty())
    out += fmt::format("<p class=\"lead2\"><strong>Note:</strong> {}.</p>\n", sentence(problems));
  if (const std::string filter = report::filter_phrase(report); !filter.empty())
    out += fmt::format("<p class=\"lead2\"><strong>Note:</strong> {}.</p>\n", sentence(filter));
  if (is_scored(report.drag)) out += tiles(report);
  return out + "</div>\n</section>\n";
}

}  // namespace stackdrag::html
