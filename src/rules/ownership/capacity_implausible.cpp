// More hours of capacity than the people of the stack have.
#include <algorithm>
#include <cmath>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

constexpr double full_time = 173;  // hours a month

/// The most hours a month that a person who is still here can give.
double hours_of(const Person& person, Date as_of) {
  if (person.left && *person.left < as_of) return 0;
  if (is_service(person)) return 0;
  if (person.hours) return *person.hours;
  return person.share ? full_time * person.share->share : full_time;
}

/// The most hours a month that everybody together can give, with owners who are not declared.
double hours_of_all(const Context& in) {
  double people = 0;
  for (const Person& person : in.inventory.people) people += hours_of(person, in.as_of);
  double teams = 0;
  for (const Team& team : in.inventory.teams) teams += team.hours ? *team.hours : 0;
  const auto strangers =
      std::count_if(in.facts.ghosts.begin(), in.facts.ghosts.end(), [](const Ghost& ghost) { return ghost.expected == Kind::person; });
  return std::max(people, teams) + full_time * static_cast<double>(strangers);
}

Verdict check(const Stack& stack, const Context& in) {
  const std::vector<Person>& people = in.inventory.people;
  if (!stack.capacity_hours || people.empty()) return not_applicable();
  const auto is_open = [](const Person& person) { return person.hours.misread() || person.share.misread(); };
  if (std::any_of(people.begin(), people.end(), is_open)) return not_applicable();
  const std::vector<Team>& teams = in.inventory.teams;
  if (std::any_of(teams.begin(), teams.end(), [](const Team& team) { return team.hours.misread(); })) return not_applicable();
  const double most = hours_of_all(in);
  if (*stack.capacity_hours <= most * (1 + in.options.number("slack"))) return clear();
  return flag(stack.capacity_hours.at, "the stack has {} hours a month, but its people have {}", format_number(*stack.capacity_hours),
              format_number(std::round(most)))
      .measure(*stack.capacity_hours - most, "hours")
      .act("correct the hours of the stack or of its people", stack.common.self);
}

}  // namespace

Rule capacity_implausible() {
  return {
      .id = "capacity-implausible",
      .title = "More capacity than people",
      .when =
          "The stack's `capacity_hours` are more than its people can give: their `hours`, else their `share` of 173 hours, else 173 hours.",
      .why = "The score measures the debt against the hours that are there, so hours that nobody has make it look small.",
      .fix = "Correct `capacity_hours`, or declare who else works on the stack.",
      .gets = "Plans that the people who are there can keep.",
      .done = "`capacity_hours` exceeds the hours of the people listed by no more than {slack}.",
      .severity = Severity::low,
      .effort = 0.25,
      .carry = 0.1,
      .flagged = "stack: {capacity_hours: 3200}\npeople: {ana: {hours: 120}}",
      .clean = "stack: {capacity_hours: 120}\npeople: {ana: {hours: 120}}",
      .check = each<Stack>(check),
      .options = {{"slack", "share", 0.10, "share by which the capacity may exceed what people have"}},
  };
}

}  // namespace stackdrag::rules
