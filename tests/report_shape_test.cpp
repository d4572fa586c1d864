// The shape of the JSON report: every member of the report's structs is written, read back, and in the schema.
//
// The structs are taken apart into all their members, so that the compiler points here when one is added.
#include <algorithm>
#include <set>
#include <tuple>

#include <nlohmann/json.hpp>

#include "catch.h"
#include "stackdrag/formats.h"
#include "stackdrag/json_objects.h"
#include "stackdrag/json_tree.h"
#include "stackdrag/report_schema.h"
#include "stackdrag/saved_report.h"
#include "support.h"

using namespace stackdrag;
using nlohmann::json;

namespace {

std::string json_of(const Report& report) {
  const auto format = std::find_if(formats().begin(), formats().end(), [](const Format& one) { return one.name == "json"; });
  return collected([&](Output& out) { format->render(report, {}, out); });
}

template <class T>
std::vector<std::remove_const_t<T>> parts(std::span<T> list) {
  return {list.begin(), list.end()};
}

auto parts(const Location& place) {
  const auto& [file, line, column, end_line, end_column] = place;
  return std::tuple(file, line, column, end_line, end_column);
}

auto parts(const RelatedPlace& related) {
  const auto& [message, location] = related;
  return std::tuple(message, parts(location));
}

auto parts(const Measure& measure) {
  const auto& [value, unit, band] = measure;
  return std::tuple(value, unit, band);
}

auto parts(const ReportedRule& rule) {
  const auto& [id, title, family, when, why, fix, severity, profile] = rule;
  return std::tuple(id, title, family, when, why, fix, severity, profile);
}

auto parts(const ReportedWaiver& waiver) {
  const auto& [rule, on, reason, by, not_applicable, until, state, note, findings, location] = waiver;
  return std::tuple(rule, on, reason, by, not_applicable, until, state, note, findings, parts(location));
}

/// The place in the sources is no part of a saved report.
auto parts(const ReportedFinding& finding) {
  const auto& [rule, subject, key, message, fingerprint, formerly, severity, folded_into, owners, location, at, related, measure,
               effort_hours, carry_hours, carry_money, charge_hours, points, if_fixed, waiver, novelty, cause, fails] = finding;
  return std::tuple(parts(*rule), subject, key, message, fingerprint, parts(formerly), severity, folded_into, parts(owners),
                    parts(location), parts(related.front()), parts(*measure), effort_hours, carry_hours, carry_money, charge_hours, points,
                    if_fixed, parts(*waiver), novelty, cause, fails);
}

auto parts(const ReportedUnknown& unknown) {
  const auto& [rule, subject, item, fields, charge_hours] = unknown;
  return std::tuple(rule, subject, item, parts(fields), charge_hours);
}

auto parts(const Action& action) {
  const auto& [text, findings, effort_hours, points_gained, money_saved] = action;
  return std::tuple(text, parts(findings), effort_hours, points_gained, money_saved);
}

auto parts(const Gap& gap) {
  const auto& [items, fields, lines, location, points] = gap;
  return std::tuple(parts(items), parts(fields), parts(lines), parts(location), points);
}

auto parts(const Total& total) {
  const auto& [findings, points, charge_hours] = total;
  return std::tuple(findings, points, charge_hours);
}

auto parts(const Report::Stack& stack) {
  const auto& [name, currency, items] = stack;
  return std::tuple(name, currency, items);
}

auto parts(const Report::Drag& drag) {
  const auto& [low, high, low_hours, high_hours, load, grade, capped, evidence, provisional, capacity_hours, capacity_assumed, waived,
               without_waivers] = drag;
  const auto& [low_without, high_without, grade_without] = without_waivers;
  return std::tuple(low, high, low_hours, high_hours, load, grade, capped, evidence, provisional, capacity_hours, capacity_assumed, waived,
                    low_without, high_without, grade_without);
}

auto parts(const Report::MoneyFigures& money) {
  const auto& [interest_per_month, at_least, principal, principal_hours, payback_months, hourly_rate] = money;
  return std::tuple(interest_per_month, at_least, principal, principal_hours, payback_months, hourly_rate);
}

auto parts(const Report::Gone& gone) {
  const auto& [rule, subject, key] = gone;
  return std::tuple(rule, subject, key);
}

auto parts(const Report::Baseline& baseline) {
  const auto& [as_of, known, improved, fresh, unanswered, gone] = baseline;
  return std::tuple(as_of, known, improved, fresh, unanswered, parts(gone.front()));
}

auto parts(const Report::Gate& gate) {
  const auto& [passed, fail_on, reasons, warnings] = gate;
  return std::tuple(passed, fail_on, reasons, warnings);
}

/// What is in no struct of its own. The lines of mistakes and the sources are no part of a saved report.
auto parts(const Report& report) {
  const auto& [version, model, as_of, profile, stack, drag, money, asked, rules, findings, unknown, actions, gaps, next_profile, totals,
               problems, waivers, items, renamed, baseline, gate, shown, filter, sources, store] = report;
  const auto& [message, location, source_line, source_column] = problems.front();
  const auto& [by_severity, by_family, by_owner, by_kind] = totals;
  return std::tuple(std::tuple(version, model, as_of, profile, next_profile, filter, shown), parts(stack), parts(drag), parts(money),
                    std::tuple(asked.front().id, asked.front().family, parts(rules.front()), parts(findings.front())),
                    parts(unknown.front()), parts(actions.front()), parts(gaps.front()),
                    std::tuple(parts(by_severity.at("high")), parts(by_family.at("f")), parts(by_owner.at("o")), parts(by_kind.at("k"))),
                    std::tuple(message, parts(location)), parts(waivers.front()), std::tuple(items.front().kind, parts(items.front().ids)),
                    std::tuple(renamed.front().from, renamed.front().to), parts(*baseline), parts(gate));
}

template <class T>
std::span<const T> list(Report& report, std::initializer_list<T> values) {
  return report.store->keep(std::span<const T>(values.begin(), values.size()));
}

Total total(std::size_t number) { return {number, Decimal::of(1.5), Decimal::of(2.5)}; }

/// Every member has another value than it begins with, and nearly all have different ones.
Report full_report() {
  Report report;
  report.version = "1.2.3";
  report.model = "drag-9";
  report.as_of = make_date(2026, 11, 21);
  report.profile = Profile::standard;
  report.next_profile = Profile::full;
  report.stack = {"a stack", "EUR", 7};
  report.drag = {Decimal::of(11),
                 Decimal::of(12),
                 Decimal::of(13),
                 Decimal::of(14),
                 1.25,
                 'B',
                 true,
                 0.75,
                 true,
                 160,
                 true,
                 Decimal::of(3),
                 {Decimal::of(21), Decimal::of(22), 'C'}};
  report.money = {101, true, 102, 103, 104, 105};
  report.filter = "rules: r";
  const Location place{"a.yaml", 2, 3, 4, 5};
  report.rules = list<ReportedRule>(report, {{"r", "a title", "f", "when", "why", "fix", Severity::high, Profile::standard}});
  report.asked = list<AskedRule>(report, {{"r", "f"}});
  report.waivers = list<ReportedWaiver>(report, {{"r",
                                                  "tool/a",
                                                  "a reason",
                                                  "ana",
                                                  true,
                                                  make_date(2026, 12, 31),
                                                  ReportedWaiver::State::ending,
                                                  "a note",
                                                  2,
                                                  {"a.yaml", 6, 7, 8, 9}}});
  ReportedFinding finding{&report.rules[0],
                          "tool/a",
                          "a key",
                          "a message",
                          0xABCDEF,
                          list<std::uint64_t>(report, {0xFEDCBA}),
                          Severity::low,
                          1,
                          list<std::string_view>(report, {"ana", "ben"}),
                          place,
                          {},
                          list<RelatedPlace>(report, {{"there", place}}),
                          Measure{31.5, "days", 2},
                          32,
                          33,
                          34,
                          Decimal::of(35),
                          Decimal::of(36),
                          -37,
                          &report.waivers[0],
                          Novelty::fresh,
                          Cause::clock,
                          true};
  report.findings = {finding, finding};
  report.findings[1].fingerprint = 0x123456;
  report.findings[1].folded_into.reset();
  report.shown = {0, 1};
  report.unknown = {{"r", "tool/b", "tool/c", list<std::string_view>(report, {"cost"}), Decimal::of(41)}};
  report.actions = {{"do it", list<std::uint32_t>(report, {1, 0}), 51, 52, 53}};
  report.gaps = {{list<std::string_view>(report, {"tool/d"}), list<std::string_view>(report, {"seats"}),
                  list<std::string_view>(report, {"seats: 1"}), place, 61}};
  report.totals = {{{"high", total(1)}}, {{"f", total(2)}}, {{"o", total(3)}}, {{"k", total(4)}}};
  report.problems = {{"a mistake", place, "a line", 2}};
  report.items = {{"tool", list<std::string_view>(report, {"a", "b"})}};
  report.renamed = list<Report::Renamed>(report, {{"tool/old", "tool/a"}});
  report.baseline = {make_date(2026, 10, 1), 71, 72, 73, 74, list<Report::Gone>(report, {{"r", "tool/gone", "x"}})};
  report.gate = {false, "medium", {"1 critical"}, {"2 high"}};
  return report;
}

/// The members that a schema describes: "/findings/[]/rule".
void collect_described(const json& root, const json& schema, const std::string& path, std::set<std::string>& into) {
  if (schema.contains("$ref"))
    return collect_described(root, root.at(json::json_pointer(schema["$ref"].get<std::string>().substr(1))), path, into);
  const json properties = schema.value("properties", json::object());
  for (const auto& [name, member] : properties.items()) {
    into.insert(path + "/" + name);
    collect_described(root, member, path + "/" + name, into);
  }
  if (schema.contains("items")) collect_described(root, schema["items"], path + "/[]", into);
  if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
    collect_described(root, schema["additionalProperties"], path + "/{}", into);
  for (const json& choice : schema.value("oneOf", json::array())) collect_described(root, choice, path, into);
}

/// Calls `visit(path, value)` for every member of a report; the path has `{}` for a name that is not among the described ones.
template <class Visit>
void each_member(const json& value, const std::string& path, const std::set<std::string>& described, const Visit& visit) {
  if (value.is_array()) {
    for (const json& part : value) each_member(part, path + "/[]", described, visit);
  } else if (value.is_object() && !value.empty()) {
    const bool by_name = described.count(path + "/" + value.begin().key()) == 0;
    for (const auto& [name, part] : value.items()) {
      if (!by_name) visit(path + "/" + name, part);
      each_member(part, path + "/" + (by_name ? "{}" : name), described, visit);
    }
  }
}

std::set<std::string> described_members() {
  const json schema = json::parse(report_schema());
  std::set<std::string> described;
  collect_described(schema, schema, "", described);
  return described;
}

/// The members that have no value but one that members begin with, in any of the reports.
std::set<std::string> never_set(const std::vector<json>& reports) {
  static const json beginnings = json::parse(R"([null, 0, false, "", [], {}, "A", "info", "starter", "open", "active", "accepted"])");
  const std::set<std::string> described = described_members();
  std::set<std::string> never = described;
  for (const json& report : reports) {
    each_member(report, "", described, [&](const std::string& path, const json& value) {
      if (std::find(beginnings.begin(), beginnings.end(), value) == beginnings.end()) never.erase(path);
    });
  }
  return never;
}

}  // namespace

TEST_CASE("every member of the full report has another value than it begins with") {
  // It begins with true.
  const std::set<std::string> expected{"/gate/passed"};
  INFO("give what is not on the right a value in `full_report`");
  CHECK(never_set({json::parse(json_of(full_report()))}) == expected);
}

TEST_CASE("every member of a report is filled") {
  std::vector<json> reports;
  const auto audit = [&](const std::string& arguments, const std::string& folder = tests::source_dir()) {
    const tests::Ran ran = tests::run("$S audit --format json --as-of 2026-11-21 " + arguments, folder);
    INFO(arguments << ": " << ran.err);
    REQUIRE_FALSE(ran.out.empty());
    reports.push_back(json::parse(ran.out));
  };
  for (const std::string name : {"acme", "harbour-home", "clean"}) audit("examples/" + name);
  audit("examples/acme --owner ana");
  // What compares with a baseline, what is renamed, what is no debt, and mistakes.
  const std::string folder = tests::fresh_folder("filled");
  tests::write_text(folder + "/stack.yaml",
                    "version: 1\n"
                    "tools:\n"
                    "  old: {does: [survey], owner: ana, cost: 900/mo, last_used: 2026-03-26}\n"
                    "  crm: {owner: ben, cost: 100/mo, last_used: 2026-06-01}\n"
                    "  gone: {cost: 100/mo, last_used: 2026-01-01}\n");
  REQUIRE(tests::run("$S baseline create --as-of 2026-07-21", folder).exit == 0);
  tests::write_text(folder + "/stack.yaml",
                    "version: 1\n"
                    "tools:\n"
                    "  survey: {does: [survey], owner: ana, cost: 900/mo, last_used: 2026-03-26, was: [old]}\n"
                    "  crm: {owner: ben, cost: 100/mo}\n"
                    "  rest: {bakcup: ana, last_used: 2024-01-01}\n"
                    "waivers:\n"
                    "  - {rule: no-owner, on: rest, reason: nobody needs to, by: ana, until: 2026-12-31, kind: not-applicable}\n");
  audit("--baseline .stackdrag-baseline.json", folder);
  // Rare, and tested where they are worked out.
  const std::set<std::string> expected{"/baseline/gone/[]/key", "/baseline/improved", "/baseline/unanswered", "/drag/capped",
                                       "/next_profile"};
  INFO("nobody fills what is not on the right: do so in src/report; if these inventories do not show it, change one");
  CHECK(never_set(reports) == expected);
}

TEST_CASE("every member of a report is written and comes back") {
  const Report report = full_report();
  const std::string written = json_of(report);
  const auto read = read_report(written, "old.json");
  INFO((read.ok() ? "" : read.failure().message));
  REQUIRE(read.ok());
  for (const json& change : json::diff(json::parse(written), json::parse(json_of(read.value()))))
    FAIL_CHECK(change["path"].get<std::string>() << " is written, but does not come back");
  CHECK(json_of(read.value()) == written);
  // Without a line in `report_shape.h`, a member is not even written; `members_test.cpp` names it.
  CHECK((parts(read.value()) == parts(report)));
}

namespace stackdrag::report {
namespace {

/// A part of a format that got its second field later.
struct Grown {
  int first = 1, second = 2;
};

template <class Io>
void describe(Io& io, Of<Io, Grown>& grown) {
  io.field("first", grown.first, form::Whole{0, 99, ""});
  io.added("second", grown.second, form::Whole{0, 99, ""}, "Came later.");
}

/// The second field as it is read, or what is wrong.
std::string second_of(std::string text) {
  Sources sources;
  sources.add("a.json", std::move(text));
  const Document document = read_json(sources, 0);
  REQUIRE_FALSE(document.problem);
  Store store;
  JsonReader in(sources, store);
  Grown grown;
  form::object<Grown>.read({in, document.tree.root(), "grown"}, grown);
  return in.failed() ? in.failure().message : std::to_string(grown.second);
}

}  // namespace

TEST_CASE("a field that was added later keeps its default where it is missing, and is checked where it is not") {
  CHECK(second_of(R"({"first": 5})") == "2");
  CHECK(second_of(R"({"first": 5, "second": 6})") == "6");
  CHECK(second_of(R"({"second": 6})") == "a.json:1:1: `first` is missing here");
  CHECK(second_of(R"({"first": 5, "second": "x"})").find("`second`: expected a whole number") != std::string::npos);
  CHECK(second_of(R"({"first": 5, "second": null})").find("`second`: expected a whole number") != std::string::npos);
  CHECK(collected([](Output& out) {
          JsonWriter json(out);
          form::row<Grown>.write(json, {});
        }).find(R"({"first": 1, "second": 2})") == 0);
  CHECK(schema_of<Grown>(false).find(R"("required": ["first", "second"])") != std::string::npos);
}

}  // namespace stackdrag::report

TEST_CASE("the schema describes every member of a report that is written") {
  const std::set<std::string> described = described_members();
  std::set<std::string> written;
  each_member(json::parse(json_of(full_report())), "", described, [&](const std::string& path, const json&) { written.insert(path); });
  CHECK(described == written);
  CHECK(written.size() > 120);
}
