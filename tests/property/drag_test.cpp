// The promises of the score, kept on generated inventories that go the whole way from bytes to report.
#include <rapidcheck.h>

#include <algorithm>

#include <fmt/format.h>

#include "catch.h"
#include "stackdrag/drag.h"
#include "stackdrag/fields.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

/// One line of a generated item: a field and what is written in it.
struct Line {
  std::string field, value;
};

struct GeneratedItem {
  Kind kind;
  std::string id;
  std::vector<Line> lines;
};

struct Generated {
  std::vector<std::string> stack;
  std::vector<GeneratedItem> items;

  std::string text() const {
    std::string out = "stack: {as_of: 2026-11-21";
    for (const std::string& line : stack) out += ", " + line;
    out += "}\n";
    for (const KindNames& kind : kinds()) {
      bool begun = false;
      for (const GeneratedItem& item : items) {
        if (item.kind != kind.kind) continue;
        if (!begun) out += fmt::format("{}:\n", kind.section);
        begun = true;
        out += fmt::format("  {}:\n", item.id);
        for (const Line& line : item.lines) out += fmt::format("    {}: {}\n", line.field, line.value);
      }
    }
    return out;
  }
};

template <class T>
T one_of(std::initializer_list<T> values) {
  return *rc::gen::elementOf(std::vector<T>(values));
}

std::string number(int from, int to) { return std::to_string(*rc::gen::inRange(from, to)); }

/// A date before the day of the audit, more often near it.
std::string past() {
  return fmt::format("{}", make_date(2026, 11, 21) - Days{*rc::gen::oneOf(rc::gen::inRange(0, 40), rc::gen::inRange(0, 700))});
}

std::string owner() { return one_of<std::string>({"ana", "raj", "ben", "revops"}); }

/// Writes a field three times in four.
void maybe(GeneratedItem& item, const std::string& field, const std::string& value) {
  if (*rc::gen::inRange(0, 4) > 0) item.lines.push_back({field, value});
}

GeneratedItem tool(int i) {
  GeneratedItem item{Kind::tool, fmt::format("tool-{}", i), {}};
  maybe(item, "does", one_of<std::string>({"[crm]", "[survey]", "[email]", "[email, survey]"}));
  maybe(item, "owner", owner());
  maybe(item, "cost", number(0, 90) + "00/yr");
  maybe(item, "seats", number(1, 40));
  maybe(item, "seats_used", number(0, 40));
  maybe(item, "last_used", past());
  if (*rc::gen::inRange(0, 8) == 0) item.lines.push_back({"status", "retired"});
  return item;
}

GeneratedItem pixel(int i, int campaigns) {
  GeneratedItem item{Kind::pixel, fmt::format("pixel-{}", i), {}};
  maybe(item, "vendor", one_of<std::string>({"meta", "google", "google-universal-analytics"}));
  if (*rc::gen::arbitrary<bool>()) {
    item.lines.push_back({"for", fmt::format("campaign-{}", *rc::gen::inRange(0, campaigns))});
  } else {
    maybe(item, "purpose", "web analytics");
  }
  maybe(item, "last_seen", past());
  maybe(item, "owner", owner());
  return item;
}

GeneratedItem integration(int i, int tools) {
  GeneratedItem item{Kind::integration, fmt::format("link-{}", i), {}};
  item.lines.push_back({"from", fmt::format("tool-{}", *rc::gen::inRange(0, tools))});
  item.lines.push_back({"to", fmt::format("tool-{}", *rc::gen::inRange(0, tools))});
  maybe(item, "last_ok", past());
  maybe(item, "owner", owner());
  maybe(item, "runs_as", one_of<std::string>({"ben", "ana", "svc-link"}));
  return item;
}

GeneratedItem agent(int i, int links) {
  GeneratedItem item{Kind::agent, fmt::format("agent-{}", i), {}};
  maybe(item, "owner", owner());
  maybe(item, "autonomy", one_of<std::string>({"act", "approve", "suggest"}));
  maybe(item, "writes", one_of<std::string>({"[]", "[lead]"}));
  maybe(item, "uses", fmt::format("[link-{}]", *rc::gen::inRange(0, links)));
  return item;
}

Generated generate() {
  Generated stack;
  if (*rc::gen::arbitrary<bool>()) stack.stack.push_back("capacity_hours: " + number(80, 400));
  if (*rc::gen::arbitrary<bool>()) stack.stack.push_back("hourly_rate: " + number(30, 150));
  stack.items = {
      {Kind::person, "ana", {}}, {Kind::person, "raj", {}}, {Kind::person, "ben", {{"left", "2026-06-30"}}}, {Kind::team, "revops", {}}};
  const int campaigns = 2;
  const int tools = *rc::gen::inRange(1, 5);
  const int links = *rc::gen::inRange(1, 4);
  for (int i = 0; i < campaigns; ++i)
    stack.items.push_back(
        {Kind::campaign, fmt::format("campaign-{}", i), {{"ends", one_of<std::string>({"2026-03-31", "2027-03-31"})}, {"owner", "ana"}}});
  for (int i = 0; i < tools; ++i) stack.items.push_back(tool(i));
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) stack.items.push_back(pixel(i, campaigns));
  for (int i = 0; i < links; ++i) stack.items.push_back(integration(i, tools));
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) stack.items.push_back(agent(i, links));
  stack.items.push_back({Kind::data, "lead", {{"system_of_record", "tool-0"}}});
  return stack;
}

Report report_on(const Generated& stack) {
  Outcome outcome = audit_text(stack.text());
  if (!outcome.report) RC_FAIL("no report: " + outcome.problems.front().message + "\n" + stack.text());
  if (!outcome.report->problems.empty()) RC_FAIL(outcome.report->problems.front().message + "\n" + stack.text());
  return std::move(*outcome.report);
}

bool holds(const std::string& promise, const std::function<void()>& body) { return rc::check(promise, body); }

}  // namespace

TEST_CASE("the score is bounded, and low is never above high") {
  CHECK(holds("bounded", [] {
    const Report report = report_on(generate());
    RC_ASSERT(report.drag.low >= Decimal{});
    RC_ASSERT(report.drag.low <= report.drag.high);
    RC_ASSERT(report.drag.high < Decimal::of(100));
    RC_ASSERT(report.drag.evidence >= 0 && report.drag.evidence <= 1);
  }));
}

TEST_CASE("the shares of findings, owners, families and kinds add up exactly") {
  CHECK(holds("adds up", [] {
    const Report report = report_on(generate());
    Decimal points, charges, all;
    for (const ReportedFinding& finding : report.findings) points += finding.points, charges += finding.charge_hours;
    all = charges;
    for (const ReportedUnknown& unknown : report.unknown) all += unknown.charge_hours;
    RC_ASSERT(charges == report.drag.low_hours);
    RC_ASSERT(all == report.drag.high_hours);
    if (!report.findings.empty()) RC_ASSERT(points == report.drag.low);
    for (const auto* totals : {&report.totals.by_severity, &report.totals.by_family, &report.totals.by_owner, &report.totals.by_kind}) {
      Decimal sum;
      for (const auto& [name, total] : *totals) sum += total.points;
      RC_ASSERT(sum == points);
    }
  }));
}

TEST_CASE("deleting an observed or core field never improves the headline or its grade") {
  CHECK(holds("deleting never helps", [] {
    const Generated before = generate();
    std::vector<std::pair<std::size_t, std::size_t>> places;
    for (std::size_t i = 0; i < before.items.size(); ++i) {
      for (std::size_t k = 0; k < before.items[i].lines.size(); ++k) {
        const Field* field = find_field(before.items[i].kind, before.items[i].lines[k].field);
        // Saying nothing of the owner may pass ownership on to what the item belongs to; the required fields cannot be left out at all.
        const bool inherits = field->name == "owner" && (before.items[i].kind == Kind::integration || before.items[i].kind == Kind::pixel);
        // A tool that does several jobs overlaps several times; the question which it does is one.
        const bool several = field->name == "does" && before.items[i].lines[k].value.find(',') != std::string::npos;
        if ((field->evidence == Evidence::observed || field->need == Need::core) && field->need != Need::required && !inherits && !several)
          places.emplace_back(i, k);
      }
    }
    RC_PRE(!places.empty());
    const auto [item, line] = *rc::gen::elementOf(places);
    Generated after = before;
    RC_LOG() << after.text() << "\nwithout " << after.items[item].id << "." << after.items[item].lines[line].field << "\n";
    after.items[item].lines.erase(after.items[item].lines.begin() + static_cast<std::ptrdiff_t>(line));
    const Report full = report_on(before);
    const Report less = report_on(after);
    RC_ASSERT(less.drag.high >= full.drag.high);
    RC_ASSERT(less.drag.grade >= full.drag.grade);
  }));
}

TEST_CASE("dropping the capacity never improves the score") {
  CHECK(holds("capacity", [] {
    Generated stack = generate();
    stack.stack = {"capacity_hours: " + number(80, 400)};
    const Report stated = report_on(stack);
    stack.stack.clear();
    const Report silent = report_on(stack);
    RC_ASSERT(silent.drag.high >= stated.drag.high);
    RC_ASSERT(silent.drag.capacity_assumed);
  }));
}

TEST_CASE("another bad item never improves the score, and a clean one never worsens what is proved") {
  CHECK(holds("monotone in items", [] {
    Generated stack = generate();
    const Report before = report_on(stack);
    stack.items.push_back({Kind::pixel,
                           "zombie",
                           {{"vendor", "google-universal-analytics"}, {"purpose", "analytics"}, {"last_seen", past()}, {"owner", "ana"}}});
    const Report worse = report_on(stack);
    RC_ASSERT(worse.drag.low > before.drag.low);
    RC_ASSERT(worse.drag.high > before.drag.high);
    stack.items.back() = {Kind::pixel, "clean", {{"vendor", "meta"}, {"purpose", "ads"}, {"last_seen", "2026-11-20"}, {"owner", "ana"}}};
    const Report same = report_on(stack);
    RC_ASSERT(same.drag.low == before.drag.low);
  }));
}

TEST_CASE("fixing a finding never worsens the score, and the promise of if_fixed holds") {
  CHECK(holds("fixing helps", [] {
    const Report report = report_on(generate());
    for (const ReportedFinding& finding : report.findings) {
      RC_ASSERT(finding.if_fixed <= 0);
      RC_ASSERT(-finding.if_fixed <= report.drag.high.value() + 1e-9);
    }
    for (const Action& action : report.actions) {
      RC_ASSERT(action.points_gained >= 0);
      RC_ASSERT(!action.findings.empty());
    }
  }));
}

TEST_CASE("no finding weighs more than a tenth of the capacity") {
  CHECK(holds("capped", [] {
    const Report report = report_on(generate());
    for (const ReportedFinding& finding : report.findings)
      RC_ASSERT(finding.charge_hours.value() <= report.drag.capacity_hours * Tariff::heaviest + 1e-4);
  }));
}

TEST_CASE("something critical, open or unknown, makes the grade C at best") {
  CHECK(holds("danger is not compensated", [] {
    const Report report = report_on(generate());
    const bool open = std::any_of(report.findings.begin(), report.findings.end(),
                                  [](const ReportedFinding& f) { return f.severity == Severity::critical; });
    if (open) RC_ASSERT(report.drag.grade >= 'C');
  }));
}

TEST_CASE("a share split by weights adds up to the whole") {
  CHECK(holds("apportion", [] {
    const Decimal amount{*rc::gen::inRange<std::int64_t>(0, 100'000'000)};
    const auto numbers = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 1'000'000'000));
    std::vector<Decimal> weights;
    std::int64_t total = 0;
    for (const std::int64_t weight : numbers) weights.push_back({weight}), total += weight;
    Decimal sum;
    for (const Decimal part : apportion(amount, weights)) {
      RC_ASSERT(part >= Decimal{});
      sum += part;
    }
    RC_ASSERT(sum == (total == 0 ? Decimal{} : amount));
  }));
}
