// A person with more active projects than one can work on.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "rules/projects/active.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// The active projects of each person, by the person's index.
std::vector<std::vector<const Project*>> prepare(const Context& in) {
  std::vector<std::vector<const Project*>> by_person(in.inventory.people.size());
  for (const Project& project : in.inventory.projects) {
    const Person* owner = is_active(project) && project.owner ? in.facts.person(project.owner->target) : nullptr;
    const bool waits = is_to_begin(project, in.as_of) || is_blocked(project, in.as_of);
    if (owner != nullptr && !waits) by_person[owner->common.self.index].push_back(&project);
  }
  return by_person;
}

Verdict check(const Person& person, const std::vector<std::vector<const Project*>>& by_person, const Context& in) {
  const std::vector<const Project*>& projects = by_person[person.common.self.index];
  if (projects.empty() || (person.left && *person.left < in.as_of)) return not_applicable();
  // The limit shrinks with part-time work, but never below one.
  const double share = person.share ? person.share->share : 1;
  const auto limit = static_cast<std::size_t>(std::max(1.0, std::floor(in.options.number("limit") * share)));
  if (projects.size() <= limit) return clear();
  std::vector<std::string> names;
  for (const Project* project : projects) names.push_back(fmt::format("`{}`", *project->id));
  const double extra = static_cast<double>(projects.size() - limit);
  return flag(projects[limit]->owner.at, "`{}` owns {} at once (limit {}): {}", *person.id, count_of(projects.size(), "project"), limit,
              join_words(names))
      .measure(static_cast<double>(projects.size()), "projects")
      .carrying(std::min(in.options.number("most"), extra * in.options.number("hours")))
      .act("prioritise the projects of {}", person.common.self);
}

}  // namespace

Rule project_wip_overload() {
  return {
      .id = "project-wip-overload",
      .title = "Too many projects at once",
      .when = "One person owns more active projects than the limit, which is lower for people who work part-time.",
      .why = "With every project beyond the second, more time goes into switching than into work (Wheelwright and Clark).",
      .fix = "Put the projects in order of priority, finish the first two, and park the others with a date.",
      .gets = "Something gets finished, instead of everything being half done.",
      .done = "A full-time owner has at most {limit} active, and each of the others is parked with a date.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 2,
      .flagged = "people: {ana: {}}\nprojects: {a: {owner: ana}, b: {owner: ana}, c: {owner: ana}}",
      .clean = "people: {ana: {}}\nprojects: {a: {owner: ana}, b: {owner: ana}}",
      .check = each<Person>(prepare, check),
      .profile = Profile::standard,
      .most_carry = 40,
      .options = {{"limit", "projects", 2, "active projects that a full-time person may own"},
                  {"hours", "hours a month", 2, "hours a month that each project above the limit costs"},
                  {"most", "hours a month", 40, "most hours a month that they cost together"}},
  };
}

}  // namespace stackdrag::rules
