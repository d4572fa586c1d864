// The promise of the forecast: each day that lies ahead is what an audit of that day would say.
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "catch.h"
#include "decide/later.h"
#include "property/generated.h"
#include "stackdrag/forecast.h"
#include "stackdrag/read_inventory.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

constexpr int days_ahead = 400;

/// Sources of one or more files, loaded and assessed as of a day, as the program does it.
struct Audited {
  Audited(const Sources& sources, Date day) {
    settings.today = make_date(2026, 11, 21);
    settings.as_of = day;
    loaded = load(sources, settings);
    assessment.emplace(assess(*loaded.workspace, settings));
  }

  Settings settings;
  Loaded loaded;
  std::optional<Assessment> assessment;
};

Sources sources_of(const std::string& text) {
  Sources sources;
  sources.add("stack.yaml", "version: 1\n" + text);
  return sources;
}

Sources sources_below(const std::string& folder) {
  Sources sources;
  for (const std::string name : {"agents", "campaigns", "integrations", "journey", "pixels", "projects", "stack", "tools"}) {
    const std::string text = read_text(fmt::format("{}/examples/{}/{}.yaml", source_dir(), folder, name));
    if (!text.empty()) sources.add(name + ".yaml", text);
  }
  return sources;
}

/// What an assessment says, but for the days that pass in its words.
std::string said_by(const Assessment& assessment) {
  const Score& score = assessment.score;
  std::vector<std::string> findings;
  for (const TriagedFinding& one : assessment.findings)
    findings.push_back(
        fmt::format("{:016x} {} {} {}", one.identity.fingerprint, name_of(one.finding->severity), one.excused, one.waiver ? "waived" : ""));
  std::sort(findings.begin(), findings.end());
  return fmt::format("{} {} {} {} {} {}\n{}", score.low_hours.value(), score.high_hours.value(), score.low.value(), score.high.value(),
                     score.grade, score.evidence, fmt::join(findings, "\n"));
}

/// What happens to contracts, people, campaigns, waivers and what ages, in fields that `generate` leaves out.
void add_days(Generated& stack) {
  const auto day = [](int from, int to) { return fmt::format("{}", make_date(2026, 11, 21) + Days{*rc::gen::inRange(from, to)}); };
  const auto maybe = [](GeneratedItem& item, const std::string& field, const std::string& value) {
    if (*rc::gen::arbitrary<bool>()) item.lines.push_back({field, value});
  };
  for (GeneratedItem& item : stack.items) {
    if (item.kind == Kind::tool) {
      maybe(item, "renews", day(-30, 500));
      maybe(item, "notice", number(0, 120) + "d");
      maybe(item, "auto_renew", *rc::gen::arbitrary<bool>() ? "true" : "false");
      maybe(item, "billing", *rc::gen::elementOf(std::vector<std::string>{"quarterly", "yearly", "monthly"}));
      maybe(item, "eol", day(-50, 500));
      maybe(item, "decision", *rc::gen::elementOf(std::vector<std::string>{"keep", "cancel", "renegotiate"}));
      maybe(item, "seasonal", *rc::gen::elementOf(std::vector<std::string>{"[nov, dec]", "[may, jun]"}));
    }
    if (item.kind == Kind::pixel) maybe(item, "keep_until", day(-10, 300));
    if (item.kind == Kind::integration) maybe(item, "secret_rotated", past());
    if (item.kind == Kind::integration) maybe(item, "ends", day(-30, 300));
    if (item.kind == Kind::agent) maybe(item, "last_eval", past());
    if (item.kind == Kind::agent) maybe(item, "last_run", past());
    if (item.kind == Kind::person && item.id == "raj") maybe(item, "left", day(0, 300));
    if (item.kind != Kind::person && item.kind != Kind::team) maybe(item, "reviewed", past());
  }
}

/// Waivers that lapse, each of its own kind.
std::string waivers() {
  return fmt::format(
      "waivers:\n  - {{rule: no-owner, on: tool-0, reason: it is on its way out, until: {}}}\n"
      "  - {{rule: tool-unused, on: tool-0, reason: the vendor keeps it for us, kind: not-applicable, by: ana, until: {}}}\n",
      make_date(2026, 11, 21) + Days{*rc::gen::inRange(1, 170)}, make_date(2026, 11, 21) + Days{*rc::gen::inRange(1, 170)});
}

void check_days(const Sources& sources, const std::vector<int>& days) {
  const Date begin = make_date(2026, 11, 21);
  const Audited now(sources, begin);
  Later later(*now.assessment, true);
  Settings settings = now.settings;
  for (const int ahead : days) {
    later.go_to(begin + Days{ahead});
    settings.as_of = begin + Days{ahead};
    const std::string then = said_by(assess(later.workspace(), settings)),
                      audited = said_by(*Audited(sources, begin + Days{ahead}).assessment);
    if (then == audited) continue;
    FAIL_CHECK(fmt::format("{} days ahead:\n{}\nbut audited:\n{}", ahead, then, audited));
    return;
  }
}

std::vector<int> all_days() {
  std::vector<int> days;
  for (int day = 0; day <= days_ahead; ++day) days.push_back(day);
  return days;
}

}  // namespace

TEST_CASE("a forecast that assumes nothing is a daily audit: examples") {
  for (const std::string example : {"acme", "harbour-home"}) check_days(sources_below(example), all_days());
}

TEST_CASE("a forecast that assumes nothing is a daily audit: generated stacks") {
  CHECK(holds("daily audit", [] {
    Generated stack = generate();
    add_days(stack);
    const Sources sources = sources_of(stack.text() + waivers());
    const auto days = *rc::gen::container<std::vector<int>>(12, rc::gen::inRange(0, days_ahead));
    const Date begin = make_date(2026, 11, 21);
    const Audited now(sources, begin);
    if (!now.assessment->problems.empty()) RC_FAIL(now.assessment->problems.front().message + stack.text());
    Later later(*now.assessment, true);
    Settings settings = now.settings;
    for (const int ahead : days) {
      later.go_to(begin + Days{ahead});
      settings.as_of = begin + Days{ahead};
      RC_ASSERT(said_by(assess(later.workspace(), settings)) == said_by(*Audited(sources, begin + Days{ahead}).assessment));
    }
  }));
}

TEST_CASE("a forecast begins with the audit of today, whatever is taken to go on") {
  for (const std::string example : {"acme", "harbour-home"}) {
    const Sources sources = sources_below(example);
    const Audited now(sources, make_date(2026, 11, 21));
    const Later later(*now.assessment, false);
    CHECK(said_by(assess(later.workspace(), now.settings)) == said_by(*now.assessment));
  }
  CHECK(holds("begins today", [] {
    Generated stack = generate();
    add_days(stack);
    const Sources sources = sources_of(stack.text());
    const Audited now(sources, make_date(2026, 11, 21));
    const Later later(*now.assessment, false);
    RC_ASSERT(said_by(assess(later.workspace(), now.settings)) == said_by(*now.assessment));
  }));
}

TEST_CASE("nothing that is seen at work falls silent in a forecast") {
  CHECK(holds("at work", [] {
    // Each audits more than a hundred days: an eighth of the cases is enough.
    if (*rc::gen::inRange(0, 8) != 0) return;
    Generated stack = generate();
    add_days(stack);
    // What has not run since its season began may be at work or not.
    for (GeneratedItem& item : stack.items) std::erase_if(item.lines, [](const Line& line) { return line.field == "seasonal"; });
    const Sources sources = sources_of(stack.text());
    const Audited now(sources, make_date(2026, 11, 21));
    std::set<std::string> at_work;
    const Later later(*now.assessment, false);
    for (const ItemId item : later.moving()) at_work.insert(label_of(*now.loaded.workspace->inventory, item));
    const Forecast forecast =
        forecast_of(*now.loaded.workspace, now.settings, {.until = make_date(2027, 4, 1), .assume_nothing = false, .fail_on = {}});
    for (const ForecastEvent& event : forecast.events) {
      const bool of_silence = event.rule == "pixel-silent" || event.rule == "integration-silent" || event.rule == "agent-idle";
      const bool is_wrong = event.rule == "evidence-stale" || (of_silence && at_work.contains(event.subject));
      if (is_wrong && event.turn == Turn::appears) RC_FAIL(fmt::format("{} {}\n{}", event.day, event.message, stack.text()));
    }
  }));
}

TEST_CASE("the steps of a forecast are the figures of its days, and what comes or goes is told") {
  CHECK(holds("steps", [] {
    if (*rc::gen::inRange(0, 4) != 0) return;  // likewise
    Generated stack = generate();
    add_days(stack);
    const std::string lapsing = waivers();
    const Sources sources = sources_of(stack.text() + lapsing);
    const Audited now(sources, make_date(2026, 11, 21));
    const Forecast forecast =
        forecast_of(*now.loaded.workspace, now.settings, {.until = make_date(2027, 1, 31), .assume_nothing = false, .fail_on = {}});
    RC_ASSERT(forecast.steps.front().low_hours == now.assessment->score.low_hours);
    for (std::size_t i = 1; i < forecast.steps.size(); ++i) {
      RC_ASSERT(forecast.steps[i - 1].day < forecast.steps[i].day);
      // The load may also change because of a question, under which findings fold.
      if (forecast.steps[i - 1].findings == forecast.steps[i].findings) continue;
      const bool is_told = std::any_of(forecast.events.begin(), forecast.events.end(),
                                       [&](const ForecastEvent& event) { return event.day == forecast.steps[i].day; });
      // A waiver that covered no more than a question has no finding that could tell.
      const bool lapses = lapsing.find(fmt::format("until: {}}}", forecast.steps[i].day - Days{1})) != std::string::npos;
      if (!is_told && !lapses) RC_FAIL(fmt::format("{} {} {}", forecast.steps[i].day, forecast.steps[i].low_hours.value(), stack.text()));
    }
  }));
}
