// An integration with permissions that it does not need.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rules/scopes.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// Whether one scope reads something and another writes it: that may be one too many.
bool reads_and_writes_one(const List<Text>& scopes, const Grants& grants) {
  std::vector<std::set<std::string>> read, written;
  for (const At<Text>& scope : scopes) {
    const Grant& grant = grants.at(*scope);
    if (grant.only_reads) read.push_back(grant.objects);
    if (grant.writing) written.push_back(grant.objects);
  }
  return std::find_first_of(read.begin(), read.end(), written.begin(), written.end()) != read.end();
}

Flagged too_wide(const Integration& integration, const At<Text>& scope, std::string_view grants) {
  return flag(scope.at, "`{}` has the scope `{}`, which grants {}", *integration.id, *scope, grants)
      .act("narrow the scope of {}", integration.common.self);
}

Grants prepare(const Context& in) { return grants_of(in.inventory.integrations, in.packs); }

Verdict check(const Integration& integration, const Grants& grants, const Context&) {
  const List<Text>& scopes = integration.scope;
  if (!in_use(integration.status) || scopes.none() || scopes.not_applicable()) return not_applicable();
  if (scopes.unknown()) return unknown(integration, {"scope"});
  if (const At<Text>* const all = first_scope(scopes, &Grant::all, grants)) return too_wide(integration, *all, "full access");
  const At<Text>* const acting = first_scope(scopes, &Grant::acting, grants);
  if (acting == nullptr) return clear();
  if (integration.direction && *integration.direction == Direction::read) {
    return flag(acting->at, "`{}` only reads, but its scope `{}` allows writing", *integration.id, **acting)
        .also(integration.direction.at, "only reads")
        .act("narrow the scope of {}", integration.common.self);
  }
  if (const At<Text>* const most = first_scope(scopes, &Grant::all_of_one, grants))
    return too_wide(integration, *most, "all access to what it names").as(Severity::medium);
  return integration.direction.unknown() && reads_and_writes_one(scopes, grants) ? unknown(integration, {"direction"}) : clear();
}

}  // namespace

Rule integration_overscoped() {
  return {
      .id = "integration-overscoped",
      .title = "Integration with too many permissions",
      .when = "A scope grants full access, or all access to what it names (medium), or allows writing although the integration only reads.",
      .why = "Whoever gets hold of its key can do everything the key allows, so the scope decides how large a breach becomes.",
      .fix =
          "Grant only the objects and actions that it uses. If the vendor offers only one scope, waive this finding and give the reason.",
      .gets = "A stolen key opens one drawer, and not the whole customer base.",
      .done = "The vendor shows only the scopes that it uses, a full run has succeeded, and the old grant is withdrawn.",
      .severity = Severity::high,
      .effort = 3,
      .carry = 0,
      .flagged = "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, scope: [admin]}}",
      .clean = "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, scope: [contacts.read]}}",
      .check = each<Integration>(prepare, check),
      .profile = Profile::standard,
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
