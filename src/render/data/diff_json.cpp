// The difference for programs, as `stackdrag schema diff` describes it. Each finding stands on one line.
#include <fmt/format.h>

#include "render/diff_phrases.h"
#include "schema/json_writer.h"

namespace stackdrag {
namespace report {
namespace {

constexpr int schema_version = 1;

void write_side(JsonWriter& out, const Report& report) {
  std::int64_t findings = 0;
  for (const ReportedFinding& finding : report.findings) findings += is_excused(finding) ? 0 : 1;
  out.open('{');
  out.key("version").text(report.version);
  out.key("model").text(report.model);
  out.key("as_of").text(fmt::format("{}", report.as_of));
  out.key("profile").text(name_of(report.profile));
  out.key("stack").text(report.stack.name);
  out.key("currency").text(report.stack.currency);
  out.key("items").integer(static_cast<std::int64_t>(report.stack.items));
  out.key("findings").integer(findings);
  out.key("mistakes").integer(static_cast<std::int64_t>(report.problems.size()));
  out.key("low").number(report.drag.low);
  out.key("high").number(report.drag.high);
  out.key("grade").text({&report.drag.grade, 1});
  out.key("provisional").boolean(report.drag.provisional);
  out.key("evidence").number(report.drag.evidence);
  out.key("interest_per_month").number(report.money.interest_per_month);
  out.key("at_least").boolean(report.money.at_least);
  out.key("principal").number(report.money.principal);
  out.close('}');
}

/// The differences; null where there is nothing to compare.
void write_change_of_figures(JsonWriter& out, const Diff& diff) {
  const Report &before = *diff.before, &after = *diff.after;
  const auto difference = [&](double old, double now, bool comparable) { comparable ? out.number(now - old) : out.null(); };
  const bool scores = diff.incomparable.empty(), money = scores && diff.same_currency;
  out.key("change").open('{');
  out.key("items").integer(static_cast<std::int64_t>(after.stack.items) - static_cast<std::int64_t>(before.stack.items));
  out.key("low");
  difference(before.drag.low.value(), after.drag.low.value(), scores);
  out.key("high");
  difference(before.drag.high.value(), after.drag.high.value(), scores);
  out.key("evidence");
  difference(before.drag.evidence, after.drag.evidence, scores);
  out.key("interest_per_month");
  difference(before.money.interest_per_month, after.money.interest_per_month, money);
  out.key("principal");
  difference(before.money.principal, after.money.principal, money);
  out.close('}');
}

/// What may be another on either side.
void write_state(JsonWriter& out, const ReportedFinding& finding) {
  out.key("subject").text(finding.subject);
  out.key("fingerprint").hexadecimal(finding.fingerprint);
  out.key("severity").text(name_of(finding.severity));
  out.key("message").text(finding.message);
  out.key("location").open('{');
  out.key("file").text(finding.location.file);
  out.key("line").integer(finding.location.line);
  out.key("column").integer(finding.location.column);
  out.close('}');
  out.key("measure");
  if (!finding.measure) return out.null();
  out.open('{');
  out.key("value").number(finding.measure->value);
  out.key("unit").text(finding.measure->unit);
  out.key("band").integer(finding.measure->band);
  out.close('}');
}

void write_row(JsonWriter& out, const FindingChange& change) {
  const ReportedFinding& finding = shown_finding(change);
  out.open_row('{');
  out.key("rule").text(finding.rule->id);
  out.key("family").text(finding.rule->family);
  out.key("key").text(finding.key);
  out.key("owners").open('[');
  for (const std::string_view owner : finding.owners) out.text(owner);
  out.close(']');
  write_state(out, finding);
  out.key("before");
  if (change.before == nullptr || change.after == nullptr) {
    out.null();
  } else {
    out.open('{');
    write_state(out, *change.before);
    out.close('}');
  }
  out.close('}');
}

void write_limit(JsonWriter& out, const std::optional<Diff::Verdict>& verdict) {
  out.key("limit");
  if (!verdict) return out.null();
  out.open('{');
  out.key("asked").text(verdict->asked);
  out.key("exceeded").boolean(verdict->exceeded);
  out.key("sentence").text(verdict->sentence);
  out.close('}');
}

}  // namespace
}  // namespace report

void render_diff_json(const Diff& diff, const RenderOptions&, Output& output) {
  using namespace report;
  JsonWriter out(output);
  out.open('{');
  out.key("schema_version").integer(schema_version);
  out.key("fingerprint_version").integer(fingerprint_version);
  out.key("tool").open('{');
  out.key("name").text("stackdrag");
  out.key("version").text(STACKDRAG_VERSION);
  out.close('}');
  out.key("incomparable").text_or_null(diff.incomparable);
  write_side(out.key("before"), *diff.before);
  write_side(out.key("after"), *diff.after);
  write_change_of_figures(out, diff);
  out.key("counts").open('{');
  for (const DiffSection& section : sections_of(diff)) out.key_of(section.id).integer(static_cast<std::int64_t>(section.changes->size()));
  out.key("unchanged").integer(static_cast<std::int64_t>(diff.unchanged));
  out.close('}');
  for (const DiffSection& section : sections_of(diff)) {
    out.key_of(section.id).open('[');
    for (const FindingChange& change : *section.changes) write_row(out, change);
    out.close(']');
  }
  write_limit(out, diff.verdict);
  out.close('}');
}

}  // namespace stackdrag
