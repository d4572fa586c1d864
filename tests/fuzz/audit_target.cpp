// Any bytes, audited and rendered in every format.
#include <algorithm>
#include <string>

#include "fuzz/promises.h"
#include "fuzz/targets.h"
#include "stackdrag/audit.h"
#include "stackdrag/formats.h"
#include "stackdrag/render_problems.h"

namespace stackdrag::fuzz {
namespace {

void check_sums(const Report& report) {
  Decimal points, charges;
  for (const ReportedFinding& finding : report.findings) {
    points += finding.points;
    charges += finding.charge_hours;
  }
  require(charges == report.drag.low_hours, "the findings' charges add up to the low charge");
  // Findings of severity info charge nothing, so there may be findings and no points to share.
  require(points == report.drag.low || charges == Decimal{}, "the findings' points add up to the low score");
  for (const ReportedUnknown& unknown : report.unknown) charges += unknown.charge_hours;
  require(charges == report.drag.high_hours, "with the open questions' charges they add up to the high charge");
}

}  // namespace

void fuzz_audit(std::string_view bytes) {
  Sources sources;
  sources.add("fuzz.yaml", std::string(bytes));
  Settings settings;
  settings.today = make_date(2026, 11, 21);
  settings.profile = Profile::full;
  const Outcome outcome = audit(sources, settings);
  require(outcome.report.has_value() == outcome.problems.empty(), "there is a report or a problem");
  const auto& problems = outcome.report ? outcome.report->problems : outcome.problems;
  require(!acts_in_a_terminal(render_problems(problems, false)), "problems are safe to print");
  if (!outcome.report) return;
  const Report& report = *outcome.report;
  require(report.drag.low <= report.drag.high && report.drag.high < Decimal::of(100), "the score is bounded");
  require(report.drag.evidence >= 0 && report.drag.evidence <= 1, "evidence is a share");
  check_sums(report);
  for (const Format& format : formats()) {
    const auto render = [&](Output& out) { format.render(report, {.all = true, .verbose = true}, out); };
    std::string text = collected(render);
    // The lines of CSV end as RFC 4180 has it.
    if (format.name == "csv") std::erase(text, '\r');
    require(!acts_in_a_terminal(text), "a report is safe to print");
  }
}

}  // namespace stackdrag::fuzz
