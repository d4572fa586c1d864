// An integration with permissions that it does not need.
#include "rules/scopes.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Integration& integration, const Context& in) {
  if (!in_use(integration.status) || integration.scope.none() || integration.scope.not_applicable()) return not_applicable();
  if (integration.scope.unknown()) return unknown(integration, {"scope"});
  if (const At<Text>* all = first_scope(integration.scope, allows_all, in.packs)) {
    return flag(all->at, "`{}` has the scope `{}`, which grants full access", *integration.id, **all)
        .act("narrow the scope of {}", integration.common.self);
  }
  const At<Text>* writing = first_scope(integration.scope, allows_acting, in.packs);
  const bool only_reads_data = integration.direction && *integration.direction == Direction::read;
  if (writing == nullptr) return clear();
  // One scope that reads and another that writes may be one too many.
  const bool may_do_both = first_scope(integration.scope, allows_reading_only, in.packs) != nullptr;
  if (integration.direction.unknown() && may_do_both && first_scope(integration.scope, allows_writing, in.packs) != nullptr)
    return unknown(integration, {"direction"});
  if (!only_reads_data) return clear();
  return flag(writing->at, "`{}` only reads, but its scope `{}` allows writing", *integration.id, **writing)
      .also(integration.direction.at, "only reads")
      .act("narrow the scope of {}", integration.common.self);
}

}  // namespace

Rule integration_overscoped() {
  return {
      .id = "integration-overscoped",
      .title = "Integration with too many permissions",
      .when = "A scope grants full access, or allows writing although the integration only reads.",
      .why = "Whoever gets hold of its key can do everything the key allows, so the scope decides how large a breach becomes.",
      .fix =
          "Grant only the objects and actions that it uses. If the vendor offers only one scope, waive this finding and give the reason.",
      .severity = Severity::high,
      .effort = 3,
      .carry = 0,
      .flagged = "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, scope: [admin]}}",
      .clean = "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, scope: [contacts.read]}}",
      .check = each<Integration>(check),
      .profile = Profile::standard,
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
