// Another team's tool that has a contract of ours.
#include "rules/contracts/renewal.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// The fields that only the team that pays for a tool would fill in, as far as they are given; `first` is where the first of them stands.
std::vector<std::string> ours(const Tool& tool, Span& first) {
  std::vector<std::string> fields;
  const auto add = [&](const Known& field, bool counts, std::string_view name) {
    if (!counts) return;
    if (fields.empty()) first = field.at;
    fields.push_back(fmt::format("`{}`", name));
  };
  add(tool.cost, tool.cost && tool.cost->per_month > 0, "cost");
  add(tool.renews, static_cast<bool>(tool.renews), "renews");
  add(tool.notice, static_cast<bool>(tool.notice), "notice");
  add(tool.decision, static_cast<bool>(tool.decision), "decision");
  add(tool.seats, static_cast<bool>(tool.seats), "seats");
  return fields;
}

Verdict check(const Tool& tool, const Context&) {
  if (!is_external(tool) || !in_use(tool.status)) return not_applicable();
  Span first{};
  const std::vector<std::string> fields = ours(tool, first);
  if (fields.empty()) return clear();
  return flag(first, "`{}` is marked `external`, as another team's tool, but has {} here", *tool.id, join_words(fields))
      .also(tool.external.at, "another team's")
      .act("decide whose tool {} is");
}

}  // namespace

Rule external_with_contract() {
  return {
      .id = "external-with-contract",
      .title = "External tool with a contract of ours",
      .when = "A tool is marked as another team's (`external: true`) but has a price, a renewal, seats or a decision of ours.",
      .why = "Nothing is asked about another team's tool, so one that we pay for drops out of every check.",
      .fix = "Delete `external` if the tool is ours; else delete its contract, which the other team keeps.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.1,
      .flagged = "tools: {cdp: {external: true, cost: 120000/yr}}",
      .clean = "tools: {cdp: {external: true}}",
      .check = each<Tool>(check),
  };
}

}  // namespace stackdrag::rules
