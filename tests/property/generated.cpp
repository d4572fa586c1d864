#include "property/generated.h"

#include <rapidcheck.h>

#include <fmt/format.h>

#include "support.h"

namespace stackdrag::tests {
namespace {

template <class T>
T one_of(std::initializer_list<T> values) {
  return *rc::gen::elementOf(std::vector<T>(values));
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

}  // namespace

std::string Generated::text() const {
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

std::string number(int from, int to) { return std::to_string(*rc::gen::inRange(from, to)); }

std::string past() {
  return fmt::format("{}", make_date(2026, 11, 21) - Days{*rc::gen::oneOf(rc::gen::inRange(0, 40), rc::gen::inRange(0, 700))});
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

}  // namespace stackdrag::tests
