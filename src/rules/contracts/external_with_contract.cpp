// A tool that is another team's, or that the team has built itself, and has a contract of ours.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stackdrag/renewal.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// The fields of a list that are given, as words; `first` is where the first of them stands.
class Given {
 public:
  void add(const Known& field, bool counts, std::string_view name) {
    if (!counts) return;
    if (names_.empty()) first_ = field.at;
    names_.push_back(fmt::format("`{}`", name));
  }
  std::vector<std::string> take(Span& first) && { return first = first_, std::move(names_); }

 private:
  Span first_{};
  std::vector<std::string> names_;
};

/// The fields of what somebody sells.
std::vector<std::string> sold(const Tool& tool, Span& first) {
  Given given;
  given.add(tool.renews, static_cast<bool>(tool.renews), "renews");
  given.add(tool.notice, static_cast<bool>(tool.notice), "notice");
  given.add(tool.seats, static_cast<bool>(tool.seats), "seats");
  return std::move(given).take(first);
}

/// The fields that only the team that pays for a tool would fill in.
std::vector<std::string> ours(const Tool& tool, Span& first) {
  Given given;
  given.add(tool.cost, tool.cost && tool.cost->per_month > 0, "cost");
  given.add(tool.renews, static_cast<bool>(tool.renews), "renews");
  given.add(tool.notice, static_cast<bool>(tool.notice), "notice");
  given.add(tool.decision, static_cast<bool>(tool.decision), "decision");
  given.add(tool.seats, static_cast<bool>(tool.seats), "seats");
  return std::move(given).take(first);
}

/// What was built in-house may cost something to run, but nobody sells it.
Verdict check_in_house(const Tool& tool) {
  Span first{};
  const std::vector<std::string> fields = sold(tool, first);
  if (fields.empty()) return clear();
  return flag(first, "`{}` is marked `in_house`, as built by the team itself, but has {} here", *tool.id, join_words(fields))
      .also(tool.in_house.at, "built in-house")
      .act("decide whether {} is bought or built");
}

Verdict check(const Tool& tool, const Context&) {
  if (in_use(tool.status) && is_in_house(tool) && !is_external(tool)) return check_in_house(tool);
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
      .title = "External tool that we pay for",
      .when =
          "A tool is marked as another team's (`external: true`) but has a price, a renewal, seats or a decision of ours; or "
          "as built by the team itself (`in_house: true`), but has a renewal, a notice period or seats.",
      .why = "Little is asked about a tool that nobody of us has bought, so one that we pay for drops out of every check.",
      .fix =
          "If the tool is ours, delete `external`. Otherwise delete its contract details here: they are the other team's. Delete "
          "`in_house` if somebody sells it.",
      .gets = "Every tool that marketing pays for is in its list of costs.",
      .done = "It is known whose budget the invoice goes to, and `external`, `in_house` and the contract details agree with that.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.1,
      .flagged = "tools: {cdp: {external: true, cost: 120000/yr}}",
      .clean = "tools: {cdp: {external: true}}",
      .check = each<Tool>(check),
  };
}

}  // namespace stackdrag::rules
