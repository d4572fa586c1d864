// Mistakes in the user's files, as a compiler prints them.
#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "render/terminal/excerpt.h"
#include "stackdrag/paint.h"
#include "stackdrag/phrases.h"
#include "stackdrag/render_problems.h"
#include "stackdrag/report.h"
#include "stackdrag/text.h"
#include "stackdrag/workflow_log.h"

namespace stackdrag {
namespace {

/// A generated inventory may have the same mistake in every item.
constexpr std::size_t most_shown = 100;

constexpr std::size_t most_columns_of_excerpt = 120;
constexpr std::size_t hanging = 4;

/// A message behind what it begins with. One that fits on a line is printed letter by letter.
std::string in_lines(std::vector<report::Word> words, report::Ink ink, const std::string& message, std::size_t columns,
                     const report::Paint& paint) {
  std::size_t width = display_width(message);
  for (const report::Word& word : words) width += word.width + 1;
  const bool fits = width <= columns;
  if (fits) {
    words.push_back(paint.word(ink, message));
  } else {
    // Of what is painted, the backticks would go, and the names have nothing else that tells them from the message.
    for (const report::Word& word : report::Paint(false).words(ink, message, unbroken)) words.push_back(paint.word(ink, word.text));
  }
  std::string out;
  for (const report::Word& line : report::lay_out(words, fits ? columns : columns - std::min(columns, hanging)))
    out += (out.empty() ? "" : std::string(hanging, ' ')) + report::without_commands(line.text) + '\n';
  return out;
}

}  // namespace

std::string render_problems(const std::vector<ReportedProblem>& problems, bool color, std::size_t columns) {
  using report::Ink;
  const report::Paint paint(color);
  std::string out;
  const std::size_t shown = std::min(problems.size(), most_shown);
  for (const ReportedProblem& problem : std::span(problems).first(shown)) {
    const std::string place = report::without_commands(visible(report::place_of(problem.location)) + ":");
    const std::string message = report::without_old_commands(visible(problem.message));
    out += in_lines({paint.word(Ink::strong, place), paint.word(Ink::alarm, "error:")}, Ink::strong, message, columns, paint);
    if (problem.source_line.empty()) continue;
    const std::string number = fmt::format("{:>5}", problem.location.line);
    const report::Excerpt excerpt = report::excerpt_of(problem.source_line, problem.source_column, problem.location,
                                                       std::min(columns, most_columns_of_excerpt) - number.size() - 3);
    out += paint(Ink::faint, number + " | ") + report::without_old_commands(excerpt.before + excerpt.guilty + excerpt.after) + '\n';
    out += paint(Ink::faint, std::string(number.size(), ' ') + " | ") + report::fill(0, display_width(excerpt.before)) +
           paint(Ink::alarm, report::carets_under(excerpt)) + '\n';
  }
  if (shown < problems.size()) out += fmt::format("and {}: correct these first\n", count_of(problems.size() - shown, "more mistake"));
  return out;
}

std::string message_lines(std::string_view begin, std::string_view sentence, std::size_t columns) {
  const report::Paint paint(false);
  return in_lines({paint.word(report::Ink::plain, begin)}, report::Ink::plain, report::without_old_commands(visible(sentence)), columns,
                  paint);
}

}  // namespace stackdrag
