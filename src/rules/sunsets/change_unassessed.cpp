// A change that is planned, and nobody has looked at what hangs on it.
#include <algorithm>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

constexpr std::size_t most_looked_at = 200;
constexpr std::size_t most_named = 3;

/// The dependent to show the way to: the nearest agent, else the furthest of all.
std::uint32_t telling(const std::vector<Dependency>& found) {
  const auto agent = std::find_if(found.begin(), found.end(), [](const Dependency& d) { return d.on.kind == Kind::agent; });
  return static_cast<std::uint32_t>((agent == found.end() ? found.end() - 1 : agent) - found.begin());
}

Verdict check(const Change& change, const Context& in) {
  const bool over = change.date && *change.date < in.as_of;
  if (over || change.on.none() || change.on.not_applicable() || change.assessed.not_applicable()) return not_applicable();
  if (change.on.unknown()) return unknown(change, {"on"});
  const ItemId item = change.on->target;
  if (!item || change.assessed) return clear();
  const std::vector<Dependency> found = in.facts.dependents_of(item, most_looked_at);
  if (found.empty()) return clear();
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(found.size(), most_named); ++i)
    names.push_back(fmt::format("`{}`", *id_of(in.inventory, found[i].on)));
  if (found.size() > most_named) names.push_back(fmt::format("{} more", found.size() - most_named));
  const std::string when = change.date ? fmt::format(" on {}", *change.date) : "";
  return flag(change.on.at, "`{}` changes{}, {} stand on it ({}), and nobody has assessed that", *id_of(in.inventory, item), when,
              join_words(names), in.facts.way(item, found, telling(found)))
      .measure(static_cast<double>(found.size()), "dependents")
      .act(fmt::format("assess what the change of `{}` touches", *id_of(in.inventory, item)), change.common.self);
}

}  // namespace

Rule change_unassessed() {
  return {
      .id = "change-unassessed",
      .title = "Planned change that nobody has assessed",
      .when = "A change is planned for an item on which others stand, and it has not been assessed.",
      .why = "An update to the API of one tool breaks what stands on it two steps away, and nobody there has been told.",
      .fix = "Go through what stands on it, test each, tell its owners, and write the day into `assessed`.",
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
  };
}

}  // namespace stackdrag::rules
