// The promises of the gate, kept on generated inventories.
#include <rapidcheck.h>

#include <algorithm>
#include <deque>

#include <fmt/format.h>

#include "catch.h"
#include "property/generated.h"
#include "stackdrag/audit.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

Baseline read_back(const std::string& text) {
  Sources sources;
  sources.add("baseline.json", text);
  const ReadBaseline read = read_baseline(sources);
  if (!read.baseline) RC_FAIL(read.problems.front().message + "\n" + text);
  return *read.baseline;
}

std::unique_ptr<Assessed> assessed(const Generated& stack, const Baseline* baseline, Date as_of = make_date(2026, 11, 21)) {
  auto made = assess_text(stack.text(), {.as_of = as_of, .profile = Profile::full, .baseline = baseline});
  if (!(*made)->problems.empty()) RC_FAIL("mistakes in\n" + stack.text());
  return made;
}

Baseline baseline_on(const Generated& stack) {
  const auto made = assessed(stack, nullptr);
  return baseline_of((*made)->findings, (*made)->conditions);
}

std::size_t count_of_news(const Assessment& assessment) {
  return static_cast<std::size_t>(
      std::count_if(assessment.findings.begin(), assessment.findings.end(), [](const auto& f) { return f.novelty == Novelty::fresh; }));
}

/// The stack without one of its tools, pixels or agents, and so with other findings, some new.
Generated without_one(Generated stack) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < stack.items.size(); ++i) {
    const Kind kind = stack.items[i].kind;
    if (kind == Kind::tool || kind == Kind::pixel || kind == Kind::agent) places.push_back(i);
  }
  const std::size_t at = *rc::gen::elementOf(places);
  stack.items.erase(stack.items.begin() + static_cast<std::ptrdiff_t>(at));
  return stack;
}

bool is_part_of(const std::vector<RecordedFinding>& part, const std::vector<RecordedFinding>& whole) {
  // Bands may have fallen.
  const auto same_but_band = [](const RecordedFinding& a, const RecordedFinding& b) {
    return std::tie(a.rule, a.subject, a.key) < std::tie(b.rule, b.subject, b.key);
  };
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end(), same_but_band);
}

}  // namespace

TEST_CASE("nothing is new against the baseline of the same audit, and nothing is gone") {
  CHECK(holds("same", [] {
    const Generated stack = generate();
    const Baseline baseline = baseline_on(stack);
    const Baseline again = read_back(baseline_text(baseline));
    RC_ASSERT(again.findings == baseline.findings);
    RC_ASSERT(again.made.rules == baseline.made.rules);
    const auto made = assessed(stack, &again);
    const Assessment& now = *made->assessment;
    RC_ASSERT(now.comparison->fresh == 0U);
    RC_ASSERT(now.comparison->gone.empty());
    RC_ASSERT(now.comparison->known == now.findings.size());
    RC_ASSERT(now.gate.passed);
  }));
}

TEST_CASE("an update takes nothing in, and edits exactly the lines that it has to") {
  CHECK(holds("shrinks", [] {
    const Generated stack = generate();
    const Baseline before = baseline_on(stack);
    const std::string text = baseline_text(before);
    const Generated changed = without_one(stack);
    const auto made = assessed(changed, &before);
    const Assessment& now = *made->assessment;
    const Baseline after = shrunk(before, now.findings, *now.comparison, now.conditions);
    RC_ASSERT(is_part_of(after.findings, before.findings));
    RC_ASSERT(after.findings.size() + now.comparison->gone.size() == before.findings.size());
    const std::string edited = edited_baseline(text, before, after);
    RC_ASSERT(read_back(edited).findings == after.findings);
    RC_ASSERT(std::count(text.begin(), text.end(), '\n') - std::count(edited.begin(), edited.end(), '\n') ==
              static_cast<std::ptrdiff_t>(now.comparison->gone.size()));
    // What was new stays new, what is known stays known.
    const auto again = assessed(changed, &after);
    RC_ASSERT(count_of_news(*again->assessment) == now.comparison->fresh);
    RC_ASSERT((*again)->comparison->gone.empty());
  }));
}

TEST_CASE("what is accepted is known from then on") {
  CHECK(holds("accepts", [] {
    const Generated stack = generate();
    const Baseline before = baseline_on(without_one(stack));
    const auto made = assessed(stack, &before);
    const Assessment& now = *made->assessment;
    std::vector<std::uint32_t> news;
    for (std::uint32_t i = 0; i < now.findings.size(); ++i) {
      if (now.findings[i].novelty == Novelty::fresh) news.push_back(i);
    }
    const Baseline after = with_accepted(before, now.findings, *now.comparison, news, "we know");
    const std::string edited = edited_baseline(baseline_text(before), before, after);
    RC_ASSERT(read_back(edited).findings == after.findings);
    RC_ASSERT((*assessed(stack, &after))->comparison->fresh == 0U);
  }));
}

TEST_CASE("every new finding has a cause, and as of the day of the baseline that is never the clock") {
  CHECK(holds("causes", [] {
    const Generated stack = generate();
    const Baseline before = baseline_on(without_one(stack));
    for (const Days later : {Days{0}, Days{*rc::gen::inRange(1, 200)}}) {
      const auto made = assessed(stack, &before, make_date(2026, 11, 21) + later);
      for (const TriagedFinding& finding : (*made)->findings) {
        RC_ASSERT(finding.cause.has_value() == (finding.novelty == Novelty::fresh));
        if (later == Days{0}) RC_ASSERT(finding.cause != Cause::clock && finding.cause != Cause::rules);
      }
      // The clock alone explains what is new about a stack that nobody touched.
      const Baseline same = baseline_on(stack);
      const auto untouched = assessed(stack, &same, make_date(2026, 11, 21) + later);
      for (const TriagedFinding& finding : (*untouched)->findings)
        RC_ASSERT(!finding.cause || finding.cause == Cause::clock || finding.cause == Cause::worsened);
    }
  }));
}

TEST_CASE("accepting debt leaves the score as it is, and calling it not applicable never raises it") {
  CHECK(holds("waivers", [] {
    const Generated stack = generate();
    const Report plain = report_on(stack);
    RC_PRE(!plain.findings.empty());
    const ReportedFinding& chosen = plain.findings[*rc::gen::inRange<std::size_t>(0, plain.findings.size())];
    const auto waived = [&](const std::string& kind) {
      const Outcome outcome = audit_text(stack.text() + fmt::format("waivers: [{{rule: {}, on: {}, reason: we know, until: 2027-03-01, by: "
                                                                    "ana, kind: {}}}]\n",
                                                                    chosen.rule->id, chosen.subject, kind));
      if (!outcome.report->problems.empty()) RC_FAIL(outcome.report->problems.front().message);
      return *outcome.report;
    };
    const Report accepted = waived("accepted");
    RC_ASSERT(accepted.drag.low == plain.drag.low);
    RC_ASSERT(accepted.drag.high == plain.drag.high);
    const Report excused = waived("not-applicable");
    RC_ASSERT(excused.drag.low <= plain.drag.low);
    RC_ASSERT(excused.drag.high <= plain.drag.high);
    RC_ASSERT(excused.drag.without_waivers.high == plain.drag.high);
    RC_ASSERT(excused.drag.without_waivers.low == plain.drag.low);
    // What follows from a finding that is not applicable goes with it.
    RC_ASSERT(excused.findings.size() <= plain.findings.size());
    Decimal points;
    for (const ReportedFinding& finding : excused.findings) points += finding.points;
    RC_ASSERT(points == excused.drag.low);
    for (const Report* report : {&accepted, &excused}) {
      for (const ReportedFinding& finding : report->findings) RC_ASSERT(finding.waiver == nullptr || !finding.fails);
    }
  }));
}
