// Who carries the drag, and which hours the work buys back.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "render/html/sections.h"
#include "render/html/writing.h"
#include "render/plain_words.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::html {
namespace {

constexpr std::size_t most_bars = 13;

struct Bar {
  std::string name, note;
  double points = 0;
  std::string_view looks;  ///< the class of its colour
};

Bar bar_of(const Report& report, std::string_view owner, double points) {
  if (owner == unowned) return {"nobody", "", points, "b-none"};
  const auto is_it = [&](const ReportedPerson& person) { return person.id == owner; };
  const auto person = std::find_if(report.people.begin(), report.people.end(), is_it);
  Bar bar{std::string(report::person_called(report, owner)), "", points, "b-in"};
  if (person == report.people.end()) bar.name = report::called(report, fmt::format("team/{}", owner));
  if (person == report.people.end() || !person->left) return bar;
  bar.note = fmt::format("{} {}", *person->left < report.as_of ? "left" : "leaves", report::short_day(*person->left));
  bar.looks = "b-left";
  return bar;
}

/// The most first; the smallest together.
std::vector<Bar> bars_of(const Report& report) {
  std::vector<Bar> bars;
  for (const auto& [owner, total] : report.totals.by_owner) {
    if (total.points.value() > 0) bars.push_back(bar_of(report, owner, total.points.value()));
  }
  std::stable_sort(bars.begin(), bars.end(), [](const Bar& a, const Bar& b) { return a.points > b.points; });
  if (bars.size() <= most_bars + 1) return bars;
  Bar others{fmt::format("{} others", bars.size() - most_bars), "", 0, "b-in"};
  for (std::size_t i = most_bars; i < bars.size(); ++i) others.points += bars[i].points;
  bars.resize(most_bars);
  bars.push_back(others);
  return bars;
}

std::string bars_drawn(const std::vector<Bar>& bars) {
  constexpr int row = 27, from = 250, width = 520;
  constexpr double longest = 200;
  constexpr std::size_t alone = 32, beside_note = 15;
  std::string out =
      fmt::format("<svg class=\"bars\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\">", width, static_cast<int>(bars.size()) * row + 2);
  int y = 2;
  double most = 0;
  for (const Bar& bar : bars) most = std::max(most, bar.points);
  for (const Bar& bar : bars) {
    const double length = std::max(1.5, longest * bar.points / most);
    const std::string note = bar.note.empty() ? "" : fmt::format("<tspan class=\"note\" dx=\"6\">{}</tspan>", bar.note);
    out += fmt::format(R"(<text class="bl" x="0" y="{0}">{1}{2}</text><rect class="{3}" x="{4}" y="{5}" width="{6}" height="17" rx="2"/>)",
                       y + 16, text(bar.name, bar.note.empty() ? alone : beside_note), note, bar.looks, from, y + 3, tenths(length));
    out += fmt::format(R"(<text class="bl" x="{}" y="{}">{}</text>)", tenths(from + length + 6), y + 16, points_short(bar.points));
    y += row;
  }
  return out + "</svg>\n";
}

std::string owners(const Report& report) {
  const std::vector<Bar> bars = bars_of(report);
  if (bars.empty()) return "";
  std::string out =
      heading("owners", "Who carries it",
              "Points of drag, by the owner of what is wrong. <span class=\"key k-left\">has left or leaves</span> <span class=\"key "
              "k-none\">nobody</span>") +
      bars_drawn(bars);
  out +=
      "<div class=\"vh\"><table><caption>Points of drag by owner</caption><tr><th scope=\"col\">Owner</th><th "
      "scope=\"col\">Points</th></tr>";
  for (const Bar& bar : bars) out += fmt::format("<tr><td>{} {}</td><td>{}</td></tr>", text(bar.name), bar.note, points_short(bar.points));
  return out + "</table></div>\n</section>\n";
}

/// A point of the curve: after so much work, people lose so many hours a month less.
struct Bought {
  double work = 0, hours = 0;
};

std::vector<Bought> bought(const Outlook& outlook) {
  std::vector<Bought> curve{{}};
  for (const Outlook::Step& step : outlook.steps)
    curve.push_back({curve.back().work + step.effort_hours, curve.back().hours + step.hours_freed});
  return curve;
}

struct Frame {
  static constexpr double left = 44, top = 12, width = 466, height = 236;
  Bought most;

  double x(double work) const { return left + width * work / most.work; }
  double y(double hours) const { return top + height - height * hours / most.hours; }
};

std::string axes(const Frame& frame) {
  constexpr int parts = 4;
  std::string out;
  for (int i = 0; i <= parts; ++i) {
    const double hours = frame.most.hours * i / parts, work = frame.most.work * i / parts;
    out += fmt::format(R"(<line class="grid" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>)", tenths(Frame::left),
                       tenths(Frame::left + Frame::width), tenths(frame.y(hours)));
    if (i % 2 == 0)
      out += fmt::format(R"(<text class="ax end" x="{}" y="{}">{}</text>)", tenths(Frame::left - 6), tenths(frame.y(hours) + 4),
                         hours_short(hours));
    out += fmt::format(R"(<text class="ax {}" x="{}" y="{}">{}</text>)", i == parts ? "end" : "mid", tenths(frame.x(work)),
                       tenths(Frame::top + Frame::height + 17), hours_short(work));
  }
  return out + fmt::format(R"(<text class="ax mid" x="{}" y="{}">hours of work, in the order of the plan</text>)",
                           tenths(Frame::left + Frame::width / 2), tenths(Frame::top + Frame::height + 34));
}

/// What the plan of the next 30 days buys: its actions come first.
Bought at_plan(const Outlook& outlook, const std::vector<Bought>& curve) {
  const auto is_planned = [](const Outlook::Step& step) { return step.planned; };
  return curve[static_cast<std::size_t>(std::count_if(outlook.steps.begin(), outlook.steps.end(), is_planned))];
}

std::string curve_drawn(const Outlook& outlook, const std::vector<Bought>& curve) {
  const Frame frame{curve.back()};
  std::string line;
  for (const Bought& one : curve)
    line += fmt::format("{}{} {}", line.empty() ? "M" : "L", tenths(frame.x(one.work)), tenths(frame.y(one.hours)));
  const Bought mark = at_plan(outlook, curve);
  const double x = frame.x(mark.work), y = frame.y(mark.hours);
  const bool is_left = x > Frame::left + Frame::width / 2;
  std::string out = fmt::format(
      "<svg class=\"curve\" viewBox=\"0 0 520 290\" role=\"img\" aria-labelledby=\"curve-t\"><title id=\"curve-t\">{} of work bring back "
      "{} a month; the first {} bring back {}</title>{}",
      hours_short(frame.most.work), hours_short(frame.most.hours), hours_short(mark.work), hours_short(mark.hours), axes(frame));
  out += fmt::format(R"(<path class="area" d="{0}L{1} {2}L{3} {2}Z"/><path class="ln" d="{0}"/>)", line, tenths(frame.x(frame.most.work)),
                     tenths(Frame::top + Frame::height), tenths(Frame::left));
  out += fmt::format(R"(<line class="mark" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/><circle class="dot" cx="{0}" cy="{1}" r="4"/>)", tenths(x),
                     tenths(y), tenths(Frame::top + Frame::height));
  // Left of the mark, the line is below it: there the words stand at the bottom.
  const std::string_view side = is_left ? "end" : "begin";
  const double at = is_left ? x - 10 : x + 10, bottom = Frame::top + Frame::height;
  const double first = is_left ? bottom - 34 : std::min(y + 34, bottom - 30);
  out += fmt::format(
      R"(<text class="mk {0}" x="{1}" y="{2}">the next 30 days:</text><text class="mk strong {0}" x="{1}" y="{3}">{4} of work, {5} a month back</text>)",
      side, tenths(at), tenths(first), tenths(first + 18), hours_short(mark.work), hours_short(mark.hours));
  return out + "</svg>\n";
}

std::string purchase(const Report& report) {
  if (!report.outlook) return "";
  const std::vector<Bought> curve = bought(*report.outlook);
  if (curve.back().work <= 0 || curve.back().hours <= 0) return "";
  std::string out = heading("work", "What the work buys", "How many hours a month people get back, for how many hours of work.") +
                    curve_drawn(*report.outlook, curve);
  out +=
      "<div class=\"vh\"><table><caption>What the work buys</caption><tr><th scope=\"col\">Action</th><th scope=\"col\">Hours of work "
      "until "
      "then</th><th "
      "scope=\"col\">Hours a month</th></tr>";
  for (std::size_t i = 1; i < curve.size(); ++i)
    out += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>", text(report.outlook->steps[i - 1].text), hours_short(curve[i].work),
                       hours_short(curve[i].hours));
  return out + "</table></div>\n</section>\n";
}

}  // namespace

std::string owners_section(const Report& report) {
  const std::string left = owners(report), right = purchase(report);
  if (left.empty() || right.empty()) return left + right;
  return "<div class=\"two\">\n" + left + right + "</div>\n";
}

}  // namespace stackdrag::html
