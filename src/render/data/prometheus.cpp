// Gauges for Prometheus, valid as OpenMetrics and for node_exporter's textfile collector. They are about the whole audit, even with a
// filter. No id is a label, so the number of series is bounded.
#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "stackdrag/formats.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t most_owners = 50;
constexpr std::string_view other_owners = "other";
constexpr double seconds_an_hour = 3600;

std::string escaped(std::string_view visible_text) {
  std::string out;
  for (const char c : visible_text) {
    if (c == '\\' || c == '"') out += '\\';
    out += c;
  }
  return out;
}

std::string number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
  return fmt::format("{}", value);
}

struct Label {
  std::string_view name, value;
};

void begin(Output& out, std::string_view name, std::string_view meaning) {
  out.put(fmt::format("# HELP stackdrag_{0} {1}\n# TYPE stackdrag_{0} gauge\n", name, meaning));
}

void sample(Output& out, std::string_view name, std::initializer_list<Label> labels, double value) {
  std::string text;
  for (const Label& label : labels) text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", label.name, escaped(visible(label.value)));
  out.put(fmt::format("stackdrag_{}{} {}\n", name, text.empty() ? "" : "{" + text + "}", number(value)));
}

void gauge(Output& out, std::string_view name, std::string_view meaning, double value) {
  begin(out, name, meaning);
  sample(out, name, {}, value);
}

/// Not called if there is nothing to audit: the graph then has a gap, not a perfect score.
void put_drag(Output& out, const Report::Drag& drag) {
  begin(out, "drag_points", "Marketing drag, from 0 to 100: what can be proved (low), and with what is not known (high).");
  sample(out, "drag_points", {{"bound", "low"}}, drag.low.value());
  sample(out, "drag_points", {{"bound", "high"}}, drag.high.value());
  if (drag.grade != no_grade) gauge(out, "drag_grade", "The grade: 1 for A, 2 for B, to 6 for F.", drag.grade - 'A' + 1);
  gauge(out, "evidence_ratio", "Share of the questions that could be answered.", drag.evidence);
}

void put_score(Output& out, const Report& report) {
  const Report::Drag& drag = report.drag;
  begin(out, "info", "What was audited, with which version; the currency is that of the amounts of money.");
  sample(out, "info",
         {{"stack", report.stack.name},
          {"version", report.version},
          {"profile", name_of(report.profile)},
          {"model", report.model},
          {"currency", report.stack.currency}},
         1);
  gauge(out, "as_of_timestamp_seconds", "The day that was audited, at midnight UTC.", 86'400.0 * report.as_of.since_epoch);
  if (is_scored(drag)) put_drag(out, drag);
  gauge(out, "load_ratio", "Share of the team's capacity that carrying the debt takes.", drag.load);
  gauge(out, "interest_per_month", "What the debt costs a month, in the currency of stackdrag_info.", report.money.interest_per_month);
  gauge(out, "principal", "What it costs once to clear the debt, in the currency of stackdrag_info.", report.money.principal);
  gauge(out, "principal_work_seconds", "The work that it takes to clear the debt.", report.money.principal_hours * seconds_an_hour);
}

struct OfFamily {
  std::array<std::size_t, names_of<Severity>.size()> by_severity{};
  Decimal points;
};

/// By the name as it is printed, so that names that look the same share a series. Includes families without findings.
std::map<std::string, OfFamily> families_of(const Report& report) {
  std::map<std::string, OfFamily> families;
  for (const AskedRule& rule : report.asked) families.try_emplace(visible(rule.family));
  for (const ReportedFinding& finding : report.findings) {
    if (is_excused(finding)) continue;
    OfFamily& family = families[visible(finding.rule->family)];
    ++family.by_severity[static_cast<std::size_t>(finding.severity)];
    family.points += finding.points;
  }
  return families;
}

void put_families(Output& out, const Report& report) {
  const auto families = families_of(report);
  begin(out, "findings", "Findings, including those that are folded or waived as accepted.");
  for (const auto& [name, family] : families) {
    for (std::size_t level = 0; level < family.by_severity.size(); ++level) {
      const std::string_view severity = name_of(static_cast<Severity>(level));
      sample(out, "findings", {{"family", name}, {"severity", severity}}, static_cast<double>(family.by_severity[level]));
    }
  }
  begin(out, "points_by_family", "Points of the low drag by family; they add up to the low drag.");
  for (const auto& [name, family] : families) sample(out, "points_by_family", {{"family", name}}, family.points.value());
}

using Counts = std::map<std::string, std::size_t>;

Counts owners_of(const Report& report) {
  Counts counts;
  for (const auto& [owner, total] : report.totals.by_owner) counts[visible(owner)] += total.findings;
  if (counts.size() <= most_owners) return counts;
  std::vector<std::pair<std::string, std::size_t>> ranked(counts.begin(), counts.end());
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  Counts bounded(ranked.begin(), ranked.begin() + most_owners);
  for (std::size_t at = most_owners; at < ranked.size(); ++at) bounded[std::string(other_owners)] += ranked[at].second;
  return bounded;
}

void put_owners(Output& out, const Report& report) {
  begin(out, "findings_by_owner",
        "Findings of the 50 owners who have most, and of the others together; what has two owners counts for each.");
  for (const auto& [owner, count] : owners_of(report)) sample(out, "findings_by_owner", {{"owner", owner}}, static_cast<double>(count));
}

void put_baseline(Output& out, const Report& report) {
  if (!report.baseline) return;
  std::array<std::size_t, names_of<Cause>.size()> counts{};
  for (const ReportedFinding& finding : report.findings) {
    if (finding.cause) ++counts[static_cast<std::size_t>(*finding.cause)];
  }
  begin(out, "new_findings", "Findings that the baseline does not have, by why they are new.");
  for (std::size_t at = 0; at < counts.size(); ++at)
    sample(out, "new_findings", {{"cause", name_of(static_cast<Cause>(at))}}, static_cast<double>(counts[at]));
  gauge(out, "baseline_gone", "Findings that the baseline has and that are gone.", static_cast<double>(report.baseline->gone.size()));
}

}  // namespace

void render_prometheus(const Report& report, const RenderOptions&, Output& out) {
  const auto is_waived = [](const ReportedFinding& finding) { return finding.waiver != nullptr; };
  const auto waived = std::count_if(report.findings.begin(), report.findings.end(), is_waived);
  put_score(out, report);
  put_families(out, report);
  put_owners(out, report);
  gauge(out, "waived_findings", "Findings that a waiver accepts or calls not applicable.", static_cast<double>(waived));
  gauge(out, "planned_findings", "Findings for which the gate waits until the day that is planned.",
        static_cast<double>(report.totals.planned));
  put_baseline(out, report);
  gauge(out, "gate_passed", "1 if the gate passed, else 0.", report.gate.passed ? 1 : 0);
  gauge(out, "problems", "Mistakes in the inventory.", static_cast<double>(report.problems.size()));
  gauge(out, "items", "Items in the inventory.", static_cast<double>(report.stack.items));
  out.put("# EOF\n");
}

}  // namespace stackdrag::report
