// The SARIF 2.1.0 log for code scanning, within the limits of GitHub, which reads most of them.
#include <algorithm>

#include <fmt/format.h>

#include "render/ci/repository_path.h"
#include "render/outline.h"
#include "stackdrag/formats.h"
#include "stackdrag/identity.h"
#include "stackdrag/json_writer.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t most_results = 25'000;
constexpr std::size_t most_related = 100;

std::string_view level_of(Severity severity) {
  if (severity >= Severity::high) return "error";
  return severity == Severity::medium ? "warning" : "note";
}

/// Escapes brackets and braces, which would be links and placeholders in a message (SARIF 3.11.5 and 3.11.6).
std::string message_text(std::string_view raw) {
  std::string text;
  for (const char c : visible(raw)) {
    if (c == '[' || c == ']' || c == '\\') text += '\\';
    if (c == '{' || c == '}') text += c;
    text += c;
  }
  return text.find_first_not_of(' ') == std::string::npos ? "(empty)" : text;
}

void write_message(JsonWriter& out, std::string_view raw) {
  out.open('{');
  out.key("text").text(message_text(raw));
  out.close('}');
}

void write_place(JsonWriter& out, const Location& at, std::string_view message = {}) {
  out.open('{');
  out.key("physicalLocation").open('{');
  out.key("artifactLocation").open('{');
  out.key("uri").text(repository_uri(at.file));
  out.close('}');
  out.key("region").open('{');
  out.key("startLine").integer(std::max(1U, at.line));
  out.key("startColumn").integer(std::max(1U, at.column));
  out.key("endLine").integer(std::max({1U, at.line, at.end_line}));
  out.key("endColumn").integer(std::max(1U, at.end_line > at.line ? at.end_column : std::max(at.column, at.end_column)));
  out.close('}');
  out.close('}');
  if (!message.empty()) write_message(out.key("message"), message);
  out.close('}');
}

/// "pixel-campaign-ended" → "PixelCampaignEnded".
std::string rule_name(std::string_view id) {
  std::string name;
  bool begins = true;
  for (const char c : visible(id)) {
    if (is_letter(c) || is_digit(c)) name += begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    begins = !is_letter(c) && !is_digit(c);
  }
  return name;
}

void write_help(JsonWriter& out, const ReportedRule& rule) {
  std::string text, markdown;
  const auto add = [&](std::string_view title, std::string_view sentence) {
    if (sentence.empty()) return;
    const bool first = text.empty();
    text += fmt::format("{}{}: {}", first ? "" : "\n", title, message_text(sentence));
    markdown += fmt::format("{}**{}:** {}", first ? "" : "\n\n", title, message_text(sentence));
  };
  add("When", rule.when);
  add("Why", rule.why);
  add("Fix", rule.fix);
  if (text.empty()) return;
  out.key("help").open('{');
  out.key("text").text(text);
  out.key("markdown").text(markdown);
  out.close('}');
}

void write_rule(JsonWriter& out, const ReportedRule& rule) {
  out.open_row('{');
  out.key("id").text(visible(rule.id));
  out.key("name").text(rule_name(rule.id));
  write_message(out.key("shortDescription"), rule.title);
  if (!rule.why.empty()) write_message(out.key("fullDescription"), rule.why);
  write_help(out, rule);
  out.key("defaultConfiguration").open('{');
  out.key("level").text(level_of(rule.severity));
  out.close('}');
  out.key("properties").open('{');
  out.key("tags").open('[');
  out.text(visible(rule.family));
  out.close(']');
  out.close('}');
  out.close('}');
}

void write_driver(JsonWriter& out, const Report& report) {
  out.key("tool").open('{');
  out.key("driver").open('{');
  out.key("name").text("stackdrag");
  out.key("version").text(visible(report.version));
  out.key("rules").open('[');
  for (const ReportedRule& rule : report.rules) write_rule(out, rule);
  out.close(']');
  out.close('}');
  out.close('}');
}

/// A mistake in the inventory keeps part of it from being audited: then the run has not succeeded.
void write_invocation(JsonWriter& out, const Report& report, std::size_t left_out) {
  out.key("invocations").open('[');
  out.open('{');
  out.key("executionSuccessful").boolean(report.problems.empty());
  out.key("toolExecutionNotifications").open('[');
  for (const ReportedProblem& problem : report.problems) {
    out.open_row('{');
    out.key("level").text("error");
    write_message(out.key("message"), problem.message);
    out.key("locations").open('[');
    write_place(out, problem.location);
    out.close(']');
    out.close('}');
  }
  if (left_out > 0) {
    out.open_row('{');
    out.key("level").text("warning");
    write_message(out.key("message"), fmt::format("{} left out: a run may have at most {} results, so only the worst are included",
                                                  count_of(left_out, "finding is", "findings are"), most_results));
    out.close('}');
  }
  out.close(']');
  out.close('}');
  out.close(']');
}

std::string_view baseline_state_of(const ReportedFinding& finding) {
  if (finding.cause == Cause::worsened) return "updated";
  return finding.novelty == Novelty::fresh ? "new" : "unchanged";
}

void write_suppressions(JsonWriter& out, const ReportedWaiver* waiver) {
  out.key("suppressions").open('[');
  if (waiver != nullptr) {
    out.open('{');
    out.key("kind").text("inSource");
    out.key("status").text("accepted");
    out.key("justification").text(visible(waiver->reason));
    write_place(out.key("location"), waiver->location);
    out.close('}');
  }
  out.close(']');
}

void write_properties(JsonWriter& out, const Report& report, const ReportedFinding& finding) {
  out.key("properties").open('{');
  out.key("severity").text(name_of(finding.severity));
  out.key("points").number(finding.points);
  out.key("subject").text(visible(finding.subject));
  out.key("owners").open('[');
  for (const std::string_view owner : finding.owners) out.text(visible(owner));
  out.close(']');
  out.key("failsGate").boolean(finding.fails);
  if (finding.cause) out.key("cause").text(name_of(*finding.cause));
  if (!finding.worsened.empty()) out.key("worsened").text(visible(finding.worsened));
  if (finding.planned) out.key("planned").text(fmt::format("{}", *finding.planned));
  if (finding.folded_into) out.key("foldedInto").hexadecimal(report.findings[*finding.folded_into].fingerprint);
  out.close('}');
}

void write_result(JsonWriter& out, const Report& report, const ReportedFinding& finding) {
  out.open_row('{');
  out.key("ruleId").text(visible(finding.rule->id));
  const auto by_id = [](const ReportedRule& rule, std::string_view id) { return rule.id < id; };
  const auto rule = std::lower_bound(report.rules.begin(), report.rules.end(), finding.rule->id, by_id);
  if (rule != report.rules.end() && rule->id == finding.rule->id) out.key("ruleIndex").integer(rule - report.rules.begin());
  out.key("level").text(level_of(finding.severity));
  write_message(out.key("message"), message_phrase(finding));
  out.key("locations").open('[');
  write_place(out, finding.location);
  out.close(']');
  if (!finding.related.empty()) {
    out.key("relatedLocations").open('[');
    for (const RelatedPlace& related : finding.related.first(std::min(most_related, finding.related.size())))
      write_place(out, related.location, related.message);
    out.close(']');
  }
  out.key("partialFingerprints").open('{');
  out.key("stackdrag/v1").hexadecimal(finding.fingerprint);
  out.close('}');
  if (report.baseline) out.key("baselineState").text(baseline_state_of(finding));
  // Either all results of a run must have suppressions, even empty ones, or none (SARIF 3.27.23).
  if (!report.waivers.empty()) write_suppressions(out, finding.waiver);
  write_properties(out, report, finding);
  out.close('}');
}

/// The score, which has no place of its own in SARIF.
void write_score(JsonWriter& out, const Report& report) {
  out.key("properties").open_row('{');
  out.key("asOf").text(fmt::format("{}", report.as_of));
  if (is_scored(report.drag)) {
    out.key("dragLow").number(report.drag.low);
    out.key("dragHigh").number(report.drag.high);
  }
  if (report.drag.grade != no_grade) out.key("grade").text({&report.drag.grade, 1});
  out.key("gatePassed").boolean(report.gate.passed);
  out.close('}');
}

}  // namespace

void render_sarif(const Report& report, const RenderOptions&, Output& output) {
  static_assert(fingerprint_version == 1, "the name of the fingerprint says which version it is");
  const std::vector<std::size_t>& shown = report.shown;
  const std::size_t count = std::min(shown.size(), most_results);
  JsonWriter out(output);
  out.open('{');
  out.key("$schema").text("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
  out.key("version").text("2.1.0");
  out.key("runs").open('[');
  out.open('{');
  write_driver(out, report);
  out.key("automationDetails").open('{');
  out.key("id").text("stackdrag/");
  out.close('}');
  out.key("columnKind").text("unicodeCodePoints");
  write_invocation(out, report, shown.size() - count);
  out.key("results").open('[');
  for (std::size_t at = 0; at < count; ++at) write_result(out, report, report.findings[shown[at]]);
  out.close(']');
  write_score(out, report);
  out.close('}');
  out.close(']');
  out.close('}');
}

}  // namespace stackdrag::report
