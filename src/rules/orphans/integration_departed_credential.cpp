// An integration that uses the login of somebody who has left.
#include <string>

#include "rules/leavers.h"

namespace stackdrag::rules {
namespace {

/// A service account that was closed opens nothing any more.
Verdict check_closed(const Integration& integration, const Person& account) {
  if (!integration.last_ok || *integration.last_ok <= *account.left) return clear();
  return flag(integration.runs_as.at, "`{}` has run on {} as the service account `{}`, which was closed on {}", *integration.id,
              *integration.last_ok, *account.id, *account.left)
      .also(account.left.at, "closed here")
      .as(Severity::medium)
      .act("find out as whom {} runs", integration.common.self);
}

Verdict check(const Integration& integration, const Context& in) {
  const At<PersonRef>& runs_as = integration.runs_as;
  if (!in_use(integration.status)) return not_applicable();
  if (runs_as.unknown()) return unknown(integration, {"runs_as"});
  // A name that is not declared is taken to be a service account.
  const Person* person = runs_as ? in.facts.person(runs_as->target) : nullptr;
  if (person == nullptr || !person->left) return clear();
  if (is_service(*person)) return check_closed(integration, *person);
  const Days gone = in.as_of - *person->left;
  const bool here = !has_left(person, in.as_of);
  const Days ahead = *person->left - in.as_of;
  if (ahead > in.options.days("far")) return clear();
  const std::string leaving = here ? when_leaving(*person, in) : fmt::format("who left on {}, {} ago", *person->left, gone);
  return flag(runs_as.at, "`{}` runs as `{}`, {}", *integration.id, *person->id, leaving)
      .also(person->left.at, "{} here", here ? "leaves" : "left")
      .measure(std::max(Days{0}, gone))
      .as(!here                                 ? Severity::critical
          : ahead > in.options.days("handover") ? Severity::medium
                                                : Severity::high)
      .act("move {} to a service account", person->common.self);
}

}  // namespace

Rule integration_departed_credential() {
  return {
      .id = "integration-departed-credential",
      .title = "Integration uses a leaver's login",
      .when =
          "The person whose login the integration uses has left, or is about to leave; or (medium) it has run as a service account after "
          "that was closed.",
      .why = "It breaks on the day the account is closed; until then someone outside the company holds a key to your data.",
      .fix =
          "Move it to a service account, then revoke the person's access. If the name is a service account, declare it with `kind: "
          "service`.",
      .gets = "The data keeps flowing on the day on which the leaver's account is closed.",
      .done = "A run has succeeded with a service account in `runs_as`, and the leaver's token is refused (401).",
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
      .options = {handover_option(), days_option("far", 90, "days before somebody leaves from which their logins are to be replaced")},
  };
}

}  // namespace stackdrag::rules
