// The reports: what a reader relies on, in every format, whatever the inventory says.
#include "stackdrag/report.h"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <limits>
#include <set>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catch.h"
#include "stackdrag/formats.h"
#include "stackdrag/render_problems.h"
#include "stackdrag/report_schema.h"
#include "stackdrag/text.h"

using namespace stackdrag;
using nlohmann::json;
using stackdrag::tests::lines_of;
using stackdrag::tests::says;
using stackdrag::tests::unwrapped;

namespace {

/// Keeps the texts and lists of all reports of these tests.
Store& store() {
  static Store kept;
  return kept;
}

std::string_view keep(std::string_view text) { return store().keep(text); }

template <class T>
std::span<const T> list(std::initializer_list<T> values) {
  return store().keep(std::span<const T>(values.begin(), values.size()));
}

std::span<const std::string_view> texts(std::initializer_list<std::string_view> values) { return list(values); }

const ReportedRule* rule(std::string_view id, std::string_view why, std::string_view fix, std::string_view family = "zombies") {
  return list({ReportedRule{
                  .id = keep(id), .title = keep(id), .family = keep(family), .when = "It fires.", .why = keep(why), .fix = keep(fix)}})
      .data();
}

/// The files that the findings of these tests stand in, one line each.
Sources& sources() {
  static Sources files;
  return files;
}

/// A place on a line of its own.
Span on_line(std::string text) {
  const std::uint32_t base = sources().base(sources().add("stack.yaml", std::move(text)));
  return {base, base + 1};
}

ReportedFinding finding(std::string_view id, std::string_view subject, Severity severity, std::string_view message, unsigned line,
                        double charge) {
  static const Span place = on_line("  item: {field: guilty, other: 1}");
  ReportedFinding made;
  made.rule = rule(id, fmt::format("Because of `{}`.", id), "Put an end to it.");
  made.subject = keep(subject);
  made.fingerprint = std::hash<std::string>{}(fmt::format("{} {}", id, subject));
  made.severity = severity;
  made.message = keep(message);
  made.at = place;
  made.location = {"stack.yaml", line, 17, line, 23};
  made.charge_hours = Decimal::of(charge);
  made.points = Decimal::of(25.4 * charge / 32.75);
  return made;
}

Report empty_report() {
  Report report;
  report.version = "1.2.3";
  report.model = "drag-1";
  report.as_of = make_date(2026, 11, 21);
  report.stack = {"Acme", "EUR", 12};
  report.drag.capacity_hours = 320;
  report.gate.fail_on = "high";
  report.sources = &sources();
  return report;
}

/// The worked example of the score: seven findings, two undecided consent checks.
Report worked_example() {
  Report report = empty_report();
  report.findings = {
      finding("tool-unused", "tool/surveybee", Severity::high, "`surveybee` has not been used for 240 days (limit 90 days)", 23, 8.75),
      finding("integration-to-retired", "integration/hs-survey", Severity::high, "`hs-survey` reads from `surveybee`, which is unused", 31,
              2.5),
      finding("agent-no-oversight", "agent/lead-scorer", Severity::high, "acts without an approver", 41, 2.5),
      finding("seats-underused", "tool/hubspot", Severity::medium, "`hubspot` uses 14 of 25 seats (56 %, limit 70 %)", 22, 14.5),
      finding("pixel-campaign-ended", "pixel/meta-q1", Severity::medium, "`meta-q1` still fires 235 days after `2026q1_launch` ended", 27,
              1),
      finding("api-version-sunset", "integration/hs-sf", Severity::medium, "`hs-sf` speaks version 38.0", 30, 1),
      finding("utm-synonyms", "utm/facebook", Severity::medium, "`fb` and `facebook` are one source", 50, 2.5),
  };
  report.findings[4].related = list({RelatedPlace{"ended here", {"stack.yaml", 50, 40, 50, 50}}});
  report.rules = list({*report.findings[0].rule, *report.findings[3].rule});
  report.drag.low = Decimal::of(25.4434);
  report.drag.high = Decimal::of(30.3085);
  report.drag.low_hours = Decimal::of(32.75);
  report.drag.high_hours = Decimal::of(41.75);
  report.drag.load = 41.75 / 320;
  report.drag.grade = 'C';
  report.drag.evidence = 0.784;
  report.money = {6, 1620, 2100, true, 3240, 40.5, 3240.0 / 2100, 80};
  report.actions = {{"right-size `hubspot` to 17 seats", list({3U}), 3, 8.2, 1120},
                    {"retire `surveybee` and `hs-survey`", list({0U, 1U}), 12, 7.9, 500}};
  report.unknown = {{"pixel-no-consent-gate", "pixel/meta-q1", "pixel/meta-q1", texts({"consent"}), false, Decimal::of(4.5)},
                    {"pixel-no-consent-gate", "pixel/ua-legacy", "pixel/ua-legacy", texts({"consent"}), false, Decimal::of(4.5)}};
  report.gaps = {
      {texts({"pixel/meta-q1", "pixel/ua-legacy"}), texts({"consent"}), texts({"consent: marketing"}), {"stack.yaml", 27, 3, 27, 10}, 4.9}};
  report.totals.by_severity = {{"high", {3, Decimal::of(10.6), Decimal::of(13.75)}}, {"medium", {4, Decimal::of(14.8), Decimal::of(19)}}};
  report.gate = {false, "high", {"3 high"}};
  return report;
}

/// 200 repeats, one of them with a name of a thousand letters and one of wide characters.
Report repeats() {
  Report report = worked_example();
  report.findings.clear();
  for (unsigned number = 0; number < 200; ++number) {
    const std::string id = number == 1   ? std::string(1000, 'x')
                           : number == 2 ? "日本語のキャンペーン名前日本語のキャンペーン名前"
                                         : fmt::format("Spring {}", number);
    report.findings.push_back(
        finding("name-off-pattern", "campaign/" + id, Severity::low, "`" + id + "` does not fit `^[a-z]+$`", number + 1, 0.1));
  }
  report.actions = {
      {keep("rename " + std::string(500, 'y') + " and 名前名前名前名前名前名前名前名前名前名前名前名前名前名前名前名前"), {}, 1.25, 3, 10}};
  report.gaps[0].lines = texts({keep("purpose: " + std::string(300, 'z')), "seats: 25"});
  return report;
}

const std::vector<std::string> attacks = {"\x1b[2J\x1b[H",
                                          "\x1b]8;;http://evil\x1b\\ok",
                                          "\x1b]52;c;cm0gLXJm\x07",
                                          "\xc2\x9b"
                                          "2J",
                                          "\xc2\x90q",
                                          "a\rb",
                                          "a\nb",
                                          "ab\b\b",
                                          "\u202Eabc",
                                          "\u2066x",
                                          "a|b",
                                          "\\|",
                                          "x\n| y |\n|---|",
                                          "<img src=x onerror=a()>",
                                          "[x](javascript:a())",
                                          "![](https://evil/?id)",
                                          "https://evil.example/x",
                                          "www.evil.example",
                                          "a@b.example",
                                          "@org/team",
                                          "#1",
                                          "GH-1",
                                          "!5",
                                          "~label",
                                          "$x$",
                                          ":smile:",
                                          "```",
                                          "`",
                                          "``a` b",
                                          "<!--",
                                          "<details>",
                                          "- [ ] x",
                                          "1. x",
                                          "x` @org/team `y",
                                          "x`<b>`y",
                                          "deadbeef1234567",
                                          "\xff\xfe",
                                          "",
                                          "   "};

Report under_attack(const std::string& attack) {
  const std::string_view text = keep(attack);
  const std::string_view advice = keep("do " + attack);
  Report report = worked_example();
  report.stack.name = report.stack.currency = attack;
  report.rules = list({*rule(text, advice, advice, text)});
  for (ReportedFinding& one : report.findings) {
    one.rule = report.rules.data();
    one.key = text;
    one.subject = keep("tool/" + attack);
    one.owners = texts({text});
    one.location.file = text;
    one.at = on_line(attack);
    one.message = keep("`" + attack + "` of " + attack);
    one.related = list({RelatedPlace{text, one.location}});
    one.severity = Severity::critical;
  }
  report.findings.back().folded_into = 0;
  for (Action& action : report.actions) action.text = keep("retire " + attack);
  report.gaps[0] = {texts({keep("tool/" + attack)}), texts({text}), texts({keep(attack + ": 1")}), {text, 1, 1, 1, 2}, 1};
  report.problems = {{"`" + attack + "` is not a field", {text, 1, 1, 1, 3}, text}};
  report.filter = attack;
  for (std::size_t at = 0; at < report.findings.size(); ++at) report.shown.push_back(at);
  report.gate.reasons = {attack};
  return report;
}

/// Renders all findings, unless the report has a filter.
std::string render(std::string_view format, Report report, const RenderOptions& options = {}) {
  if (report.filter.empty()) show_all(report);
  for (const Format& one : formats()) {
    if (one.name == format) return collected([&](Output& out) { one.render(report, options, out); });
  }
  FAIL("no format " << format);
  return "";
}

bool holds_control_characters(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F; });
}

/// What a Markdown text says outside of its code spans.
std::string without_code_spans(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '`') {
      out += text[at++];
      continue;
    }
    const std::size_t behind = std::min(text.find_first_not_of('`', at), text.size());
    const std::string fence = text.substr(at, behind - at);
    std::size_t close = behind;
    do {
      close = text.find(fence, close == behind ? behind : text.find_first_not_of('`', close));
    } while (close != std::string::npos &&
             (text[close - 1] == '`' || (close + fence.size() < text.size() && text[close + fence.size()] == '`')));
    REQUIRE(close != std::string::npos);
    at = close + fence.size();
  }
  return out;
}

}  // namespace

TEST_CASE("the terminal report of the worked example says what it costs") {
  const std::string text = render("text", worked_example());
  CHECK(says(text, "Acme · as of 2026-11-21 · 12 items · profile starter\n"));
  CHECK(says(text, "DRAG 25–30        grade C        evidence 78 %\n"));
  CHECK(says(text, "6 h a month (2 % of 320 h) · at least €1,620 a month wasted · 3 high\n"));
  CHECK(says(text, "€3,240 to clear (40.5 h) · pays back in 7 weeks\n"));
  CHECK(says(text, "7 findings: 3 high, 4 medium\n"));
  CHECK(says(text, "gate: failed (3 high; fails on high and above)\n"));
  CHECK(says(text, "consent: marketing"));
  CHECK(says(text, "stack.yaml:23:17  field: guilty  tool-unused\n"));
  CHECK(says(text, "also: ended here  stack.yaml:50:40\n"));
  // A message that does not name its subject gets it put in front.
  CHECK(says(text, "`agent/lead-scorer`: acts without an approver\n"));
}

TEST_CASE("the sections come in the order in which they are read") {
  const std::string text = render("text", worked_example());
  std::size_t last = 0;
  for (const std::string_view part :
       {"Acme ·", "DRAG ", "6 h a month", "€3,240 to clear", "DO FIRST", "\nHIGH\n", "\nMEDIUM\n", "NOT KNOWN", "7 findings", "gate:"}) {
    const std::size_t place = text.find(part);
    INFO(part);
    REQUIRE(place != std::string::npos);
    CHECK(place >= last);
    last = place;
  }
}

TEST_CASE("what is told in few words is told as people say it") {
  Report report = worked_example();
  const Action action{"pause `meta-q1`", list({4U}), 1, 0.1, 0};
  report.actions.insert(report.actions.end(), 4, action);
  report.actions[1].owners = texts({"ana", "ben", "cem"});
  report.actions[2].owners = texts({"ana", "ben", "cem", "dan"});
  report.findings[4].novelty = Novelty::fresh;
  report.findings[4].cause = Cause::clock;
  report.money.hours_per_month = 28.45;
  const std::string text = render("text", report);
  CHECK(says(text, "and 1 more (--all shows it)\n"));
  // A third name is as short as "1 more".
  CHECK(says(text, " ana, ben and cem\n"));
  CHECK(says(text, " ana, ben and 2 more\n"));
  CHECK(says(text, "     new (time passed)\n"));
  CHECK(says(text, "  28 h a month "));
  report.actions.push_back(action);
  CHECK(says(render("text", report), "and 2 more (--all shows them)\n"));
}

TEST_CASE("no line is wider than the terminal") {
  for (const Report& report : {worked_example(), repeats(), empty_report()}) {
    for (const std::size_t columns : {40U, 59U, 63U, 64U, 80U, 100U, 160U}) {
      for (const bool verbose : {false, true}) {
        const std::string text = render("text", report, {.columns = columns, .verbose = verbose});
        for (const std::string& line : lines_of(text)) {
          INFO(columns << " columns: " << line);
          CHECK(display_width(line) <= columns);
          CHECK_FALSE(line.ends_with(' '));
        }
      }
    }
  }
}

TEST_CASE("a long path is never cut") {
  Report report = worked_example();
  report.findings[0].location.file = keep(std::string(60, 'd') + "/stack.yaml");
  CHECK(says(render("text", report, {.columns = 40}), std::string(60, 'd') + "/stack.yaml:23:17\n"));
}

TEST_CASE("a path of some length takes the room of the source, not of the rule") {
  Report report = worked_example();
  for (ReportedFinding& one : report.findings) one.location.file = "marketing/stacks/emea-north/acme.yaml";
  CHECK(says(render("text", report), "     marketing/stacks/emea-north/acme.yaml:23:17  tool-unused\n"));
  // The remaining space fits the value, but not its key.
  report.findings.resize(1);
  CHECK(says(render("text", report, {.columns = 74}), "emea-north/acme.yaml:23:17  guilty       tool-unused\n"));
  CHECK(says(render("text", report, {.columns = 100}), "marketing/stacks/emea-north/acme.yaml:23:17  field: guilty  tool-unused\n"));
}

TEST_CASE("colour adds nothing but colour") {
  const std::string plain = render("text", worked_example());
  CHECK_FALSE(says(plain, "\x1b"));
  std::string colored = render("text", worked_example(), {.color = true});
  CHECK(says(colored, "\x1b[1mhubspot\x1b[0m"));
  for (std::size_t at = colored.find('\x1b'); at != std::string::npos; at = colored.find('\x1b', at)) {
    colored.erase(at, colored.find('m', at) - at + 1);
  }
  for (const std::string_view word : {"HIGH", "MEDIUM", "grade C", "gate: failed"}) CHECK(says(colored, word));
  std::string expected = plain;
  expected.erase(std::remove(expected.begin(), expected.end(), '`'), expected.end());
  CHECK(unwrapped(colored) == unwrapped(expected));
}

TEST_CASE("every finding is in every format") {
  Report report = worked_example();
  report.findings[1].folded_into = 0;
  for (const ReportedFinding& one : report.findings) {
    INFO(one.message);
    CHECK(says(unwrapped(render("text", report)), one.message));
    CHECK(says(render("markdown", report), one.message));
    CHECK(says(render("json", report), one.message));
  }
  CHECK(says(unwrapped(render("text", report)), "also: `hs-survey` reads from"));
}

TEST_CASE("a filter hides findings and nothing else") {
  Report report = worked_example();
  report.findings[1].folded_into = 0;
  report.filter = "owned by ben";
  report.shown = {1, 3};
  for (const std::string_view format : {"text", "markdown", "json"}) {
    const std::string out = unwrapped(render(format, report));
    INFO(out);
    CHECK(says(out, report.findings[3].message));
    // Its parent is hidden, so it is shown by itself.
    CHECK(says(out, report.findings[1].message));
    CHECK_FALSE(says(out, report.findings[4].message));
  }
  CHECK(says(unwrapped(render("text", report)), "showing 2 of 7 findings (owned by ben)"));
  CHECK(says(render("text", report), "6 findings: 2 high, 4 medium · 1 folded\n"));
  const json all = json::parse(render("json", report));
  CHECK(all["drag"]["low"] == 25.4434);
  CHECK(all["findings"][0]["folded_into"] == fmt::format("{:016x}", report.findings[0].fingerprint));
}

TEST_CASE("repeats print as one entry until all are asked for") {
  const Report report = repeats();
  const std::string text = render("text", report);
  CHECK(says(text, "200 × name-off-pattern on campaigns: Spring 0,"));
  CHECK(lines_of(text).size() < 40);
  const std::string all = unwrapped(render("text", report, {.all = true}));
  for (const unsigned number : {0U, 3U, 199U}) CHECK(says(all, fmt::format("`Spring {}` does not fit", number)));
  CHECK(says(render("markdown", report), "- **200 × `name-off-pattern`** on campaigns: `Spring 0`"));

  Report three = report;
  three.findings.resize(3);
  CHECK_FALSE(says(render("text", three), " × "));
}

TEST_CASE("a clean stack gets a short and glad answer") {
  const std::string text = render("text", empty_report());
  CHECK(says(text, "DRAG 0        grade A        evidence 100 %"));
  CHECK(says(text, "No debt found"));
  CHECK(says(text, "gate: passed (fails on high and above)"));
  CHECK(lines_of(text).size() <= 8);
  CHECK(says(render("markdown", empty_report()), "No debt found"));

  Report broken = empty_report();
  broken.problems = {{"a mistake", {"stack.yaml", 1, 1, 1, 2}, "x"}};
  CHECK_FALSE(says(render("text", broken), "No debt found"));
  CHECK(says(render("text", broken), "1 mistake was found in the inventory: only what could be read was audited"));
}

TEST_CASE("quiet leaves the score and the gate") {
  CHECK(render("text", worked_example(), {.quiet = true}) ==
        "  DRAG 25–30        grade C        evidence 78 %\ngate: failed (3 high; fails on high and above)\n");
}

TEST_CASE("doubts about the score are said") {
  Report report = worked_example();
  report.drag.cap = GradeCap::critical;
  report.drag.capacity_assumed = true;
  const std::string text = unwrapped(render("text", report));
  CHECK(says(text, "grade C at best while something is, or may be, critical"));
  CHECK(says(text, "assumes 320 h a month"));
  report.drag.cap = GradeCap::waste;
  CHECK(says(unwrapped(render("text", report)), "grade C at best, because of the money that is wasted"));
  report.money.payback_months = 2.1;
  CHECK(says(render("text", report), "pays back in 2 months"));
  report.drag.evidence = 0.9999;
  CHECK(says(render("text", report), "evidence 99 %"));
}

TEST_CASE("verbose points at the guilty text") {
  Report report = worked_example();
  report.findings.resize(1);
  report.findings[0].at = on_line("  日本: {field: guilty, other: 1}");
  report.findings[0].location = {"stack.yaml", 1, 15, 1, 21};
  const std::vector<std::string> lines = lines_of(render("text", report, {.verbose = true}));
  const auto source = std::find_if(lines.begin(), lines.end(), [](const std::string& line) { return says(line, "日本: {"); });
  REQUIRE(source != lines.end());
  const std::string& carets = *(source + 1);
  CHECK(carets.find('^') == display_width(source->substr(0, source->find("guilty"))));
  CHECK(carets.substr(carets.find('^')) == "^^^^^^");
}

TEST_CASE("nothing from the inventory acts in a terminal or breaks out of Markdown") {
  for (const std::string& attack : attacks) {
    const Report report = under_attack(attack);
    INFO(visible(attack));
    for (const Format& format : formats()) {
      INFO("format " << format.name);
      std::string out = render(format.name, report, {.verbose = true});
      // The lines of CSV end as RFC 4180 has it.
      if (format.name == "csv") std::erase(out, '\r');
      CHECK_FALSE(holds_control_characters(out));
      CHECK_FALSE(says(out, "\u202E"));
      CHECK_FALSE(says(out, "\xc2\x9b"));
      CHECK_FALSE(first_invalid_utf8(out));
    }
    const std::string outside = without_code_spans(render("markdown", report));
    for (const std::string_view sign : {"<", "@", "[", "]", "!", "~", "://", "www.", "javascript", "#1", "GH-1", ":smile", "deadbeef"}) {
      INFO(outside);
      CHECK_FALSE(says(outside, sign));
    }
    CHECK_FALSE(holds_control_characters(render_problems(report.problems, false)));
  }
}

TEST_CASE("a bar in a name does not divide a table's cell") {
  Report report = worked_example();
  report.actions[0].text = "retire `a|b`";
  CHECK(says(render("markdown", report), "| 1 | retire `a\\|b` | – |"));
  report.findings[0].message = "`a|b` is unused";
  CHECK(says(render("markdown", report), "`a|b` is unused"));
}

TEST_CASE("a Markdown report fits into a comment and says what it left out") {
  Report report = worked_example();
  const ReportedFinding one = report.findings[0];
  for (unsigned number = 0; number < 2000; ++number) {
    report.findings.push_back(one);
    report.findings.back().subject = keep(fmt::format("tool/t{}", number));
  }
  const std::string all = render("markdown", report, {.all = true});
  CHECK(all.size() <= 65'536);
  CHECK(says(all, "findings are left out"));
  CHECK(says(all, "**Gate:** failed"));
  CHECK_FALSE(says(render("markdown", worked_example()), "left out"));

  std::string marks = "e";
  for (int number = 0; number < 100'000; ++number) marks += "\u0301";
  CHECK(render("markdown", under_attack(marks)).size() <= 65'536);
}

TEST_CASE("JSON keeps the names of the contract") {
  const json report = json::parse(render("json", worked_example()));
  const auto has = [&](const char* pointer) {
    INFO(pointer);
    CHECK(report.contains(json::json_pointer(pointer)));
  };
  for (const char* name : {"/schema_version",
                           "/tool/name",
                           "/tool/version",
                           "/model",
                           "/as_of",
                           "/profile",
                           "/stack/name",
                           "/stack/items",
                           "/stack/currency",
                           "/drag/low",
                           "/drag/high",
                           "/drag/grade",
                           "/drag/evidence",
                           "/drag/provisional",
                           "/drag/capacity_hours",
                           "/money/interest_per_month",
                           "/money/at_least",
                           "/money/principal",
                           "/money/principal_hours",
                           "/money/payback_months",
                           "/questions/0/rule",
                           "/questions/0/subjects",
                           "/questions/0/fields",
                           "/questions/0/charge_hours",
                           "/totals/by_severity",
                           "/totals/by_family",
                           "/totals/by_owner",
                           "/totals/by_kind",
                           "/rules/tool-unused/title",
                           "/rules/tool-unused/family",
                           "/rules/tool-unused/why",
                           "/rules/tool-unused/fix",
                           "/problems",
                           "/gate/passed",
                           "/gate/reasons"}) {
    has(name);
  }
  for (const char* name : {"rule", "subject", "fingerprint", "severity", "family", "owners", "message", "location", "effort_hours",
                           "carry_hours", "charge_hours", "points"}) {
    has(fmt::format("/findings/0/{}", name).c_str());
  }
  CHECK(report["findings"][0]["location"] == json::parse(R"({"file":"stack.yaml","line":23,"column":17,"end_column":23})"));
  CHECK(report["findings"][4]["related"][0]["message"] == "ended here");
  CHECK(report["findings"][0]["owners"].empty());
  for (const char* name : {"key", "waived", "status", "cause", "planned", "fails_gate"}) CHECK_FALSE(report["findings"][0].contains(name));
  CHECK(report["as_of"] == "2026-11-21");
}

TEST_CASE("JSON is ASCII, its numbers are short, and it is written the same way every time") {
  const std::string text = render("json", worked_example());
  CHECK(std::all_of(text.begin(), text.end(), [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
  CHECK(says(text, "\"low\": 25.4434,"));
  CHECK(says(text, "\"capacity_hours\": 320,"));
  CHECK(says(text, "\"payback_months\": 1.5429,"));
  CHECK(text.ends_with("}\n"));
  CHECK(text == render("json", worked_example()));
}

TEST_CASE("any text is written to JSON and read back") {
  const auto read_back = [](const std::string& text) {
    Report report = empty_report();
    report.stack.name = text;
    const std::string written = render("json", report);
    CHECK(std::all_of(written.begin(), written.end(), [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
    return json::parse(written)["stack"]["name"].get<std::string>();
  };
  CHECK(read_back("caf\xc3\xa9 \xff") == "café \uFFFD");
  CHECK(read_back("\xe2\x86") == "\uFFFD\uFFFD");
  CHECK(read_back("\xe0\x80\x80") == "\uFFFD\uFFFD\uFFFD");
  CHECK(read_back("\xed\xa0\x80") == "\uFFFD\uFFFD\uFFFD");
  CHECK(read_back("\xed\x9f\xbf\xef\xbf\xbf") == "\uD7FF\uFFFF");
  CHECK(read_back("") == "");
  std::string all;
  for (char c = 0; c < 0x7F; ++c) all += c;
  // Escapes at every distance from the eight bytes that are looked at together, and across the pieces of a long text.
  for (const std::string& unit : {all, std::string("\x7F"), std::string("→"), std::string("日本 \U0001F600\"\\")}) {
    for (std::size_t before = 0; before < 17; ++before) {
      const std::string text = std::string(before, 'x') + unit + std::string(11, 'y') + unit;
      CHECK(read_back(text) == text);
    }
    std::string large = "x";
    while (large.size() < 200'000) large += unit;
    CHECK(read_back(large) == large);
  }
}

TEST_CASE("however many findings there are, the JSON report has them in order") {
  for (const std::size_t count : {1U, 255U, 256U, 257U, 5000U}) {
    Report report = worked_example();
    report.findings.resize(1);
    report.findings.front().folded_into.reset();
    report.findings.resize(count, ReportedFinding(report.findings.front()));
    for (std::size_t i = 0; i < count; ++i) report.findings[i].fingerprint = i;
    report.actions.clear();
    const json findings = json::parse(render("json", report))["findings"];
    REQUIRE(findings.size() == count);
    bool in_order = true;
    for (std::size_t i = 0; i < count; ++i) in_order = in_order && findings[i]["fingerprint"] == fmt::format("{:016x}", i);
    CHECK(in_order);
  }
}

TEST_CASE("numbers are as short as they can be") {
  const auto written = [](double number) {
    Report report = empty_report();
    report.money.interest_per_month = number;
    const std::string text = render("json", report);
    const std::size_t begin = text.find("\"interest_per_month\": ") + 22;
    return text.substr(begin, text.find(',', begin) - begin);
  };
  for (const auto& [number, text] : std::vector<std::pair<double, std::string>>{{0, "0"},
                                                                                {-0.0, "0"},
                                                                                {320, "320"},
                                                                                {-6.8, "-6.8"},
                                                                                {0.0001, "0.0001"},
                                                                                {0.00004, "0"},
                                                                                {-0.5, "-0.5"},
                                                                                {1.0 / 3, "0.3333"},
                                                                                {100.05, "100.05"},
                                                                                {99'999'999'999.9999, "99999999999.9999"},
                                                                                {12'345'678'901'234, "12345678901234"}}) {
    CHECK(written(number) == text);
  }
  CHECK(written(std::numeric_limits<double>::infinity()) == "null");
  CHECK(json::parse(written(1e300)) == 1e300);
}

TEST_CASE("an output hands on everything in order, whatever the sizes, and nothing after a refusal") {
  std::string expected;
  const std::string text = collected([&](Output& out) {
    for (std::size_t size = 1; size < 200'000; size *= 3) {
      const std::string part(size, static_cast<char>('a' + size % 26));
      out.put(part);
      expected += part;
    }
  });
  CHECK(text == expected);
  std::size_t taken = 0;
  Output refusing([&](std::string_view) { return ++taken, false; });
  for (int time = 0; time < 10; ++time) refusing.put(std::string(Output::piece_bytes, 'x'));
  CHECK_FALSE(refusing.finish());
  CHECK(taken == 1);
}

TEST_CASE("a finding is one line of the JSON report, and what its rule says stands there once") {
  const std::string text = render("json", worked_example());
  const std::vector<std::string> lines = lines_of(text);
  const auto line_with = [&](std::string_view part) {
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const std::string& line) { return says(line, part); });
    return found == lines.end() ? "" : *found;
  };
  const json one = json::parse(line_with("not been used for 240 days").substr(0, line_with("not been used for 240 days").rfind(',')));
  CHECK(one["rule"] == "tool-unused");
  CHECK(line_with("not been used for 240 days")
            .starts_with("    {\"rule\":\"tool-unused\",\"subject\":\"tool/surveybee\",\"fingerprint\":\""));
  CHECK(says(line_with("ended here"), "\"owners\":[],\"message\":\"`meta-q1`"));
  CHECK(line_with("\"consent: marketing\"").starts_with("    {\"items\":[\"pixel/meta-q1\",\"pixel/ua-legacy\"],"));
  const json report = json::parse(text);
  CHECK(report["rules"]["tool-unused"]["why"] == "Because of `tool-unused`.");
  CHECK_FALSE(report["findings"][0].contains("why"));
}

namespace {

/// Whether a document has no fields but those that a schema describes, and all that it requires, everywhere.
void check_fields(const json& root, const json& schema, const json& value, const std::string& path) {
  if (schema.contains("$ref")) {
    check_fields(root, root.at(json::json_pointer(schema["$ref"].get<std::string>().substr(1))), value, path);
  }
  INFO(path);
  if (schema.contains("properties")) {
    if (!value.is_object()) return;
    std::set<std::string> described, required, written;
    for (const auto& [name, property] : schema["properties"].items()) described.insert(name);
    for (const json& name : schema["required"]) required.insert(name.get<std::string>());
    for (const auto& [name, member] : value.items()) written.insert(name);
    CHECK(std::includes(described.begin(), described.end(), written.begin(), written.end()));
    CHECK(std::includes(written.begin(), written.end(), required.begin(), required.end()));
    for (const auto& [name, property] : schema["properties"].items()) {
      if (value.contains(name)) check_fields(root, property, value[name], path + "/" + name);
    }
  }
  if (schema.contains("items")) {
    REQUIRE(value.is_array());
    for (const json& element : value) check_fields(root, schema["items"], element, path + "/[]");
  }
  for (const json& choice : schema.value("oneOf", json::array())) {
    if (value.is_object()) check_fields(root, choice, value, path);
  }
}

}  // namespace

TEST_CASE("the schema describes exactly what is written") {
  const json schema = json::parse(report_schema());
  Report report = worked_example();
  report.findings[0].measure = Measure{240, "days", 2};
  report.problems = {{"a mistake", {"stack.yaml", 1, 1, 1, 2}, "x"}};
  check_fields(schema, schema, json::parse(render("json", report)), "");
}

TEST_CASE("problems are printed as a compiler prints them") {
  const auto printed = [](std::string_view line, Location place) {
    return lines_of(render_problems({{"`stat` is not a field", place, line}}, false));
  };
  CHECK(printed("meta: {stat: live}", {"stack.yaml", 27, 8, 27, 12}) ==
        std::vector<std::string>{"stack.yaml:27:8: error: `stat` is not a field", "   27 | meta: {stat: live}", "      |        ^^^^"});
  // Columns are code points; carets stand under what a terminal shows.
  CHECK(printed("\t日本: stat", {"a", 1, 6, 1, 10})[2] == "      |           ^^^^");
  // A span of several lines is marked to the end of its first; an empty one gets one caret.
  CHECK(printed("ab: [x,", {"a", 1, 5, 3, 2})[2] == "      |     ^^^");
  CHECK(printed("ab:", {"a", 1, 4, 1, 4})[2] == "      |    ^");
  CHECK(printed("ab\x1b[2J", {"a", 1, 1, 1, 3})[1] == "    1 | ab\\u{1b}[2J");
  CHECK(printed("", {"a", 1, 1, 1, 1}).size() == 1);
}

TEST_CASE("a long line is cut around its guilty text") {
  for (const unsigned column : {1U, 60U, 500U, 996U}) {
    const std::string line = std::string(column - 1, 'x') + "STAT" + std::string(996 - column + 1, 'y');
    const std::vector<std::string> lines = lines_of(render_problems({{"m", {"a", 1, column, 1, column + 4}, line}}, false));
    REQUIRE(lines.size() == 3);
    CHECK(display_width(lines[1]) <= 120);
    REQUIRE(says(lines[1], "STAT"));
    CHECK(lines[2].find('^') == display_width(lines[1].substr(0, lines[1].find("STAT"))));
    CHECK(lines[2].ends_with(" ^^^^"));
  }
  // The line may have been cut before: then it says at which column it begins.
  const ReportedProblem cut{"m", {"a", 1, 1003, 1, 1007}, "x STAT y", 1001};
  CHECK(lines_of(render_problems({cut}, false))[2] == "      |   ^^^^");
}

TEST_CASE("severities and profiles are found by their names") {
  for (const Severity severity : {Severity::info, Severity::low, Severity::medium, Severity::high, Severity::critical}) {
    CHECK(enum_named<Severity>(name_of(severity)) == severity);
  }
  for (const Profile profile : {Profile::starter, Profile::standard, Profile::full})
    CHECK(enum_named<Profile>(name_of(profile)) == profile);
  CHECK(name_of(Severity::critical) == "critical");
  CHECK(name_of(Profile::standard) == "standard");
  CHECK_FALSE(enum_named<Severity>("High"));
  CHECK_FALSE(enum_named<Profile>(""));
}
