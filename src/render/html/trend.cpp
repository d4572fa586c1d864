// How the drag has moved since earlier audits.
#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "render/html/sections.h"
#include "render/html/writing.h"
#include "render/plain_words.h"
#include "render/summary.h"
#include "stackdrag/history.h"
#include "stackdrag/phrases.h"

namespace stackdrag::html {
namespace {

constexpr double left = 40, right = 960, top = 14, bottom = 190;

/// Where days and points stand in the drawing. The last day is behind the first.
struct Scale {
  Date first, last;
  double most;

  double x(Date day) const { return left + (right - left) * (day - first).count / (last - first).count; }
  double y(double points) const { return bottom - (bottom - top) * std::clamp(points, 0.0, most) / most; }
};

Scale scale_of(const std::vector<PastAudit>& audits) {
  constexpr double step = 20;
  double most = step;
  for (const PastAudit& one : audits) most = std::max(most, std::ceil(one.high.value() / step) * step);
  return {audits.front().as_of, audits.back().as_of, most};
}

std::string point(const Scale& scale, Date day, double points) {
  return fmt::format("{} {}", tenths(scale.x(day)), tenths(scale.y(points)));
}

std::string axes(const Scale& scale) {
  constexpr int parts = 4, below = 18;
  std::string out;
  for (int i = 0; i <= parts; ++i) {
    const double points = scale.most * i / parts;
    out += fmt::format(R"(<line class="grid" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/><text class="ax end" x="{3}" y="{4}">{5}</text>)",
                       tenths(left), tenths(right), tenths(scale.y(points)), tenths(left - 8), tenths(scale.y(points) + 4),
                       points_short(points));
  }
  const std::string first = report::short_day(scale.first), last = report::short_day(scale.last);
  return out + fmt::format(R"(<text class="ax" x="{0}" y="{1}">{2}</text><text class="ax end" x="{3}" y="{1}">{4}</text>)", tenths(left),
                           tenths(bottom + below), first, tenths(right), last);
}

std::string words_of(const PastAudit& one) { return one.grade == no_grade ? "not graded" : fmt::format("grade {}", one.grade); }

/// The range from what is proved to the worst as a band, and the worst as a line with a dot for each audit.
std::string drawn(const std::vector<PastAudit>& audits) {
  const Scale scale = scale_of(audits);
  std::string worst, band, dots;
  for (const PastAudit& one : audits) worst += (worst.empty() ? "M" : "L") + point(scale, one.as_of, one.high.value());
  for (auto one = audits.rbegin(); one != audits.rend(); ++one) band += "L" + point(scale, one->as_of, one->low.value());
  for (const PastAudit& one : audits)
    dots += fmt::format(R"(<circle class="dot" cx="{}" cy="{}" r="3.5"><title>{}: {} at worst, {}</title></circle>)",
                        tenths(scale.x(one.as_of)), tenths(scale.y(one.high.value())), report::short_day(one.as_of),
                        points_short(one.high.value()), words_of(one));
  const PastAudit &then = audits.front(), &now = audits.back();
  std::string out = fmt::format(
      "<svg class=\"trend\" viewBox=\"0 0 1080 216\" role=\"img\" aria-labelledby=\"trend-t\"><title id=\"trend-t\">Marketing drag at "
      "worst: {} on {}, {} on {}</title>",
      points_short(then.high.value()), report::long_day(then.as_of), points_short(now.high.value()), report::long_day(now.as_of));
  out += axes(scale) + fmt::format(R"(<path class="area" d="{0}{1}Z"/><path class="ln" d="{0}"/>)", worst, band) + dots;
  out +=
      fmt::format(R"(<text class="mk strong" x="{0}" y="{1}">{2} at worst</text><text class="mk" x="{0}" y="{3}">{4} proved</text></svg>)",
                  tenths(right + 10), tenths(scale.y(now.high.value()) + 4), points_short(now.high.value()),
                  tenths(std::max(scale.y(now.low.value()) + 4, scale.y(now.high.value()) + 20)), points_short(now.low.value()));
  return scrolling("How the drag has moved", out);
}

std::string table(const std::vector<PastAudit>& audits) {
  std::string out =
      "<div class=\"vh\"><table><caption>Marketing drag by day</caption><tr><th scope=\"col\">Day</th><th scope=\"col\">Proved</th><th "
      "scope=\"col\">At worst</th><th scope=\"col\">Grade</th></tr>";
  for (const PastAudit& one : audits)
    out += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", report::long_day(one.as_of), points_short(one.low.value()),
                       points_short(one.high.value()), words_of(one));
  return out + "</table></div>\n";
}

}  // namespace

std::string trend_section(const Report& report) {
  std::vector<PastAudit> audits = earlier_audits(report);
  if (audits.empty() || !is_scored(report.drag)) return "";
  audits.push_back({report.as_of, report.drag.low, report.drag.high, report.drag.grade});
  return heading("trend", "How it has moved",
                 fmt::format("Marketing drag, from what is proved to the worst that is possible. {}",
                             sentence(report::summary_of(report).trend))) +
         drawn(audits) + table(audits) + "</section>\n";
}

}  // namespace stackdrag::html
