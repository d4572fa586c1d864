// A planned change to an item that others depend on, without an impact assessment.
#include <algorithm>
#include <string>
#include <vector>

#include "rules/few_names.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

constexpr std::size_t most_looked_at = 200;
constexpr std::size_t most_named = 3;

/// The dependent whose path the message shows: the nearest agent, else the furthest of all.
std::uint32_t dependent_to_show(const std::vector<Dependency>& found) {
  const auto agent = std::find_if(found.begin(), found.end(), [](const Dependency& d) { return d.on.kind == Kind::agent; });
  return static_cast<std::uint32_t>((agent == found.end() ? found.end() - 1 : agent) - found.begin());
}

/// What changes, as far as it is written: " from v60.0 to v62.0 (new fields)".
std::string what_of(const Change& change) {
  std::string what;
  if (change.from) what += fmt::format(" from `{}`", *change.from);
  if (change.to) what += fmt::format(" to `{}`", *change.to);
  if (change.what) what += fmt::format(" ({})", *change.what);
  return what;
}

/// A day ahead is a plan, not an assessment, and one of long before the change was of something else.
bool is_assessed(const Change& change, const Context& in) {
  if (!change.assessed || *change.assessed > in.as_of) return false;
  return !change.date || *change.date - *change.assessed <= in.options.days("valid");
}

/// The nearer the day, the more severe; a change without a day may come tomorrow.
Severity severity_of(const Change& change, const Context& in) {
  if (!change.date) return Severity::high;
  const Days left = *change.date - in.as_of;
  if (left > in.options.days("far")) return Severity::low;
  return left > in.options.days("near") ? Severity::medium : Severity::high;
}

Verdict check(const Change& change, const Context& in) {
  if (change.on.none() || change.on.not_applicable() || change.assessed.not_applicable()) return not_applicable();
  if (change.on.unknown()) return unknown(change, {"on"});
  const ItemId item = change.on->target;
  if (!item || is_assessed(change, in)) return clear();
  const std::vector<Dependency> found = in.facts.dependents_of(item, most_looked_at);
  if (found.empty()) return clear();
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(found.size(), most_named); ++i)
    names.push_back(fmt::format("`{}`", *id_of(in.inventory, found[i].on)));
  // That the day has passed is no assessment.
  const bool over = change.date && *change.date < in.as_of;
  const std::string when = change.date ? fmt::format(" on {}", *change.date) : "";
  return flag(change.on.at, "`{}` {}{}{}, and the impact on {} is not assessed ({})", *id_of(in.inventory, item),
              over ? "should have changed" : "changes", what_of(change), when, few_of(std::move(names), found.size()),
              in.facts.way(item, found, dependent_to_show(found)))
      .measure(static_cast<double>(found.size()), "dependents")
      .as(severity_of(change, in))
      .lacking(change.assessed)
      .act(fmt::format("assess the impact of the change to {}", *id_of(in.inventory, item)), change.common.self);
}

}  // namespace

Rule change_unassessed() {
  return {
      .id = "change-unassessed",
      .title = "Planned change not assessed",
      .when =
          "A change is listed for an item that others depend on, and its impact has not been assessed, whether or not its day has passed. "
          "The severity rises as the day nears.",
      .why = "An API update in one tool breaks something two steps away, and nobody there has been told.",
      .fix = "Go through everything that depends on the item, test it, tell the owners, and record the date in `assessed`.",
      .gets = "Nobody is surprised on the day of the change.",
      .done = "All that `stackdrag impact` lists was tested, its owners have been told, and the day is in `assessed`.",
      .severity = Severity::high,
      .effort = 3,
      .carry = 0,
      .flagged =
          "tools: {crm: {}, forms: {}}\nintegrations: {forms-crm: {from: forms, to: crm}}\nchanges: [{on: crm, what: API v60 to v62, date: "
          "2026-12-10}]",
      .clean =
          "tools: {crm: {}, forms: {}}\nintegrations: {forms-crm: {from: forms, to: crm}}\nchanges: [{on: crm, what: API v60 to v62, date: "
          "2026-12-10, assessed: 2026-11-15}]",
      .check = each<Change>(check),
      .profile = Profile::standard,
      .options = {days_option("near", 30, "days before the change up to which the severity is high"),
                  days_option("far", 90, "days before the change beyond which the severity is low"),
                  days_option("valid", 365, "days before the change from which an assessment counts")},
  };
}

}  // namespace stackdrag::rules
