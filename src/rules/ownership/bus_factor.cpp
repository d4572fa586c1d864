// What stands still when one person is away.
#include <map>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Tools on which much stands directly, and who answers for them.
struct Critical {
  std::vector<const Tool*> tools;
  std::map<Text, std::size_t> by_person;  ///< how many each person owns
  bool team_of_one = false;               ///< all belong to one person, and nobody else is there
};

bool is_critical(const Tool& tool, const Context& in) {
  return in_use(tool.status) && !is_external(tool) &&
         static_cast<double>(in.facts.dependents(tool.common.self).size()) >= in.options.number("dependents");
}

/// The person who owns the tool; null if a team does, or nobody who is declared.
const Person* person_behind(const Tool& tool, const Facts& facts) { return tool.owner ? facts.person(tool.owner->target) : nullptr; }

Critical prepare(const Context& in) {
  Critical critical;
  for (const Tool& tool : in.inventory.tools) {
    if (!is_critical(tool, in)) continue;
    critical.tools.push_back(&tool);
    if (const Person* person = person_behind(tool, in.facts)) ++critical.by_person[*person->id];
  }
  std::size_t insiders = 0;
  for (const Person& person : in.inventory.people) {
    const bool inside = !person.kind || *person.kind == PersonKind::internal;
    insiders += inside && !person.left ? 1 : 0;
  }
  critical.team_of_one = insiders == 1;
  return critical;
}

Verdict check_tool(const Tool& tool, const Critical& critical, const Context& in) {
  if (!is_critical(tool, in) || tool.backup.not_applicable()) return not_applicable();
  // There is nobody to be the backup: that is said once, of the stack.
  if (critical.team_of_one) return not_applicable();
  if (tool.backup) return clear();
  // A team is its own backup.
  if (tool.owner && tool.owner->target.kind == Kind::team) return clear();
  const std::size_t dependents = in.facts.dependents(tool.common.self).size();
  const Span at = where(tool.backup, tool.id.at);
  return flag(at, "{} stand on `{}`, and nobody is named who can run it when its owner is away", count_of(dependents, "item"), *tool.id)
      .measure(static_cast<double>(dependents), "dependents")
      .act("name a backup for {}", tool.common.self);
}

Verdict check_stack(const Stack& stack, const Critical& critical, const Context& in) {
  if (critical.tools.empty()) return not_applicable();
  if (critical.team_of_one) {
    return flag(critical.tools.front()->id.at, "everything rests on one person, {} on which much stands included",
                count_of(critical.tools.size(), "tool"))
        .act("find a second person who can run the stack", stack.common.self);
  }
  if (static_cast<double>(critical.tools.size()) < in.options.number("tools")) return not_applicable();
  for (const auto& [person, owned] : critical.by_person) {
    const double share = static_cast<double>(owned) / static_cast<double>(critical.tools.size());
    if (share <= in.options.number("share")) continue;
    return flag(critical.tools.front()->id.at, "`{}` owns {} of the {} tools on which much stands ({} %, limit {} %)", person, owned,
                critical.tools.size(), format_number(share * 100), format_number(in.options.number("share") * 100))
        .keyed(std::string(person))
        .measure(share * 100, "percent")
        .act("share out what one person runs", stack.common.self);
  }
  return clear();
}

}  // namespace

Rule bus_factor() {
  return {
      .id = "bus-factor",
      .title = "One person, and nobody else",
      .when = "A tool on which much stands has no backup, or one person owns too large a share of such tools.",
      .why = "People in marketing operations change their job every two years; what only one of them knew is then learnt from scratch.",
      .fix =
          "Name a backup for each tool on which others stand, let the two work on it together, and write down what they would ask each "
          "other.",
      .severity = Severity::medium,
      .effort = 8,
      .carry = 0.5,
      .flagged =
          "people: {ana: {}, raj: {}}\ntools: {crm: {owner: ana}, a: {}, b: {}, c: {}}\nintegrations: {crm-a: {from: crm, to: a}, crm-b: "
          "{from: "
          "crm, to: b}, crm-c: {from: crm, to: c}}",
      .clean =
          "people: {ana: {}, raj: {}}\ntools: {crm: {owner: ana, backup: raj}, a: {}, b: {}, c: {}}\nintegrations: {crm-a: {from: crm, to: "
          "a}, "
          "crm-b: {from: crm, to: b}, crm-c: {from: crm, to: c}}",
      .check = both(each<Tool>(prepare, check_tool), each<Stack>(prepare, check_stack)),
      .profile = Profile::standard,
      .options = {{"dependents", "items", 3, "items that stand directly on a tool from which it counts as critical"},
                  {"tools", "tools", 5, "critical tools from which it is asked how they are shared out"},
                  {"share", "share", 0.40, "share of the critical tools that one person may own"}},
  };
}

}  // namespace stackdrag::rules
