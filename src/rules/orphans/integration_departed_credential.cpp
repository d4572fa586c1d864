// An integration that uses the login of somebody who has left.
#include <string>

#include "rules/leavers.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Integration& integration, const Context& in) {
  const At<PersonRef>& runs_as = integration.runs_as;
  if (!in_use(integration.status)) return not_applicable();
  if (runs_as.unknown()) return unknown(integration, {"runs_as"});
  // A name that is not declared is taken to be a service account.
  const Person* person = runs_as ? in.facts.person(runs_as->target) : nullptr;
  if (person == nullptr || !person->left || (person->kind && *person->kind == PersonKind::service)) return clear();
  const Days gone = in.as_of - *person->left;
  const bool here = !has_left(person, in.as_of);
  const std::string leaving = here ? when_leaving(*person, in) : fmt::format("who left on {}, {} ago", *person->left, gone);
  return flag(runs_as.at, "`{}` runs as `{}`, {}", *integration.id, *person->id, leaving)
      .also(person->left.at, "{} here", here ? "leaves" : "left")
      .measure(std::max(Days{0}, gone))
      .as(here ? Severity::high : Severity::critical)
      .act("move {} to a service account", person->common.self);
}

}  // namespace

Rule integration_departed_credential() {
  return {
      .id = "integration-departed-credential",
      .title = "Integration uses a leaver's login",
      .when = "The person whose login the integration uses has left, or is about to leave.",
      .why = "It breaks on the day the account is closed; until then someone outside the company holds a key to your data.",
      .fix =
          "Move it to a service account, then revoke the person's access. If the name is a service account, declare it with `kind: "
          "service`.",
      .severity = Severity::critical,
      .effort = 2,
      .carry = 0.5,
      .flagged =
          "people: {ben: {left: 2026-06-30}}\ntools: {crm: {}, survey: {}}\nintegrations: {crm-survey: {from: crm, to: survey, runs_as: "
          "ben}}",
      .clean =
          "people: {ben: {left: 2026-06-30}}\ntools: {crm: {}, survey: {}}\nintegrations: {crm-survey: {from: crm, to: survey, runs_as: "
          "svc-survey}}",
      .check = each<Integration>(check),
  };
}

}  // namespace stackdrag::rules
