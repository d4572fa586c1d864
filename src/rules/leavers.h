// Who has left, and who is nobody, for the rules about people.
#pragma once

#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// Whether the person has left, today at the latest. A service account does not leave. Null is nobody.
inline bool has_left(const Person* person, Date as_of) {
  if (person == nullptr || !person->left) return false;
  return !(person->kind && *person->kind == PersonKind::service) && *person->left <= as_of;
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
  return person != nullptr && person->kind && *person->kind == PersonKind::service;
}

}  // namespace stackdrag::rules
