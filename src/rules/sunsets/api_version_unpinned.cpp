// An integration on which much hangs, and nobody knows which version of an API it calls.
#include "rules/standing.h"
#include "rules/sunsets/called_api.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Integration& integration, const std::vector<KnownNames>& by_tool, const Context& in) {
  if (!in_use(integration.status) || calls_nothing(integration.via)) return not_applicable();
  if (!integration.api.unknown()) return clear();
  // Of an API that the packs do not know, a version would tell nothing.
  if (names_of_end(integration.to, by_tool, in).count + names_of_end(integration.from, by_tool, in).count == 0) return not_applicable();
  const auto standing = standing_of(integration.common.self, static_cast<std::size_t>(in.options.number("dependents")), in);
  if (!standing) return clear();
  const Span at = where(integration.api, integration.id.at);
  return flag(at, "the API version that `{}` calls is unknown, and it {}", *integration.id, standing->reason)
      .measure(static_cast<double>(standing->dependents), "dependents")
      .act("find out the API version of {}", integration.common.self);
}

}  // namespace

Rule api_version_unpinned() {
  return {
      .id = "api-version-unpinned",
      .title = "Important integration with an unknown API version",
      .when = "Much stands on an integration whose API version is not recorded, of an API whose versions are known to end.",
      .why = "Vendors announce the end of a version a year ahead; who does not know the version learns of it when calls fail.",
      .fix = "Look up the version in the integration's settings or its code. If the vendor looks after it, say `api: managed`.",
      .severity = Severity::medium,
      .effort = 2,
      .carry = 0.25,
      .flagged =
          "tools: {hubspot: {}, salesforce: {}}\nintegrations: {hs-sf: {from: hubspot, to: salesforce}}\nagents: {scorer: {uses: [hs-sf]}}",
      .clean =
          "tools: {hubspot: {}, salesforce: {}}\nintegrations: {hs-sf: {from: hubspot, to: salesforce, api: managed}}\nagents: {scorer: "
          "{uses: [hs-sf]}}",
      .check = each<Integration>(known_names, check),
      .profile = Profile::standard,
      .options = {{"dependents", "items", 3,
                   "items that stand on an integration from which its version is to be known, if no agent is among them"}},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
