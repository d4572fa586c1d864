// Mistakes in the user's files, as a compiler prints them.
#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "render/phrases.h"
#include "render/terminal/excerpt.h"
#include "render/terminal/paint.h"
#include "stackdrag/render_problems.h"
#include "stackdrag/report.h"
#include "stackdrag/text.h"
#include "stackdrag/workflow_log.h"

namespace stackdrag {
namespace {

/// A generated inventory may have the same mistake in every item.
constexpr std::size_t most_shown = 100;

}  // namespace

std::string render_problems(const std::vector<ReportedProblem>& problems, bool color) {
  using report::Ink;
  constexpr std::size_t columns = 120;
  const report::Paint paint(color);
  std::string out;
  const std::size_t shown = std::min(problems.size(), most_shown);
  for (const ReportedProblem& problem : std::span(problems).first(shown)) {
    const std::string place = report::without_commands(visible(report::place_of(problem.location)) + ":");
    const std::string message = report::without_old_commands(visible(problem.message));
    out += paint(Ink::strong, place) + ' ' + paint(Ink::alarm, "error:") + ' ' + paint(Ink::strong, message) + '\n';
    if (problem.source_line.empty()) continue;
    const std::string number = fmt::format("{:>5}", problem.location.line);
    const report::Excerpt excerpt =
        report::excerpt_of(problem.source_line, problem.source_column, problem.location, columns - number.size() - 3);
    out += paint(Ink::faint, number + " | ") + report::without_old_commands(excerpt.before + excerpt.guilty + excerpt.after) + '\n';
    out += paint(Ink::faint, std::string(number.size(), ' ') + " | ") + report::fill(0, display_width(excerpt.before)) +
           paint(Ink::alarm, report::carets_under(excerpt)) + '\n';
  }
  if (shown < problems.size()) out += fmt::format("and {}: correct these first\n", count_of(problems.size() - shown, "more mistake"));
  return out;
}

}  // namespace stackdrag
