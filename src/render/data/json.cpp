// The JSON report: everything, written as it goes. What there may be many of stands on one line each, so that the report can be searched
// and compared line by line.
#include <fmt/format.h>

#include "render/formats.h"
#include "render/outline.h"
#include "schema/json_writer.h"

namespace stackdrag::report {
namespace {

using Texts = std::span<const std::string_view>;

void write_place(JsonWriter& out, const Location& at) {
  out.key("location").open('{');
  out.key("file").text(at.file);
  out.key("line").integer(at.line);
  out.key("column").integer(at.column);
  out.key("end_line").integer(at.end_line);
  out.key("end_column").integer(at.end_column);
  out.close('}');
}

template <class List>
void write_texts(JsonWriter& out, const List& texts) {
  out.open('[');
  for (const auto& text : texts) out.text(text);
  out.close(']');
}

void write_head(JsonWriter& out, const Report& report) {
  out.key("schema_version").integer(1);
  out.key("fingerprint_version").integer(fingerprint_version);
  out.key("tool").open('{');
  out.key("name").text("stackdrag");
  out.key("version").text(report.version);
  out.close('}');
  out.key("model").text(report.model);
  out.key("as_of").text(fmt::format("{}", report.as_of));
  out.key("profile").text(name_of(report.profile));
  out.key("next_profile").text_or_null(report.next_profile ? name_of(*report.next_profile) : "");
  out.key("stack").open('{');
  out.key("name").text(report.stack.name);
  out.key("items").integer(static_cast<std::int64_t>(report.stack.items));
  out.key("currency").text(report.stack.currency);
  out.close('}');
}

void write_drag(JsonWriter& out, const Report::Drag& drag) {
  out.key("drag").open('{');
  out.key("low").number(drag.low);
  out.key("high").number(drag.high);
  out.key("grade").text({&drag.grade, 1});
  out.key("evidence").number(drag.evidence);
  out.key("provisional").boolean(drag.provisional);
  out.key("capacity_hours").number(drag.capacity_hours);
  out.key("capacity_assumed").boolean(drag.capacity_assumed);
  out.key("low_hours").number(drag.low_hours);
  out.key("high_hours").number(drag.high_hours);
  out.key("load").number(drag.load);
  out.key("capped").boolean(drag.capped);
  out.key("waived").number(drag.waived);
  out.key("without_waivers").open_row('{');
  out.key("low").number(drag.without_waivers.low);
  out.key("high").number(drag.without_waivers.high);
  out.key("grade").text({&drag.without_waivers.grade, 1});
  out.close('}');
  out.close('}');
}

void write_money(JsonWriter& out, const Report::MoneyFigures& money) {
  out.key("money").open('{');
  out.key("interest_per_month").number(money.interest_per_month);
  out.key("at_least").boolean(money.at_least);
  out.key("principal").number(money.principal);
  out.key("principal_hours").number(money.principal_hours);
  out.key("payback_months");
  money.payback_months ? out.number(*money.payback_months) : out.null();
  out.key("hourly_rate").number(money.hourly_rate);
  out.close('}');
}

void write_owners(JsonWriter& out, Texts owners) {
  out.key("owner");
  if (owners.size() > 1)
    out.text(fmt::format("{}", fmt::join(owners, ", ")));
  else
    out.text_or_null(owners.empty() ? "" : owners.front());
  write_texts(out.key("owners"), owners);
}

void write_measure(JsonWriter& out, const std::optional<Measure>& measure) {
  out.key("measure");
  if (!measure) return out.null();
  out.open('{');
  out.key("value").number(measure->value);
  out.key("unit").text(measure->unit);
  out.key("band").integer(measure->band);
  out.close('}');
}

void write_waiver(JsonWriter& out, const ReportedWaiver* waiver) {
  out.key("waived");
  if (waiver == nullptr) return out.null();
  out.open('{');
  out.key("kind").text(waiver->not_applicable ? "not-applicable" : "accepted");
  out.key("reason").text(waiver->reason);
  out.key("by").text_or_null(waiver->by);
  out.key("until").text_or_null(waiver->until ? fmt::format("{}", *waiver->until) : "");
  out.close('}');
}

void write_finding(JsonWriter& out, const Report& report, const ReportedFinding& finding) {
  out.open_row('{');
  out.key("rule").text(finding.rule->id);
  out.key("subject").text(finding.subject);
  out.key("key").text(finding.key);
  out.key("fingerprint").hexadecimal(finding.fingerprint);
  out.key("formerly").open('[');
  for (const std::uint64_t fingerprint : finding.formerly) out.hexadecimal(fingerprint);
  out.close(']');
  out.key("severity").text(name_of(finding.severity));
  out.key("family").text(finding.rule->family);
  write_owners(out, finding.owners);
  out.key("message").text(finding.message);
  write_place(out, finding.location);
  out.key("related").open('[');
  for (const RelatedPlace& related : finding.related) {
    out.open('{');
    out.key("message").text(related.message);
    write_place(out, related.location);
    out.close('}');
  }
  out.close(']');
  write_measure(out, finding.measure);
  out.key("effort_hours").number(finding.effort_hours);
  out.key("carry_hours").number(finding.carry_hours);
  out.key("carry_money").number(finding.carry_money);
  out.key("charge_hours").number(finding.charge_hours);
  out.key("points").number(finding.points);
  out.key("if_fixed").number(finding.if_fixed);
  out.key("folded_into");
  finding.folded_into ? out.hexadecimal(report.findings[*finding.folded_into].fingerprint) : out.null();
  write_waiver(out, finding.waiver);
  out.key("status").text(name_of(finding.novelty));
  out.key("cause").text_or_null(finding.cause ? name_of(*finding.cause) : "");
  out.key("fails_gate").boolean(finding.fails);
  out.close('}');
}

void write_unknown(JsonWriter& out, const ReportedUnknown& unknown) {
  out.open_row('{');
  out.key("rule").text(unknown.rule);
  out.key("subject").text(unknown.subject);
  out.key("item").text(unknown.item);
  write_texts(out.key("fields"), unknown.fields);
  out.key("charge_hours").number(unknown.charge_hours);
  out.close('}');
}

void write_action(JsonWriter& out, const Report& report, const Action& action) {
  out.open_row('{');
  out.key("text").text(action.text);
  out.key("findings").open('[');
  for (const std::uint32_t at : action.findings) out.hexadecimal(report.findings[at].fingerprint);
  out.close(']');
  out.key("effort_hours").number(action.effort_hours);
  out.key("points_gained").number(action.points_gained);
  out.key("money_saved").number(action.money_saved);
  out.close('}');
}

void write_gap(JsonWriter& out, const Gap& gap) {
  out.open_row('{');
  write_texts(out.key("items"), gap.items);
  write_texts(out.key("fields"), gap.fields);
  write_texts(out.key("lines"), gap.lines);
  out.key("points").number(gap.points);
  write_place(out, gap.location);
  out.close('}');
}

void write_lists(JsonWriter& out, const Report& report) {
  out.key("filter").text_or_null(report.filter);
  out.key("findings").open('[');
  for (const std::size_t at : shown_findings(report)) write_finding(out, report, report.findings[at]);
  out.close(']');
  out.key("unknown").open('[');
  for (const ReportedUnknown& one : report.unknown) write_unknown(out, one);
  out.close(']');
  out.key("actions").open('[');
  for (const Action& one : report.actions) write_action(out, report, one);
  out.close(']');
  out.key("gaps").open('[');
  for (const Gap& one : report.gaps) write_gap(out, one);
  out.close(']');
}

void write_sums(JsonWriter& out, const std::map<std::string_view, Total>& totals) {
  out.open('{');
  for (const auto& [name, total] : totals) {
    out.key_of(name).open('{');
    out.key("findings").integer(static_cast<std::int64_t>(total.findings));
    out.key("points").number(total.points);
    out.key("charge_hours").number(total.charge_hours);
    out.close('}');
  }
  out.close('}');
}

void write_totals(JsonWriter& out, const Report::Totals& totals) {
  out.key("totals").open('{');
  write_sums(out.key("by_severity"), totals.by_severity);
  write_sums(out.key("by_family"), totals.by_family);
  write_sums(out.key("by_owner"), totals.by_owner);
  write_sums(out.key("by_kind"), totals.by_kind);
  out.close('}');
}

void write_rules(JsonWriter& out, const Report& report) {
  out.key("rules").open('{');
  for (const ReportedRule& rule : report.rules) {
    out.key_of(rule.id).open_row('{');
    out.key("title").text(rule.title);
    out.key("family").text(rule.family);
    out.key("severity").text(name_of(rule.severity));
    out.key("when").text(rule.when);
    out.key("why").text(rule.why);
    out.key("fix").text(rule.fix);
    out.close('}');
  }
  out.close('}');
}

void write_asked(JsonWriter& out, const Report& report) {
  out.key("asked").open('{');
  std::string_view family;
  for (const AskedRule& rule : report.asked) {
    if (rule.family != family) {
      if (!family.empty()) out.close(']');
      out.key_of(family = rule.family).open_row('[');
    }
    out.text(rule.id);
  }
  if (!family.empty()) out.close(']');
  out.close('}');
}

void write_items(JsonWriter& out, const Report& report) {
  out.key("items").open('{');
  for (const Report::ItemsOfKind& of_kind : report.items) {
    out.key_of(of_kind.kind).open_row('[');
    for (const std::string_view id : of_kind.ids) out.text(id);
    out.close(']');
  }
  out.close('}');
  out.key("renamed").open('{');
  for (const Report::Renamed& renamed : report.renamed) out.key_of(renamed.from).text(renamed.to);
  out.close('}');
}

void write_waivers(JsonWriter& out, const Report& report) {
  out.key("waivers").open('[');
  for (const ReportedWaiver& waiver : report.waivers) {
    out.open_row('{');
    out.key("rule").text(waiver.rule);
    out.key("on").text(waiver.on);
    out.key("kind").text(waiver.not_applicable ? "not-applicable" : "accepted");
    out.key("reason").text(waiver.reason);
    out.key("by").text_or_null(waiver.by);
    out.key("until").text_or_null(waiver.until ? fmt::format("{}", *waiver.until) : "");
    out.key("state").text(name_of(waiver.state));
    out.key("note").text_or_null(waiver.note);
    out.key("findings").integer(static_cast<std::int64_t>(waiver.findings));
    write_place(out, waiver.location);
    out.close('}');
  }
  out.close(']');
}

void write_baseline(JsonWriter& out, const std::optional<Report::Baseline>& baseline) {
  out.key("baseline");
  if (!baseline) return out.null();
  out.open('{');
  out.key("as_of").text(fmt::format("{}", baseline->as_of));
  out.key("known").integer(static_cast<std::int64_t>(baseline->known));
  out.key("improved").integer(static_cast<std::int64_t>(baseline->improved));
  out.key("new").integer(static_cast<std::int64_t>(baseline->fresh));
  out.key("unanswered").integer(static_cast<std::int64_t>(baseline->unanswered));
  out.key("gone").open('[');
  for (const Report::Gone& gone : baseline->gone) {
    out.open_row('{');
    out.key("rule").text(gone.rule);
    out.key("subject").text(gone.subject);
    out.key("key").text(gone.key);
    out.close('}');
  }
  out.close(']');
  out.close('}');
}

void write_problems(JsonWriter& out, const Report& report) {
  out.key("problems").open('[');
  for (const ReportedProblem& problem : report.problems) {
    out.open_row('{');
    out.key("message").text(problem.message);
    write_place(out, problem.location);
    out.close('}');
  }
  out.close(']');
}

void write_gate(JsonWriter& out, const Report::Gate& gate) {
  out.key("gate").open('{');
  out.key("passed").boolean(gate.passed);
  write_texts(out.key("reasons"), gate.reasons);
  write_texts(out.key("warnings"), gate.warnings);
  out.key("fail_on").text(gate.fail_on);
  out.close('}');
}

}  // namespace

void render_json(const Report& report, const RenderOptions&, Output& output) {
  JsonWriter out(output);
  out.open('{');
  write_head(out, report);
  write_drag(out, report.drag);
  write_money(out, report.money);
  write_lists(out, report);
  write_totals(out, report.totals);
  write_asked(out, report);
  write_rules(out, report);
  write_waivers(out, report);
  write_baseline(out, report.baseline);
  write_items(out, report);
  write_problems(out, report);
  write_gate(out, report.gate);
  out.close('}');
}

}  // namespace stackdrag::report
