// What to do first, and the facts that nobody has written down.
#include <algorithm>

#include <fmt/format.h>

#include "render/html/sections.h"
#include "render/html/writing.h"
#include "render/plain_words.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::html {
namespace {

constexpr std::size_t most_actions = 20, most_gaps = 12, most_lines = 4;
constexpr double least_hours = 0.05, least_money = 0.5;

std::string owners_of(const Report& report, const Action& action) {
  if (action.owners.empty()) return "to be named";
  std::string out;
  constexpr std::size_t most = 2;
  for (std::size_t i = 0; i < std::min(most, action.owners.size()); ++i)
    out += (i == 0 ? "" : ", ") + text(owner_called(report, action.owners[i]));
  if (action.owners.size() > most) out += fmt::format(" and {} more", action.owners.size() - most);
  return out;
}

std::string row_of(const Report& report, std::size_t number, const Action& action) {
  const std::string hours = action.hours_freed < least_hours ? "–" : hours_short(action.hours_freed);
  const std::string saved = action.money_saved < least_money ? "–" : money(report, action.money_saved);
  return fmt::format(
      "<tr><td class=\"num\">{}</td><td><span class=\"m m-{}\" aria-hidden=\"true\">{}</span> {}<span class=\"vh\">, "
      "{}</span></td><td>{}</td><td>{}</td><td "
      "class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td></tr>\n",
      number, name_of(action.severity), sign_of(action.severity), sentence(capitalized(report::action_in_plain_words(report, action))),
      name_of(action.severity), action.due ? report::short_day(*action.due) : "–", owners_of(report, action),
      hours_short(action.effort_hours), hours, saved);
}

std::string names_of_gap(const Report& report, const Gap& gap) {
  if (gap.items.empty()) return "the stack as a whole";
  std::string out = text(report::called(report, gap.items.front()));
  if (report::kind_of(gap.items.front()) == "stack") out = "the stack as a whole";
  if (gap.items.size() > 1) out += fmt::format(" and {} more", gap.items.size() - 1);
  return out;
}

}  // namespace

std::string actions_section(const Report& report) {
  if (report.actions.empty()) return "";
  std::string out = heading("first", "Do first");
  out +=
      "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Do first\"><table>\n<thead><tr><th scope=\"col\" "
      "class=\"num\">#</th><th "
      "scope=\"col\">What to do</th><th scope=\"col\">By</th><th scope=\"col\">Who</th><th scope=\"col\" class=\"num\">Work</th><th "
      "scope=\"col\" class=\"num\">Frees a "
      "month</th><th scope=\"col\" class=\"num\">Saves a month</th></tr></thead>\n<tbody>\n";
  const std::size_t count = std::min(most_actions, report.actions.size());
  for (std::size_t i = 0; i < count; ++i) out += row_of(report, i + 1, report.actions[i]);
  out += "</tbody></table></div>\n";
  if (report.actions.size() > count) out += fmt::format("<p class=\"sub\">And {} more.</p>\n", report.actions.size() - count);
  return out + "</section>\n";
}

std::string gaps_section(const Report& report) {
  if (report.gaps.empty()) return "";
  std::string out =
      heading("unknown", "What is not known",
              "Facts that nobody has written down: first those that may hide something critical, then those by which the drag "
              "would fall most.");
  out +=
      "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"What is not known\"><table>\n<thead><tr><th "
      "scope=\"col\">About</th><th scope=\"col\">Add to the "
      "inventory</th><th scope=\"col\" class=\"num\">Drag up to</th></tr></thead>\n<tbody>\n";
  const std::size_t count = std::min(most_gaps, report.gaps.size());
  for (std::size_t i = 0; i < count; ++i) {
    const Gap& gap = report.gaps[i];
    std::string lines;
    for (std::size_t line = 0; line < std::min(most_lines, gap.lines.size()); ++line)
      lines += (line == 0 ? "<code>" : " <code>") + text(gap.lines[line]) + "</code>";
    if (gap.lines.size() > most_lines) lines += fmt::format(" and {} more", gap.lines.size() - most_lines);
    out += fmt::format("<tr><td>{}</td><td>{}</td><td class=\"num\">{}</td></tr>\n", names_of_gap(report, gap), lines,
                       report::fall_phrase(gap.points));
  }
  out += "</tbody></table></div>\n";
  if (report.gaps.size() > count) out += fmt::format("<p class=\"sub\">And {} more.</p>\n", report.gaps.size() - count);
  return out + "</section>\n";
}

std::string in_order_section(const Report& report) {
  const std::vector<std::string> phrases = report::in_order_phrases(report);
  if (phrases.empty()) return "";
  std::string out = heading("order", "What is in order", "How much of what was asked about the stack is in order, by subject.") +
                    "<ul class=\"order\">\n";
  for (const std::string& phrase : phrases) out += fmt::format("<li>{}</li>\n", text(capitalized(phrase)));
  return out + "</ul>\n</section>\n";
}

std::string rules_section(const Report& report) {
  if (report.rules.empty()) return "";
  std::string out = heading("rules", "The rules behind the findings") + "<dl class=\"rules\">\n";
  for (std::size_t i = 0; i < report.rules.size(); ++i) {
    const ReportedRule& rule = report.rules[i];
    out += fmt::format("<dt id=\"r{}\">{} <code>{}</code></dt>\n<dd>{}</dd>\n<dd>→ {}</dd>\n", i, text(rule.title), text(rule.id),
                       sentence(rule.why), sentence(rule.fix));
  }
  return out + "</dl>\n</section>\n";
}

}  // namespace stackdrag::html
