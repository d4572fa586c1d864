// Reads a JSON report: the head, the figures and the lists that stand by themselves.
#include "stackdrag/saved_report.h"

#include <limits>

#include <fmt/format.h>

#include "schema/json_tree.h"
#include "schema/saved_fields.h"
#include "schema/saved_findings.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace report {
namespace {

constexpr int schema_version = 1;
constexpr double any_amount = std::numeric_limits<double>::max();
constexpr std::string_view profile_words = "starter, standard or full";

bool is_ours(View root) {
  const auto tool = root.find("tool");
  if (!tool || !root.find("schema_version")) return false;
  const auto name = tool->find("name");
  return name && name->is_scalar() && name->text() == "stackdrag";
}

constexpr std::string_view no_report = "this is no report of stackdrag; `stackdrag audit --format json` writes one";

/// A text that does not even begin like one needs no word about JSON.
bool begins_like_a_report(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first == std::string_view::npos || text[first] == '{';
}

/// Says what else a file is, before anything in it is looked at closely.
void check_kind(SavedReader& in, View root) {
  if (!is_ours(root)) return in.fail({root.at().begin, root.at().begin}, std::string(no_report));
  if (root.find("before") && root.find("after") && !root.find("drag"))
    in.fail({root.at().begin, root.at().begin}, "this is what `stackdrag diff` wrote, and no report of one audit");
}

/// One of our versions: what is newer cannot be understood.
void check_version(SavedReader& in, SavedObject& root, std::string_view name, int ours) {
  const std::int64_t theirs = root.whole(name, 1, 1'000'000);
  if (theirs > ours)
    in.fail(root.member(name).value_or(View()).at(),
            fmt::format("written by a newer stackdrag: `{}` is {}, and this one reads {}", name, theirs, ours));
}

void read_head(SavedReader& in, SavedObject& root, Report& report) {
  check_version(in, root, "schema_version", schema_version);
  check_version(in, root, "fingerprint_version", fingerprint_version);
  report.version = root.object("tool").text("version");
  report.model = root.text("model");
  report.as_of = root.date("as_of");
  report.profile = root.word("profile", profile_named, profile_words);
  report.next_profile = root.word_or_null("next_profile", profile_named, profile_words);
  SavedObject stack = root.object("stack");
  report.stack.name = stack.text("name");
  report.stack.items = stack.count("items");
  report.stack.currency = stack.text("currency");
  report.filter = root.text_or_null("filter");
}

void read_drag(SavedObject from, Report::Drag& drag) {
  drag.low = from.decimal("low", 100);
  drag.high = from.decimal("high", 100);
  drag.grade = from.grade("grade");
  drag.evidence = from.number("evidence", 0, 1);
  drag.provisional = from.truth("provisional");
  drag.capacity_hours = from.number("capacity_hours", 0, any_amount);
  drag.capacity_assumed = from.truth("capacity_assumed");
  drag.low_hours = from.decimal("low_hours", any_amount);
  drag.high_hours = from.decimal("high_hours", any_amount);
  drag.load = from.number("load", 0, any_amount);
  drag.capped = from.truth("capped");
  drag.waived = from.decimal("waived", 100);
  SavedObject without = from.object("without_waivers");
  drag.without_waivers.low = without.decimal("low", 100);
  drag.without_waivers.high = without.decimal("high", 100);
  drag.without_waivers.grade = without.grade("grade");
}

void read_money(SavedObject from, Report::MoneyFigures& money) {
  money.interest_per_month = from.number("interest_per_month", 0, any_amount);
  money.at_least = from.truth("at_least");
  money.principal = from.number("principal", 0, any_amount);
  money.principal_hours = from.number("principal_hours", 0, any_amount);
  if (!from.is_null("payback_months")) money.payback_months = from.number("payback_months", 0, any_amount);
  money.hourly_rate = from.number("hourly_rate", 0, any_amount);
}

void read_sums(SavedReader& in, SavedObject from, std::map<std::string_view, Total>& sums) {
  from.entries([&](View key, View value) {
    SavedObject row(in, value, key.text());
    Total& total = sums[in.shared(key.text())];
    total.findings = row.count("findings");
    total.points = row.decimal("points", 100);
    total.charge_hours = row.decimal("charge_hours", any_amount);
  });
}

void read_totals(SavedReader& in, SavedObject from, Report::Totals& totals) {
  read_sums(in, from.object("by_severity"), totals.by_severity);
  read_sums(in, from.object("by_family"), totals.by_family);
  read_sums(in, from.object("by_owner"), totals.by_owner);
  read_sums(in, from.object("by_kind"), totals.by_kind);
}

/// Lists of ids by name: the rules of each family, the items of each kind.
template <class Take>
void read_ids(SavedReader& in, SavedObject from, Take take) {
  from.entries([&](View key, View list) {
    if (key.text().empty()) return in.fail(key.at(), "a name is missing here");
    if (!list.is_sequence()) return in.expected(list, key.text(), "a list");
    const std::string_view name = in.shared(key.text());
    std::vector<std::string_view> ids;
    for (const View id : list) {
      if (!id.is_scalar() || id.style() != Style::quoted) return in.expected(id, key.text(), "texts");
      ids.push_back(in.shared(id.text()));
    }
    take(name, ids);
  });
}

void read_asked_and_items(SavedReader& in, SavedObject& root, Report& report) {
  std::vector<AskedRule> asked;
  read_ids(in, root.object("asked"), [&](std::string_view family, const std::vector<std::string_view>& ids) {
    for (const std::string_view id : ids) asked.push_back({id, family});
  });
  report.asked = in.store.keep(asked);
  read_ids(in, root.object("items"), [&](std::string_view kind, const std::vector<std::string_view>& ids) {
    report.items.push_back({kind, in.store.keep(ids)});
  });
  std::vector<Report::Renamed> renamed;
  SavedObject names = root.object("renamed");
  names.entries([&](View from, View) {
    const std::string_view to = names.id(from.text());
    renamed.push_back({in.shared(from.text()), to});
  });
  report.renamed = in.store.keep(renamed);
}

void read_baseline(SavedReader& in, SavedObject& root, Report& report) {
  if (root.is_null("baseline")) return;
  SavedObject from = root.object("baseline");
  Report::Baseline baseline{.as_of = from.date("as_of")};
  baseline.known = from.count("known");
  baseline.improved = from.count("improved");
  baseline.unanswered = from.count("unanswered");
  baseline.fresh = from.count("new");
  std::vector<Report::Gone> gone;
  from.each("gone", [&](View row) {
    SavedObject one(in, row, "gone");
    const std::string_view rule = one.text("rule"), subject = one.text("subject");
    gone.push_back({rule, subject, one.text("key")});
  });
  baseline.gone = in.store.keep(gone);
  report.baseline = baseline;
}

void read_problems(SavedReader& in, SavedObject& root, Report& report) {
  root.each("problems", [&](View row) {
    SavedObject from(in, row, "problems");
    ReportedProblem& problem = report.problems.emplace_back();
    problem.message = from.text("message");
    problem.location = from.location();
  });
}

void read_gate(SavedReader& in, SavedObject from, Report::Gate& gate) {
  gate.passed = from.truth("passed");
  for (const std::string_view text : from.texts("reasons")) gate.reasons.emplace_back(text);
  for (const std::string_view text : from.texts("warnings")) gate.warnings.emplace_back(text);
  gate.fail_on = from.text("fail_on");
  if (const auto value = from.member("fail_on"); value && gate.fail_on != "never" && !severity_named(gate.fail_on))
    in.expected(*value, "fail_on", "a severity or never");
}

/// Where a filter has left out everything, nothing was found only as far as it shows.
void remember_left_out(Report& report, Store& store) {
  if (report.filter.empty() || !report.findings.empty() || report.totals.by_severity.empty()) return;
  report.findings.emplace_back().rule = store.list<ReportedRule>(1).data();
}

void read_all(SavedReader& in, SavedObject root, Report& report) {
  read_head(in, root, report);
  read_drag(root.object("drag"), report.drag);
  read_money(root.object("money"), report.money);
  read_findings(in, root, report);
  read_totals(in, root.object("totals"), report.totals);
  remember_left_out(report, in.store);
  read_asked_and_items(in, root, report);
  read_baseline(in, root, report);
  read_problems(in, root, report);
  read_gate(in, root.object("gate"), report.gate);
}

}  // namespace
}  // namespace report

Result<Report> read_report(std::string bytes, std::string name) {
  Sources sources;
  if (!sources.fits(bytes.size())) return Failure{fmt::format("{}: this file is larger than stackdrag reads", visible(name))};
  sources.add(std::move(name), std::move(bytes));
  const Document document = report::read_json(sources, 0);
  Report report;
  report::SavedReader in(sources, *report.store);
  if (!report::begins_like_a_report(sources.text(0)))
    in.fail({sources.base(0), sources.base(0)}, std::string(report::no_report));
  else if (document.problem)
    in.fail(document.problem->at, document.problem->message);
  else
    report::check_kind(in, document.tree.root());
  if (!in.failed()) report::read_all(in, report::SavedObject(in, document.tree.root(), "report"), report);
  if (in.failed()) return in.failure();
  return report;
}

}  // namespace stackdrag
