// The promises of the score, kept on generated inventories that go the whole way from bytes to report.
#include <rapidcheck.h>

#include <algorithm>

#include <fmt/format.h>

#include "catch.h"
#include "property/generated.h"
#include "stackdrag/score.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

/// No grade ranks below F: who deletes facts until nothing can be graded has gained nothing.
int rank_of(char grade) { return grade == no_grade ? 'F' + 1 : grade; }

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
        // Nobody is asked when something was last seen that does not run.
        const auto says_status = [](const auto& one) { return one.field == "status"; };
        const auto& lines = before.items[i].lines;
        const bool rests = field->dating == Dating::beat && std::any_of(lines.begin(), lines.end(), says_status);
        // An integration that runs shows that somebody uses the tools at its ends, if nobody says more of them.
        const bool shown_by_others = field->name == "last_used" || field->name == "seats_used";
        const bool has_integrations =
            std::any_of(before.items.begin(), before.items.end(), [](const auto& one) { return one.kind == Kind::integration; });
        if (rests || (shown_by_others && has_integrations)) continue;
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
    // Without an end, a campaign goes on: more is asked of it, and if that is answered, enough may be known for a grade.
    const bool begins_to_be_graded = full.drag.grade == no_grade && less.drag.grade != no_grade;
    if (!begins_to_be_graded) RC_ASSERT(rank_of(less.drag.grade) >= rank_of(full.drag.grade));
  }));
}

TEST_CASE("the order of items changes no finding, fingerprint, owner or figure") {
  CHECK(holds("order never matters", [] {
    const Generated written = generate();
    Generated shuffled = written;
    for (std::size_t left = shuffled.items.size(); left > 1; --left)
      std::swap(shuffled.items[left - 1], shuffled.items[static_cast<std::size_t>(std::stoi(number(0, static_cast<int>(left))))]);
    const auto told = [](const Report& report) {
      std::vector<std::string> lines;
      for (const ReportedFinding& finding : report.findings)
        lines.push_back(fmt::format("{} {} {} {}", finding.fingerprint, finding.subject, finding.message, finding.charge_hours.value()));
      for (const auto& [owner, total] : report.totals.by_owner) lines.push_back(fmt::format("{} {}", owner, total.points.value()));
      lines.push_back(fmt::format("{} {}", report.drag.low.value(), report.drag.high.value()));
      std::sort(lines.begin(), lines.end());
      return lines;
    };
    RC_ASSERT(told(report_on(written)) == told(report_on(shuffled)));
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

TEST_CASE("what an action gains is never less than nothing, nor more than the headline") {
  CHECK(holds("fixing helps", [] {
    const Report report = report_on(generate());
    for (const Action& action : report.actions) {
      RC_ASSERT(action.points_gained >= 0);
      RC_ASSERT(action.points_gained <= report.drag.high.value() + 1e-9);
      RC_ASSERT(!action.findings.empty());
    }
  }));
}

namespace {

/// The stack after somebody has retired the items that the action names, in the inventory.
Generated after_retiring(Generated stack, const Report& report, const Action& action) {
  for (GeneratedItem& item : stack.items) {
    const std::string label = fmt::format("{}/{}", name_of(item.kind), item.id);
    const bool ended =
        std::any_of(action.findings.begin(), action.findings.end(), [&](std::uint32_t at) { return report.findings[at].subject == label; });
    if (!ended) continue;
    std::erase_if(item.lines, [](const Line& line) { return line.field == "status" || line.field == "decision"; });
    item.lines.push_back({"status", "retired"});
    if (item.kind == Kind::pixel || item.kind == Kind::integration) {
      std::erase_if(item.lines, [](const Line& line) { return line.field == "ends"; });
      item.lines.push_back({"ends", "2026-11-21"});
    }
    if (item.kind == Kind::tool) item.lines.push_back({"retire_on", "2026-11-21"}), item.lines.push_back({"decision", "cancel"});
  }
  return stack;
}

}  // namespace

TEST_CASE("what an action promises comes true when it is done in the inventory") {
  std::size_t done = 0;
  CHECK(holds("promised is real", [&] {
    const Generated stack = generate();
    const Report before = report_on(stack);
    for (const Action& action : before.actions) {
      if (action.imperative != "retire {}" && action.imperative != "remove {}") continue;
      const Generated changed = after_retiring(stack, before, action);
      const Report after = report_on(changed);
      RC_LOG() << stack.text() << "\n" << action.text << ": " << action.points_gained << "\n";
      for (const ReportedFinding& finding : after.findings) RC_LOG() << finding.rule->id << " " << finding.subject << "\n";
      const double real = (before.drag.high - after.drag.high).value();
      RC_ASSERT(std::abs(std::max(0.0, real) - action.points_gained) <= 0.05);
      ++done;
    }
  }));
  CHECK(done > 50);
}

TEST_CASE("no finding, tool or item weighs more than a tenth of the capacity") {
  CHECK(holds("capped", [] {
    const Report report = report_on(generate());
    const double most = report.drag.capacity_hours * Tariff::heaviest;
    for (const ReportedFinding& finding : report.findings) {
      const int parts = 1 + (finding.claimed_money > 0 ? 1 : 0) + (finding.shares_hours ? 1 : 0);
      RC_ASSERT(finding.charge_hours.value() <= parts * most + 1e-4);
    }
  }));
}

TEST_CASE("something critical, open or unknown, makes the grade C at best") {
  CHECK(holds("danger is not compensated", [] {
    const Report report = report_on(generate());
    const bool open = std::any_of(report.findings.begin(), report.findings.end(),
                                  [](const ReportedFinding& f) { return f.severity == Severity::critical; });
    if (open) RC_ASSERT(rank_of(report.drag.grade) >= rank_of('C'));
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
