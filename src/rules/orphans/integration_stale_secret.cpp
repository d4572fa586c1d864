// A key or password that has not been changed for a long time.
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Whether the method rotates its secrets automatically.
bool rotates_itself(const At<Text>& auth) {
  if (!auth) return false;
  const std::string way = folded_name(*auth);
  return way.starts_with("oauth") || way == "managed" || way == "workloadidentity" || way == "iam" || way == "sso";
}

Verdict check(const Integration& integration, const Context& in) {
  if (!in_use(integration.status) || rotates_itself(integration.auth) || integration.auth.none() || integration.auth.not_applicable() ||
      integration.secret_rotated.not_applicable()) {
    return not_applicable();
  }
  if (integration.secret_rotated.none())
    return flag(integration.secret_rotated.at, "the secret of `{}` has never been rotated", *integration.id)
        .act("rotate the secret of {}", integration.common.self);
  if (!integration.secret_rotated) {
    return integration.auth ? unknown(integration, {"secret_rotated"}) : unknown(integration, {"auth", "secret_rotated"});
  }
  const Days age = in.as_of - *integration.secret_rotated;
  const Days limit = in.options.days("age");
  if (age <= limit) return clear();
  return flag(integration.secret_rotated.at, "the secret of `{}` was last rotated {} ago (limit {})", *integration.id, age, limit)
      .measure(age)
      .act("rotate the secret of {}", integration.common.self);
}

}  // namespace

Rule integration_stale_secret() {
  return {
      .id = "integration-stale-secret",
      .title = "Secret not rotated",
      .when = "A secret that does not rotate automatically was last changed longer ago than the limit, or never.",
      .why = "A key that has been in use for years sits in old tickets, laptops and backups, and whoever finds it can use it.",
      .fix =
          "Issue a new key, put it in place, and revoke the old one. If the credentials rotate automatically, set `auth: oauth` or `auth: "
          "managed`.",
      .gets = "Old tickets, laptops and backups no longer hold a key to customer data.",
      .done = "A run has succeeded with the new key, the old one is refused, and the next change has a date.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0,
      .flagged = "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, auth: private-app, secret_rotated: 2024-05-01}}",
      .clean = "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, auth: private-app, secret_rotated: 2026-05-01}}",
      .check = each<Integration>(check),
      .profile = Profile::standard,
      .options = {days_option("age", 365, "days after which a secret must be rotated")},
  };
}

}  // namespace stackdrag::rules
