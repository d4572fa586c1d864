// Who has left, and who is nobody, for the rules about people.
#pragma once

#include <string>

#include <fmt/format.h>

#include "rules/days.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {

inline Option handover_option() {
  return days_option("handover", 30, "days before somebody leaves in which what they do is to be handed over");
}

/// Whether the person is about to leave. Precondition: the rule has the option `handover`.
inline bool is_leaving(const Person* person, const Context& in) {
  if (person == nullptr || !person->left || is_service(*person)) return false;
  return *person->left >= in.as_of && *person->left - in.as_of <= in.options.days("handover");
}

/// "who leaves on 2026-12-01, in 3 days". Precondition: the day is written and has not passed.
inline std::string when_leaving(const Person& person, const Context& in) {
  const Days left = *person.left - in.as_of;
  return fmt::format("who leaves on {}, {}", *person.left, in_days(left));
}

/// The person that a reference means, if they have left; else null.
template <class Reference>
const Person* leaver(const At<Reference>& who, const Context& in) {
  const Person* const person = who ? in.facts.person(who->target) : nullptr;
  return has_left(person, in.as_of) ? person : nullptr;
}

/// Whether the reference means a service account, which can neither be asked nor decide.
template <class Reference>
bool is_service(const At<Reference>& who, const Context& in) {
  const Person* const person = who ? in.facts.person(who->target) : nullptr;
  return person != nullptr && is_service(*person);
}

}  // namespace stackdrag::rules
