// Tools that many items depend on and that only one person can run.
#include <map>
#include <vector>

#include "rules/leavers.h"
#include "rules/planned.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// The critical tools, which many items depend on directly, and who owns them.
struct Critical {
  std::vector<const Tool*> tools;
  std::map<Text, std::size_t> by_person;  ///< how many each person owns
  bool team_of_one = false;               ///< only one person in-house is declared and has not left
};

/// What the team says goes before what the inventory shows.
bool is_critical(const Tool& tool, const Context& in) {
  if (!in_use(tool.status) || is_external(tool)) return false;
  // Nobody learns to run what is gone next month.
  if (const auto end = planned_end(tool, in); end && *end - in.as_of <= in.options.days("ending")) return false;
  if (tool.criticality.misread()) return false;
  if (tool.criticality) return *tool.criticality == Level::high;
  return static_cast<double>(in.facts.dependents(tool.common.self).size()) >= in.options.number("dependents");
}

bool is_same_person(const At<PersonRef>& a, const At<OwnerRef>& b) {
  return a && b && (a->target ? a->target == b->target : folded_name(a->text) == folded_name(b->text));
}

/// The person who owns the tool; null if a team owns it, or nobody who is declared.
const Person* owning_person(const Tool& tool, const Facts& facts) { return tool.owner ? facts.person(tool.owner->target) : nullptr; }

Critical prepare(const Context& in) {
  Critical critical;
  for (const Tool& tool : in.inventory.tools) {
    if (!is_critical(tool, in)) continue;
    critical.tools.push_back(&tool);
    if (const Person* person = owning_person(tool, in.facts)) ++critical.by_person[*person->id];
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
  // Nobody else could be the backup; `check_stack` reports that once.
  if (critical.team_of_one) return not_applicable();
  const Person* const gone = leaver(tool.backup, in);
  const bool same = is_same_person(tool.backup, tool.owner);
  if (tool.backup && gone == nullptr && !same && !is_service(tool.backup, in)) return clear();
  // A team is its own backup.
  if (tool.owner && tool.owner->target.kind == Kind::team) return clear();
  const std::size_t dependents = in.facts.dependents(tool.common.self).size();
  const Span at = where(tool.backup, tool.id.at);
  const std::string backup = gone != nullptr ? fmt::format("a backup owner, `{}`, who left on {}", *gone->id, *gone->left)
                             : same          ? fmt::format("no backup owner but its owner, `{}`", tool.owner->text.view())
                             : tool.backup   ? fmt::format("no backup owner but the service account `{}`", tool.backup->text.view())
                                             : std::string("no backup owner");
  const std::string critical_by = tool.criticality ? "is of high criticality" : "has " + count_of(dependents, "dependent item");
  return flag(at, "`{}` {} and {}{}", *tool.id, critical_by, tool.criticality ? "has " : "", backup)
      .measure(static_cast<double>(dependents), "dependents")
      .lacking(tool.backup)
      .act("name a backup for {}", tool.common.self);
}

Verdict check_stack(const Stack& stack, const Critical& critical, const Context& in) {
  if (critical.tools.empty()) return not_applicable();
  if (critical.team_of_one) {
    return flag(critical.tools.front()->id.at, "one person runs the whole stack, including {}",
                count_of(critical.tools.size(), "critical tool"))
        .lacking()
        .act("find a second person who can run the stack", stack.common.self);
  }
  if (static_cast<double>(critical.tools.size()) < in.options.number("tools")) return not_applicable();
  for (const auto& [person, owned] : critical.by_person) {
    const double share = static_cast<double>(owned) / static_cast<double>(critical.tools.size());
    if (share <= in.options.number("share")) continue;
    return flag(critical.tools.front()->id.at, "`{}` owns {} of the {} critical tools ({} %, limit {} %)", person, owned,
                critical.tools.size(), format_number(share * 100), format_number(in.options.number("share") * 100))
        .keyed(std::string(person))
        .measure(share * 100, "percent")
        .lacking()
        .act("spread the tools of one person over several people", stack.common.self);
  }
  return clear();
}

}  // namespace

Rule bus_factor() {
  return {
      .id = "bus-factor",
      .title = "Dependence on one person",
      .when =
          "A tool that many items depend on, or whose `criticality` is high, has no backup owner other than its owner or a service "
          "account, or one person owns too many of these tools.",
      .why =
          "People in marketing operations change jobs about every two years, and what only one of them knew has to be learnt from scratch.",
      .fix = "Name a backup for each critical tool, let the two people work on it together, and write down what they would ask each other.",
      .gets = "Work goes on when one person is ill, on leave or gone.",
      .done = "The `backup` of each critical tool has run it for a day without its owner, by the written notes.",
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
      .options = {days_option("ending", 30, "days before its planned end from which a tool needs no backup any more"),
                  {"dependents", "items", 3, "direct dependents from which a tool counts as critical"},
                  {"tools", "tools", 5, "number of critical tools from which their distribution is checked"},
                  {"share", "share", 0.40, "share of the critical tools that one person may own"}},
  };
}

}  // namespace stackdrag::rules
