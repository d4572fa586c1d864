// Who carries the drag, and which hours the work buys back.
#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "render/html/sections.h"
#include "render/html/writing.h"
#include "render/plain_words.h"
#include "render/summary.h"
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
  const auto is_it = [&](const ReportedPerson& person) { return person.id == owner; };
  const auto person = std::find_if(report.people.begin(), report.people.end(), is_it);
  Bar bar{std::string(owner_called(report, owner)), "", points, owner == unowned ? "b-none" : "b-in"};
  if (person == report.people.end() || !person->left) return bar;
  bar.note = fmt::format("{} {}", *person->left < report.as_of ? "left" : "leaves", report::short_day(*person->left));
  bar.looks = "b-left";
  return bar;
}

/// Those beyond the most, together by their colours; nobody stays apart.
std::vector<Bar> others_of(const std::vector<Bar>& bars) {
  std::vector<Bar> others;
  for (const auto& [looks, singular, plural] :
       {std::tuple("b-none", "nobody", "nobody"), std::tuple("b-left", "1 other who has left or leaves", "others who have left or leave"),
        std::tuple("b-in", "1 other", "others")}) {
    Bar together{"", "", 0, looks};
    std::size_t count = 0;
    for (std::size_t i = most_bars; i < bars.size(); ++i) {
      if (bars[i].looks != looks) continue;
      ++count;
      together.points += bars[i].points;
    }
    together.name = count == 1 ? singular : fmt::format("{} {}", count, plural);
    if (count > 0) others.push_back(std::move(together));
  }
  return others;
}

/// The most first; the smallest together.
std::vector<Bar> bars_of(const Report& report) {
  std::vector<Bar> bars;
  for (const auto& [owner, total] : report.totals.by_owner) {
    if (total.points.value() > 0) bars.push_back(bar_of(report, owner, total.points.value()));
  }
  std::stable_sort(bars.begin(), bars.end(), [](const Bar& a, const Bar& b) { return a.points > b.points; });
  if (bars.size() <= most_bars + 1) return bars;
  const std::vector<Bar> others = others_of(bars);
  bars.resize(most_bars);
  bars.insert(bars.end(), others.begin(), others.end());
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
  return out + "</svg>";
}

std::string owners(const Report& report) {
  const std::vector<Bar> bars = bars_of(report);
  if (bars.empty()) return "";
  std::string out = heading("owners", "Who carries it",
                            "Points of drag, by the owner of what is wrong. <span class=\"key k-left\">has left or leaves</span> <span "
                            "class=\"key k-none\">nobody</span>") +
                    scrolling("Who carries it", bars_drawn(bars));
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

/// Steps of 2.5 have a decimal, above ten as well.
std::string hours_on_axis(double hours) { return format_number(std::round(hours * 100) / 100) + " h"; }

/// Up to five steps to the most, each 1, 2, 2.5 or 5 of a power of ten.
double step_to(double most) {
  constexpr double parts = 5;
  const double power = std::pow(10, std::floor(std::log10(most / parts)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
    if (most <= parts * factor * power * (1 + 1e-9)) return factor * power;
  }
  return 10 * power;
}

/// Holds the whole curve. What is below nothing stands at the bottom.
struct Frame {
  static constexpr double left = 44, top = 12, width = 466, height = 236;
  Bought most;

  double x(double work) const { return left + width * std::clamp(work / most.work, 0.0, 1.0); }
  double y(double hours) const { return top + height - height * std::clamp(hours / most.hours, 0.0, 1.0); }
};

Frame frame_of(const std::vector<Bought>& curve) {
  Bought most;
  for (const Bought& one : curve) {
    most.work = std::max(most.work, one.work);
    most.hours = std::max(most.hours, one.hours);
  }
  const double step = step_to(most.hours);
  return {{most.work, step * std::ceil(most.hours / step - 1e-9)}};
}

std::string axes(const Frame& frame) {
  const double bottom = Frame::top + Frame::height, right = Frame::left + Frame::width;
  const double up = step_to(frame.most.hours), along = step_to(frame.most.work);
  std::string out;
  for (int i = 0; i * up <= frame.most.hours * (1 + 1e-9); ++i)
    out += fmt::format(R"(<line class="grid" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/><text class="ax end" x="{3}" y="{4}">{5}</text>)",
                       tenths(Frame::left), tenths(right), tenths(frame.y(i * up)), tenths(Frame::left - 6), tenths(frame.y(i * up) + 4),
                       hours_on_axis(i * up));
  for (int i = 0; i * along <= frame.most.work * (1 + 1e-9); ++i)
    out += fmt::format(R"(<text class="ax {}" x="{}" y="{}">{}</text>)", frame.x(i * along) > right - 16 ? "end" : "mid",
                       tenths(frame.x(i * along)), tenths(bottom + 17), hours_on_axis(i * along));
  return out + fmt::format(R"(<text class="ax mid" x="{}" y="{}">hours of work, in the order of the plan</text>)",
                           tenths(Frame::left + Frame::width / 2), tenths(bottom + 34));
}

/// What the plan of the next 30 days buys: its actions come first.
Bought at_plan(const Outlook& outlook, const std::vector<Bought>& curve) {
  const auto is_planned = [](const Outlook::Step& step) { return step.planned; };
  return curve[static_cast<std::size_t>(std::count_if(outlook.steps.begin(), outlook.steps.end(), is_planned))];
}

/// The end of the 30 days, with words beside it.
std::string mark_drawn(const Frame& frame, const Bought& mark) {
  const double x = frame.x(mark.work), y = frame.y(mark.hours), bottom = Frame::top + Frame::height;
  const bool is_left = x > Frame::left + Frame::width / 2;
  // Left of the mark, the line is below it: there the words stand at the bottom.
  const std::string_view looks = is_left ? " end" : "";
  const double at = is_left ? x - 10 : x + 10;
  const double first = is_left ? bottom - 34 : std::min(y + 34, bottom - 30);
  return fmt::format(R"(<line class="mark" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/><circle class="dot" cx="{0}" cy="{1}" r="4"/>)", tenths(x),
                     tenths(y), tenths(bottom)) +
         fmt::format(
             R"(<text class="mk{0}" x="{1}" y="{2}">the next 30 days:</text><text class="mk strong{0}" x="{1}" y="{3}">{4} of work, {5} a month back</text>)",
             looks, tenths(at), tenths(first), tenths(first + 18), hours_short(mark.work), hours_short(mark.hours));
}

std::string curve_drawn(const Outlook& outlook, const std::vector<Bought>& curve) {
  const Frame frame = frame_of(curve);
  std::string line;
  for (const Bought& one : curve)
    line += fmt::format("{}{} {}", line.empty() ? "M" : "L", tenths(frame.x(one.work)), tenths(frame.y(one.hours)));
  const Bought mark = at_plan(outlook, curve);
  const std::string first =
      mark.work > 0 ? fmt::format("; the first {} bring back {}", hours_short(mark.work), hours_short(mark.hours)) : "";
  std::string out = fmt::format(
      "<svg class=\"curve\" viewBox=\"0 0 520 290\" role=\"img\" aria-labelledby=\"curve-t\"><title id=\"curve-t\">{} of work bring back "
      "{} a month{}</title>{}",
      hours_short(curve.back().work), hours_short(curve.back().hours), first, axes(frame));
  out += fmt::format(R"(<path class="area" d="{0}L{1} {2}L{3} {2}Z"/><path class="ln" d="{0}"/>)", line, tenths(frame.x(curve.back().work)),
                     tenths(Frame::top + Frame::height), tenths(Frame::left));
  return out + (mark.work > 0 ? mark_drawn(frame, mark) : "") + "</svg>";
}

/// Why the curve ends before all the work that the verdict counts; empty if it does not.
std::string left_out(const Report& report, double drawn) {
  const double all = report.money.principal_hours;
  if (hours_short(all) == hours_short(drawn) || drawn > all) return "";
  return fmt::format(
      " The line ends at {}, not at the {} of all findings: one action may settle several, and what is waived or brings "
      "back nothing is not planned.",
      report::hours_words(drawn), report::hours_words(all));
}

std::string purchase(const Report& report) {
  if (!report.outlook) return "";
  const std::vector<Bought> curve = bought(*report.outlook);
  if (curve.back().work <= 0 || curve.back().hours <= 0) return "";
  std::string out = heading("work", "What the work buys",
                            "How many hours a month people get back, for how many hours of work." + left_out(report, curve.back().work)) +
                    scrolling("What the work buys", curve_drawn(*report.outlook, curve));
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
