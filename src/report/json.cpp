// The JSON report: everything, one object after the other, so that a hundred thousand findings need little memory beyond the text.
#include <cmath>

#include <nlohmann/json.hpp>

#include "report/formats.h"
#include "report/outline.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr int indent = 2;

/// A number at its shortest with at most four places: `320`, `6.8`. What is not finite has no JSON form but null.
Json number(Decimal decimal) {
  if (decimal.ten_thousandths % 10'000 == 0) return decimal.ten_thousandths / 10'000;
  return decimal.value();
}

Json number(double value) {
  if (!std::isfinite(value)) return nullptr;
  if (std::abs(value) < 1e14) return number(Decimal::of(value));
  return value;
}

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(number(*value)) : Json(nullptr);
}

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

Json place(const Location& at) {
  return {{"file", at.file}, {"line", at.line}, {"column", at.column}, {"end_line", at.end_line}, {"end_column", at.end_column}};
}

Json stack(const Report& report) {
  return {{"name", report.stack.name}, {"items", report.stack.items}, {"currency", report.stack.currency}};
}

Json drag(const Report::Drag& drag) {
  return {{"low", number(drag.low)},
          {"high", number(drag.high)},
          {"grade", std::string(1, drag.grade)},
          {"evidence", number(drag.evidence)},
          {"provisional", drag.provisional},
          {"capacity_hours", number(drag.capacity_hours)},
          {"capacity_assumed", drag.capacity_assumed},
          {"low_hours", number(drag.low_hours)},
          {"high_hours", number(drag.high_hours)},
          {"load", number(drag.load)},
          {"capped", drag.capped}};
}

Json money(const Report::MoneyFigures& money) {
  return {{"interest_per_month", number(money.interest_per_month)},
          {"at_least", money.at_least},
          {"principal", number(money.principal)},
          {"principal_hours", number(money.principal_hours)},
          {"payback_months", or_null(money.payback_months)},
          {"hourly_rate", number(money.hourly_rate)}};
}

Json measure(const std::optional<Measure>& measure) {
  if (!measure) return nullptr;
  return {{"value", number(measure->value)}, {"unit", measure->unit}, {"band", measure->band}};
}

Json finding(const Report& report, const ReportedFinding& finding) {
  Json related = Json::array();
  for (const RelatedPlace& other : finding.related) related.push_back({{"message", other.message}, {"location", place(other.location)}});
  std::string owner;
  for (const std::string& name : finding.owners) owner += (owner.empty() ? "" : ", ") + name;
  return {{"rule", finding.rule},
          {"subject", finding.subject},
          {"key", finding.key},
          {"fingerprint", finding.fingerprint},
          {"severity", name_of(finding.severity)},
          {"family", finding.family},
          {"owner", text_or_null(owner)},
          {"owners", finding.owners},
          {"message", finding.message},
          {"location", place(finding.location)},
          {"related", std::move(related)},
          {"measure", measure(finding.measure)},
          {"effort_hours", number(finding.effort_hours)},
          {"carry_hours", number(finding.carry_hours)},
          {"carry_money", number(finding.carry_money)},
          {"charge_hours", number(finding.charge_hours)},
          {"points", number(finding.points)},
          {"if_fixed", number(finding.if_fixed)},
          {"folded_into", finding.folded_into ? Json(report.findings.at(*finding.folded_into).fingerprint) : Json(nullptr)},
          {"waived", nullptr},
          {"status", "open"},
          {"cause", nullptr},
          {"why", finding.why},
          {"fix", finding.fix}};
}

Json unknown(const ReportedUnknown& unknown) {
  return {{"rule", unknown.rule},
          {"subject", unknown.subject},
          {"item", unknown.item},
          {"fields", unknown.fields},
          {"charge_hours", number(unknown.charge_hours)}};
}

Json action(const Report& report, const Action& action) {
  Json findings = Json::array();
  for (const std::size_t at : action.findings) findings.push_back(report.findings.at(at).fingerprint);
  return {{"text", action.text},
          {"findings", std::move(findings)},
          {"effort_hours", number(action.effort_hours)},
          {"points_gained", number(action.points_gained)},
          {"money_saved", number(action.money_saved)}};
}

Json gap(const Gap& gap) {
  return {{"items", gap.items},
          {"fields", gap.fields},
          {"lines", gap.lines},
          {"points", number(gap.points)},
          {"location", place(gap.location)}};
}

Json total(const Total& total) {
  return {{"findings", total.findings}, {"points", number(total.points)}, {"charge_hours", number(total.charge_hours)}};
}

Json gate(const Report::Gate& gate) { return {{"passed", gate.passed}, {"reasons", gate.reasons}, {"fail_on", gate.fail_on}}; }

/// Writes members and elements at a depth. Every value is a small tree of its own, dropped as soon as it is written.
class Writer {
 public:
  void open(std::string_view key, char bracket) {
    begin(key);
    text_ += bracket;
    ++depth_;
    empty_ = true;
  }

  void close(char bracket) {
    --depth_;
    if (!empty_) new_line();
    text_ += bracket;
    empty_ = false;
  }

  /// An empty key means an element of an array.
  void value(std::string_view key, const Json& value) {
    begin(key);
    append(value);
  }

  void member(const std::string& key, const Json& value) {
    separate();
    append(Json(key));
    text_ += ": ";
    append(value);
  }

  std::string finish() && { return std::move(text_ += '\n'); }

 private:
  void new_line() { text_.append(1, '\n').append(depth_ * indent, ' '); }

  void separate() {
    if (!empty_) text_ += ',';
    if (depth_ > 0) new_line();
    empty_ = false;
  }

  void begin(std::string_view key) {
    separate();
    if (!key.empty()) text_.append("\"").append(key).append("\": ");
  }

  void append(const Json& value) {
    const std::string dumped = value.dump(indent, ' ', true, Json::error_handler_t::replace);
    // A string holds no raw line break, so every one of them is the layout's.
    std::string_view rest = dumped;
    for (std::size_t line = rest.find('\n'); line != std::string_view::npos; line = rest.find('\n')) {
      text_.append(rest.substr(0, line));
      new_line();
      rest.remove_prefix(line + 1);
    }
    text_.append(rest);
  }

  std::string text_;
  std::size_t depth_ = 0;
  bool empty_ = true;
};

void write_totals(Writer& out, std::string_view name, const std::map<std::string, Total>& totals) {
  out.open(name, '{');
  for (const auto& [key, value] : totals) out.member(key, total(value));
  out.close('}');
}

void write_head(Writer& out, const Report& report) {
  out.value("schema_version", 1);
  out.value("tool", {{"name", "stackdrag"}, {"version", report.version}});
  out.value("model", report.model);
  out.value("as_of", fmt::format("{}", report.as_of));
  out.value("profile", name_of(report.profile));
  out.value("next_profile", report.next_profile ? Json(name_of(*report.next_profile)) : Json(nullptr));
  out.value("stack", stack(report));
  out.value("drag", drag(report.drag));
  out.value("money", money(report.money));
  out.value("filter", text_or_null(report.filter));
}

void write_lists(Writer& out, const Report& report) {
  out.open("findings", '[');
  for (const std::size_t at : shown_findings(report)) out.value("", finding(report, report.findings[at]));
  out.close(']');
  out.open("unknown", '[');
  for (const ReportedUnknown& one : report.unknown) out.value("", unknown(one));
  out.close(']');
  out.open("actions", '[');
  for (const Action& one : report.actions) out.value("", action(report, one));
  out.close(']');
  out.open("gaps", '[');
  for (const Gap& one : report.gaps) out.value("", gap(one));
  out.close(']');
}

}  // namespace

std::string render_json(const Report& report, const RenderOptions&) {
  Writer out;
  out.open("", '{');
  write_head(out, report);
  write_lists(out, report);
  out.open("totals", '{');
  write_totals(out, "by_severity", report.totals.by_severity);
  write_totals(out, "by_family", report.totals.by_family);
  write_totals(out, "by_owner", report.totals.by_owner);
  write_totals(out, "by_kind", report.totals.by_kind);
  out.close('}');
  out.open("problems", '[');
  for (const ReportedProblem& problem : report.problems)
    out.value("", {{"message", problem.message}, {"location", place(problem.location)}});
  out.close(']');
  out.value("gate", gate(report.gate));
  out.close('}');
  return std::move(out).finish();
}

}  // namespace stackdrag::report
