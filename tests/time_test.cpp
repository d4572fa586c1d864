// What time alone does to an audit with a baseline: terms come near and pass, and nothing is ever put right by waiting.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "catch.h"
#include "stackdrag/baseline.h"
#include "stackdrag/catalogue.h"
#include "stackdrag/diff.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

const Date first_day = make_date(2026, 11, 21);

/// The inventory on one day, held against a baseline if there is one.
std::unique_ptr<Assessed> audit_on(const std::string& text, Date day, const Baseline* baseline = nullptr) {
  Settings settings;
  settings.as_of = day;
  settings.profile = Profile::full;
  settings.baseline = baseline;
  return assess_text(text, settings);
}

Baseline recorded_on(const std::string& text, Date day) {
  const auto audited = audit_on(text, day);
  return baseline_of((*audited)->findings, (*audited)->conditions);
}

/// "rule subject" of the findings that are new, each with its cause.
std::map<std::string, std::string> news(const std::unique_ptr<Assessed>& audited) {
  std::map<std::string, std::string> found;
  for (const TriagedFinding& one : (*audited)->findings) {
    if (one.novelty == Novelty::fresh) found[fmt::format("{} {}", one.finding->rule->id, one.subject)] = name_of(one.cause.value());
  }
  return found;
}

std::vector<std::string> texts(const std::vector<FindingChange>& changes) {
  std::vector<std::string> found;
  for (const FindingChange& change : changes) found.push_back(fmt::format("{} {}", change.before->rule->id, change.before->subject));
  return found;
}

/// A small stack in good order, with a term of every kind ahead.
const std::string healthy = R"(
stack: {name: Quiet, as_of: 2026-11-21, currency: EUR, capacity_hours: 160, consent_platform: cmp, regions: [eu], stages: [awareness], owner: ana}
people:
  ana: {team: ops, hours: 60, email: ana@quiet.example}
  ben: {team: ops, hours: 60, email: ben@quiet.example}
teams: {ops: {lead: ana}}
tools:
  crm:
    {does: [crm], vendor: crmco, owner: ana, backup: ben, purpose: customers, cost: 12000/yr, seats: 10, seats_used: 9, renews: 2027-08-31,
     notice: 60d, auto_renew: true, last_used: 2026-11-20, reviewed: 2026-11-10, added: 2022-03-01, personal_data: true, dpa: 2025-05-01}
  cmp:
    {does: [consent], vendor: cmpco, owner: ben, backup: ana, purpose: consent, cost: 300/mo, billing: monthly, seats: none,
     last_used: 2026-11-20, reviewed: 2026-11-10, added: 2022-03-01, personal_data: false}
campaigns:
  spring: {owner: ana, starts: 2026-10-01, ends: 2027-03-31, attribution_days: 30, utm: {source: linkedin, medium: paid-social, campaign: spring-27}}
pixels:
  base:
    {vendor: acme-ads, account: A-1, on: [home], purpose: ads, owner: ben, consent: marketing, feeds: [crm], sends: none, gpc: honoured, lifetime: 30d,
     last_seen: 2026-11-20, reviewed: 2026-11-10}
  spring-tag:
    {vendor: acme-ads, account: A-2, on: [home], for: spring, purpose: ads, owner: ben, consent: marketing, feeds: [crm], sends: none,
     gpc: honoured, lifetime: 30d, last_seen: 2026-11-20, reviewed: 2026-11-10}
pages:
  home: {owner: ben, pixels: [base, spring-tag], third_party_block_ms: 40, reviewed: 2026-11-10}
projects:
  move: {owner: ana, kind: debt, hours: 40, due: 2027-04-30, kpi: fewer tags, last_progress: 2026-11-19}
)";

}  // namespace

TEST_CASE("an untouched stack in good order stays green for months but for its terms, and time puts nothing right") {
  REQUIRE((*audit_on(healthy, first_day))->gate.passed);
  const Baseline baseline = recorded_on(healthy, first_day);
  std::map<std::string, std::string> first_told;
  std::unique_ptr<Assessed> before;  // what the report before points into
  std::optional<Report> report_before;
  for (int night = 0; night <= 400; ++night) {
    const Date day = first_day + Days{night};
    INFO(fmt::format("{}", day));
    auto now = audit_on(healthy, day, &baseline);
    CHECK((*now)->comparison->gone.empty());
    for (const auto& [name, cause] : news(now)) {
      CHECK((cause == "clock" || cause == "worsened"));
      // That nobody has looked for months is no new debt: the gate only warns.
      const bool warns = name.starts_with("evidence-stale");
      INFO(name);
      if (first_told.try_emplace(name, fmt::format("{}", day)).second) CHECK((*now)->gate.passed == warns);
    }
    const Report report = now->report();
    if (report_before) {
      const Diff diff = diff_of(*report_before, report);
      CHECK(texts(diff.gone_as(Fate::fixed)) == std::vector<std::string>{});
      CHECK(texts(diff.gone_as(Fate::vanished)) == std::vector<std::string>{});
      CHECK(texts(diff.improved) == std::vector<std::string>{});
    }
    report_before = report;
    before = std::move(now);
  }
  // Whoever ignores what time brings is not warned of this either.
  Settings ignoring;
  ignoring.as_of = make_date(2027, 3, 22);
  ignoring.profile = Profile::full;
  ignoring.baseline = &baseline;
  ignoring.gate.on_new[static_cast<std::size_t>(Cause::clock)] = Reaction::ignore;
  CHECK((*assess_text(healthy, ignoring))->gate.warnings.empty());
  // What it tells for the first time, and when.
  std::vector<std::string> days;
  for (const auto& [name, day] : first_told) days.push_back(fmt::format("{} {}", day, name));
  std::sort(days.begin(), days.end());
  const std::vector<std::string> expected{
      "2027-03-22 evidence-stale stack",      "2027-04-03 renewal-notice-window tool/crm",  "2027-05-01 project-late project/move",
      "2027-05-10 review-overdue pixel/base", "2027-05-10 review-overdue pixel/spring-tag", "2027-07-03 renewal-notice-missed tool/crm",
      "2027-09-01 renewal-passed tool/crm",   "2027-11-11 review-overdue tool/cmp",         "2027-11-11 review-overdue tool/crm"};
  CHECK(days == expected);
}

TEST_CASE("what was accepted after its day is known on the days before it, too") {
  const std::string stack =
      "tools: {crm: {owner: ana, cost: 9000/yr, seats: none, renews: 2027-02-01, notice: 60d, last_used: 2026-11-20}}\n";
  const Date late = make_date(2026, 12, 8);
  const auto missed = audit_on(stack, late);
  const Baseline accepted = baseline_of((*missed)->findings, (*missed)->conditions);
  const auto names = [&](const std::string& rule) {
    return std::any_of(accepted.findings.begin(), accepted.findings.end(), [&](const auto& one) { return one.rule == rule; });
  };
  REQUIRE(names("renewal-notice-missed"));
  const auto before = audit_on(stack, first_day, &accepted);
  CHECK(news(before).empty());
  CHECK((*before)->comparison->gone.empty());
  CHECK((*before)->gate.passed);
}

TEST_CASE("nothing that any rule has found is put right by waiting") {
  const std::vector<Rule>& rules = built_in_catalogue().rules;
  // Reports look back about a year at the values of a campaign: what is wrong with them ends with that year. And nobody need own a campaign
  // that has ended.
  const auto looks_back = [&](const std::string& id) {
    const Rule* const rule = built_in_catalogue().find(id);
    return std::any_of(rule->options.begin(), rule->options.end(), [](const Option& option) { return option.name == "lookback"; });
  };
  for (const Rule& rule : rules) {
    const Baseline baseline = recorded_on(rule.flagged, first_day);
    std::vector<std::string> gone;
    for (const int days : {1, 25, 70, 200, 400}) {
      const auto now = audit_on(rule.flagged, first_day + Days{days}, &baseline);
      for (const std::uint32_t at : (*now)->comparison->gone) {
        const RecordedFinding& entry = baseline.findings[at];
        if (!looks_back(entry.rule) && !entry.subject.starts_with("campaign/"))
          gone.push_back(fmt::format("{} {} after {} days", entry.rule, entry.subject, days));
      }
    }
    INFO(rule.id);
    CHECK(gone == std::vector<std::string>{});
  }
}

TEST_CASE("a deadline that passes has worsened in a baseline as in a difference, and stays recorded until it is accepted") {
  const std::string stack =
      "stack: {capacity_hours: 160, currency: EUR, observed: 2027-12-31}\ntools:\n  ID: {owner: kim, cost: 4000/yr, renews: 2027-01-31, "
      "notice: "
      "60d, last_used: 2027-12-31WAS}\n  sf: {vendor: salesforce, owner: kim}\nintegrations:\n"
      "  sync: {from: ID, to: sf, owner: kim, api: API}\n";
  const auto named = [&](std::string id, std::string was, std::string api) {
    std::string text = stack;
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{{"ID", id}, {"ID", id}, {"WAS", was}, {"API", api}})
      text.replace(text.find(from), from.size(), to);
    return text;
  };
  const std::string noted = named("crm", "", "v62.0");
  const Baseline baseline = recorded_on(noted, make_date(2026, 11, 20));
  const Date missed = make_date(2026, 12, 5), passed = make_date(2027, 2, 20);
  struct Step {
    std::string text;
    Date day;
    std::string name;
  };
  for (const Step& step : {Step{noted, missed, "renewal-notice-missed tool/crm"}, Step{noted, passed, "renewal-passed tool/crm"},
                           Step{named("sales", ", was: [crm]", "v62.0"), missed, "renewal-notice-missed tool/sales"}}) {
    INFO(step.name);
    const auto now = audit_on(step.text, step.day, &baseline);
    CHECK(news(now).at(step.name) == "worsened");
    CHECK((*now)->comparison->gone.empty());
    CHECK_FALSE((*now)->gate.passed);
    const Report report = now->report();
    const auto finding = std::find_if(report.findings.begin(), report.findings.end(), [&](const ReportedFinding& one) {
      return fmt::format("{} {}", one.rule->id, one.subject) == step.name;
    });
    REQUIRE(finding != report.findings.end());
    CHECK(finding->worsened.starts_with("was renewal-notice-window"));
    CHECK(finding->worsened.ends_with("time passed"));
    // An update takes nothing out and nothing in.
    const Baseline updated = shrunk(baseline, (*now)->findings, *(*now)->comparison, (*now)->conditions);
    CHECK(updated.findings.size() == baseline.findings.size());
    CHECK(news(audit_on(step.text, step.day, &updated)) == news(now));
    // Accepted, it is known as what it is now.
    std::vector<std::uint32_t> all;
    for (std::uint32_t at = 0; at < (*now)->findings.size(); ++at) {
      if ((*now)->findings[at].novelty == Novelty::fresh) all.push_back(at);
    }
    const Baseline accepted = with_accepted(updated, (*now)->findings, *(*now)->comparison, all, "too late");
    const auto then = audit_on(step.text, step.day, &accepted);
    CHECK(news(then).empty());
    CHECK((*then)->comparison->gone.empty());
    // A decision puts it right.
    std::string decided = step.text;
    decided.replace(decided.find("notice: 60d"), 11, "notice: 60d, decision: keep, retire_on: 2027-12-01");
    const auto fixed = audit_on(decided, step.day, &updated);
    CHECK((*fixed)->comparison->succeeded == std::vector<std::optional<std::uint32_t>>(updated.findings.size()));
    CHECK_FALSE((*fixed)->comparison->gone.empty());
  }
}

TEST_CASE("what was planned for a day comes back after it, and a day that is moved on is said to be") {
  const auto planned = [](const std::string& more) {
    return "stack: {capacity_hours: 160, currency: EUR}\npeople: {kim: {}}\ntools: {poll: {does: [survey], owner: kim, cost: 6000/yr, "
           "billing: "
           "monthly, last_used: 2026-01-05" +
           more + "}, mail: {does: [mail], owner: kim, cost: 0, last_used: 2026-11-20}}\n";
  };
  const std::string december = planned(", retire_on: 2026-12-31");
  const auto now = audit_on(december, first_day);
  CHECK((*now)->gate.passed);
  const Report report = now->report();
  CHECK(report.totals.planned == 1);
  CHECK(report.findings.front().planned == make_date(2026, 12, 31));

  // On the day itself it still waits; after it, it fails the gate, whether or not the baseline has it.
  const Baseline baseline = recorded_on(december, first_day);
  const Date day = make_date(2026, 12, 31);
  CHECK((*audit_on(december, day))->gate.passed);
  CHECK((*audit_on(december, day, &baseline))->gate.passed);
  CHECK_FALSE((*audit_on(december, day + Days{1}))->gate.passed);
  const auto late = audit_on(december, day + Days{1}, &baseline);
  CHECK_FALSE((*late)->gate.passed);
  CHECK(news(late).at("tool-unused tool/poll") == "worsened");
  const Report late_report = late->report();
  CHECK(late_report.findings.front().worsened == "was planned for 2026-12-31, which has passed; time passed");
  CHECK(late_report.totals.planned == 0);

  // Giving up the plan is no better, and moving it on is no secret.
  const auto given_up = audit_on(planned(""), first_day, &baseline);
  CHECK(news(given_up).at("tool-unused tool/poll") == "worsened");
  CHECK(given_up->report().findings.front().worsened == "was planned for 2026-12-31, and is no longer");
  const auto moved = audit_on(planned(", retire_on: 2027-03-31"), first_day, &baseline);
  CHECK(news(moved).empty());
  const Report before = now->report(), after = moved->report();
  const Diff diff = diff_of(before, after);
  CHECK(texts(diff.postponed) == std::vector<std::string>{"tool-unused tool/poll"});
  CHECK(diff.worsened.empty());
  CHECK(diff_of(after, before).postponed.empty());
}

TEST_CASE("what was recorded and is too old to tell is neither fixed nor gone") {
  const std::string text =
      "stack: {capacity_hours: 160, currency: EUR, as_of: 2026-11-21}\npeople: {kim: {}}\npixels:\n"
      "  a: {owner: kim, last_seen: 2026-11-20}\n  b: {owner: kim, last_seen: 2026-11-20}\n"
      "agents: {bot: {owner: kim, status: retired, last_run: 2026-11-15}}\n";
  const Baseline baseline = recorded_on(text, first_day);
  REQUIRE_FALSE(baseline.findings.empty());
  const auto before = audit_on(text, first_day), later = audit_on(text, first_day + Days{60}, &baseline);
  CHECK((*later)->comparison->gone.empty());
  CHECK((*later)->comparison->unanswered.size() == 1);
  const Report old_report = before->report(), new_report = later->report();
  const Diff diff = diff_of(old_report, new_report);
  CHECK(texts(diff.gone_as(Fate::unanswered)) == std::vector<std::string>{"retired-alive agent/bot"});
  REQUIRE(diff.gone_as(Fate::unanswered).front().question != nullptr);
  CHECK(diff.gone_as(Fate::unanswered).front().question->fields.front() == "last_run");
  const Baseline updated = shrunk(baseline, (*later)->findings, *(*later)->comparison, (*later)->conditions);
  CHECK(updated.findings == baseline.findings);
}

TEST_CASE("known debt has worsened if it takes notably more money or hours, or is more severe, and a rounding is none of that") {
  const auto trend = [](Extent was, Extent is) { return trend_of(was, is); };
  const Extent known{.band = 3, .severity = Severity::medium, .hours = 2, .money = 100};
  CHECK(trend(known, known) == Trend::same);
  for (const auto& [was, is, rises] : std::vector<std::tuple<double, double, bool>>{
           {100, 110, false}, {100, 111, true}, {100, 109, false}, {0, 0.5, false}, {0, 1.5, true}, {5, 5.6, false}}) {
    INFO(was << " " << is);
    const Extent before{.money = was}, after{.money = is};
    CHECK(trend(before, after) == (rises ? Trend::worsened : Trend::same));
    CHECK(trend(after, before) == (rises ? Trend::improved : Trend::same));
  }
  CHECK(trend({.hours = 2}, {.hours = 2.15}) == Trend::same);
  CHECK(trend({.hours = 2}, {.hours = 2.5}) == Trend::worsened);
  CHECK(trend({.severity = Severity::medium}, {.severity = Severity::high}) == Trend::worsened);
  CHECK(trend({.severity = Severity::high}, {.severity = Severity::medium}) == Trend::improved);
  CHECK(trend({.band = 3, .money = 100}, {.band = 2, .money = 200}) == Trend::worsened);
  // What is not known, on either side, is not compared: whoever looks up a price has made nothing worse.
  CHECK(trend({.money = 100}, {}) == Trend::same);
  CHECK(trend({}, {.money = 100}) == Trend::same);
  const Extent kept =
      better_of({.band = 3, .severity = Severity::high, .money = 50}, {.band = 4, .severity = Severity::medium, .hours = 1, .money = 500});
  CHECK(kept == Extent{.band = 3, .severity = Severity::medium, .hours = 1, .money = 50});
}
