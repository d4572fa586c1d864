// The score, worked by hand: the example of the model's page, the grid of grades, and what folds under what.
#include <cmath>

#include "catch.h"
#include "stackdrag/score.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

double rounded(double number) { return std::round(number * 10) / 10; }

Rule rule_of(std::string_view id, Severity severity, double effort, double carry) {
  Rule rule{};
  rule.id = id;
  rule.severity = severity;
  rule.effort = effort;
  rule.carry = carry;
  return rule;
}

/// A finding or an open question of the worked example.
struct Row {
  Rule rule;
  Text id;
  double money = 0;
  bool open = false;
};

/// Capacity 320 h a month, 80 an hour, seven findings and two undecided consent checks.
std::vector<Row> worked_example() {
  return {
      {rule_of("pixel-campaign-ended", Severity::medium, 1.5, 0.5), "meta-q1"},
      {rule_of("tool-unused", Severity::high, 8, 1), "surveybee", 500},
      {rule_of("integration-to-retired", Severity::high, 4, 1), "hs-survey"},
      {rule_of("seats-underused", Severity::medium, 3, 0), "hubspot", 1120},
      {rule_of("agent-no-oversight", Severity::high, 6, 1), "lead-scorer"},
      {rule_of("api-version-sunset", Severity::medium, 12, 0.5), "hs-sf"},
      {rule_of("utm-synonyms", Severity::medium, 6, 2), "facebook"},
      {rule_of("pixel-no-consent-gate", Severity::critical, 2, 0.5), "meta-q1", 0, true},
      {rule_of("pixel-no-consent-gate", Severity::critical, 2, 0.5), "ua-legacy", 0, true},
  };
}

constexpr double capacity = 320;

struct Worked {
  Inventory inventory;
  std::vector<Row> rows = worked_example();
  Tally tally{inventory, {.capacity_hours = capacity, .hourly_rate = 80, .capacity_assumed = false}, Profile::full};

  Worked() {
    inventory.tools.resize(rows.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      inventory.tools[i].common.self = {Kind::tool, i};
      inventory.tools[i].cost = At<Money>(Money{rows[i].money}, Span{});
    }
    for (const Row& row : rows) {
      // No item stands behind the rows, so nothing folds: the example lists what is left after folding.
      const Subject subject{.kind = "item", .id = row.id};
      if (row.open) {
        tally.take(row.rule, subject, Unknown{{}, {"consent"}});
      } else {
        tally.take(row.rule, subject, flag({}, "there").wasting(inventory.tools[static_cast<std::size_t>(&row - rows.data())]));
      }
    }
  }
};

}  // namespace

TEST_CASE("the worked example comes out as it was worked by hand") {
  const Worked worked;
  const Charges charges(built_in_catalogue().folds, worked.tally);
  const std::vector<double> q{1.00, 2.50, 2.50, 0.50, 2.50, 1.00, 2.50};
  for (std::size_t i = 0; i < q.size(); ++i) CHECK(worked.tally.findings()[i].charge == Approx(q[i]));
  CHECK(charges.folding().low() == Decimal::of(12.5));
  CHECK(charges.low() == Decimal::of(32.75));   // and 500 / 80 for the tool, 1,120 / 80 for the seats
  CHECK(charges.high() == Decimal::of(49.75));  // and twice 0.5 + 8 for the questions
  CHECK(rounded(100 * 32.75 / capacity) == 10.2);
  CHECK(rounded(drag_of(32.75 / capacity)) == 25.4);
  CHECK(rounded(100 * 49.75 / capacity) == 15.5);
  CHECK(rounded(drag_of(49.75 / capacity)) == 34.1);
  CHECK(grade_of(49.75 / capacity) == 'C');

  double interest = 0;
  double principal = 0;
  for (const Finding& finding : worked.tally.findings()) {
    interest += finding.carry * 80 + finding.what.money;
    principal += finding.effort * 80;
  }
  CHECK(interest == Approx(2100));
  CHECK(principal == Approx(3240));
  CHECK(rounded(principal / interest) == 1.5);

  // Fixing the seats alone gains 7.3 points, although 9.9 of the headline are theirs: the curve is concave.
  const std::size_t seats = 3;
  const double headline = drag_of(charges.high().value() / capacity);
  CHECK(rounded(headline - drag_of(charges.high_without({seats}).value() / capacity)) == 7.3);
  CHECK(rounded(headline * 14.5 / 49.75) == 9.9);
  // Learning that both pixels are gated gains 8.7 points and costs no work.
  CHECK(rounded(headline - drag_of(charges.high_without({7, 8}).value() / capacity)) == 8.7);
}

TEST_CASE("a finding takes the question what it costs along, and what the team has built has no price to find out") {
  Inventory inventory;
  inventory.tools.resize(2);
  for (std::uint32_t i = 0; i < 2; ++i) inventory.tools[i].common.self = {Kind::tool, i};
  inventory.tools[1].in_house = At<bool>(true, Span{});
  const Rule rule = rule_of("tool-unused", Severity::high, 8, 1);
  const auto charges_of = [&](const Tool& tool) {
    Tally tally(inventory, {.capacity_hours = 80, .hourly_rate = 75, .capacity_assumed = false}, Profile::full);
    tally.take(rule, Subject{.kind = "tool", .id = "a"}, flag({}, "there").wasting_unknown(tool));
    return Charges({}, tally);
  };
  const Charges unpriced = charges_of(inventory.tools[0]);
  CHECK(unpriced.low() == Decimal::of(2.5));
  CHECK(unpriced.high() == Decimal::of(10.5));  // and the cap of 8 h
  CHECK(unpriced.high_without({0}) == Decimal{});
  CHECK(unpriced.waste().unbounded);
  const Charges built = charges_of(inventory.tools[1]);
  CHECK(built.high() == Decimal::of(2.5));
  CHECK_FALSE(built.waste().unbounded);
}

TEST_CASE("a claim however small is charged to somebody") {
  Inventory inventory;
  inventory.tools.resize(1);
  inventory.tools[0].common.self = {Kind::tool, 0};
  const Rule rule = rule_of("capability-overlap", Severity::medium, 24, 1);
  Flagged finding = flag({}, "there");
  finding.open_cost = Unknown{inventory.tools[0].common.self, {"cost"}};
  finding.claims = {{.tool = inventory.tools[0].common.self, .share = 0.5, .open = true, .at_most = 7}};
  Tally tally(inventory, {.capacity_hours = 20'000, .hourly_rate = 75, .capacity_assumed = false}, Profile::full);
  tally.take(rule, Subject{.kind = "capability", .id = "a"}, std::move(finding));
  const Charges charges({}, tally);
  CHECK(charges.high() > charges.low());
  Decimal sum;
  for (const Decimal charge : charges.effective()) sum += charge;
  CHECK(sum == charges.high());
  CHECK_FALSE(charges.waste().unbounded);
}

TEST_CASE("grades follow the grid") {
  CHECK(grade_of(0) == 'A');
  CHECK(grade_of(0.05) == 'A');
  CHECK(grade_of(0.051) == 'B');
  CHECK(grade_of(0.10) == 'B');
  CHECK(grade_of(0.20) == 'C');
  CHECK(grade_of(0.30) == 'D');
  CHECK(grade_of(0.50) == 'E');
  CHECK(grade_of(0.51) == 'F');
  CHECK(rounded(drag_of(0.05)) == 14.3);
  CHECK(drag_of(0.30) == Approx(50));
}

TEST_CASE("a group charges what its parent or what its children charge, whichever is more") {
  // integration-to-retired (2.5 h) folds integration-silent (2.5 h) and no-owner (1 h): 3.5 h, and the parent keeps its own 2.5 h.
  const Outcome outcome = audit_text(
      "stack: {capacity_hours: 320, observed: 2026-11-21}\ntools: {a: {status: retired}, b: {}}\nintegrations: {a-b: {from: a, to: b, "
      "last_ok: 2026-01-01, "
      "runs_as: svc}}\n");
  REQUIRE(outcome.report);
  double parent = 0;
  double folded = 0;
  for (const ReportedFinding& finding : outcome.report->findings) {
    if (finding.subject != "integration/a-b") continue;
    (finding.folded_into ? folded : parent) += finding.charge_hours.value();
  }
  CHECK(parent == Approx(2.5));
  CHECK(folded == Approx(1.0));
}

TEST_CASE("what is critical never folds under what is not") {
  const Outcome outcome = audit_text(
      "people: {ben: {left: 2026-01-01}}\ntools: {a: {status: retired}, b: {}}\n"
      "integrations: {a-b: {from: a, to: b, runs_as: ben, api: v20.0, last_ok: 2026-01-01}}\n");
  REQUIRE(outcome.report);
  std::size_t criticals = 0;
  for (const ReportedFinding& finding : outcome.report->findings) {
    if (finding.severity != Severity::critical) continue;
    ++criticals;
    CHECK_FALSE(finding.folded_into);
  }
  CHECK(criticals == 1);
}

TEST_CASE("an item's own effort and carry replace the rule's figures, and count multiplies") {
  const auto audited = [](const std::string& pixel) {
    const Outcome outcome = audit_text(
        "stack: {capacity_hours: 1000, observed: 2026-11-21}\npixels: {p: {vendor: meta, purpose: ads, owner: ana, last_seen: 2026-01-01" +
            pixel + "}}\n",
        Profile::starter);
    REQUIRE(outcome.report);
    REQUIRE(outcome.report->findings.size() == 1);
    return outcome.report->findings[0];
  };
  CHECK(audited("").carry_hours == Approx(0.25));
  CHECK(audited("").effort_hours == Approx(1.5));
  CHECK(audited(", carry: 3").carry_hours == Approx(3));
  CHECK(audited(", effort: 9").effort_hours == Approx(9));
  CHECK(audited(", count: 4").charge_hours.value() == Approx(4 * 0.75));
}

TEST_CASE("money in another currency is converted, and a missing rate is a mistake") {
  const std::string tools = "tools: {a: {cost: USD 100/mo, last_used: 2026-01-01, owner: ana, does: [crm]}}\n";
  const Outcome converted = audit_text("stack: {currency: EUR, observed: 2026-11-21, exchange: {USD: 0.9}}\n" + tools);
  REQUIRE(converted.report);
  CHECK(converted.report->findings.at(0).carry_money == Approx(90));
  const Outcome missing = audit_text("stack: {currency: EUR}\n" + tools);
  REQUIRE(missing.report);
  CHECK(missing.report->problems.size() == 1);
}
