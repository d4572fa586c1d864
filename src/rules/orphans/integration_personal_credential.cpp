// An integration that uses a person's login.
#include "stackdrag/carried.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Integration& integration, const Vias& vias, const Context& in) {
  if (!in_use(integration.status) || integration.runs_as.none() || integration.runs_as.not_applicable()) return not_applicable();
  // Whoever carries data by hand does so under their own name.
  if (is_manual(integration, vias)) return not_applicable();
  if (integration.runs_as.unknown()) return unknown(integration, {"runs_as"});
  // A name that is not declared is taken to be a service account.
  const Person* person = in.facts.person(integration.runs_as->target);
  if (person == nullptr || is_service(*person)) return clear();
  return flag(integration.runs_as.at, "`{}` runs with the personal login of `{}`", *integration.id, *person->id)
      .act("move {} to a service account", integration.common.self);
}

}  // namespace

Rule integration_personal_credential() {
  return {
      .id = "integration-personal-credential",
      .title = "Integration uses a personal login",
      .when = "An integration runs with the login of a person instead of a service account.",
      .why = "It stops on the day that person leaves or changes the password, and everything it does is logged under that person's name.",
      .fix =
          "Give it a service account with only the permissions it needs. If the plan has no service accounts, waive this finding and give "
          "the reason.",
      .gets = "Nothing stops when a colleague changes jobs, or only a password.",
      .done = "`runs_as` is a service account that a run has succeeded with, and the person's token is withdrawn.",
      .severity = Severity::medium,
      .effort = 2,
      .carry = 0.1,
      .flagged = "people: {ana: {}}\ntools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, runs_as: ana}}",
      .clean = "people: {ana: {}}\ntools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, runs_as: svc-ads}}",
      .check = each<Integration>(vias_of, check),
      .profile = Profile::standard,
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
