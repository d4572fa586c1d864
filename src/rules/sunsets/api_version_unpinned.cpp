// An integration that others depend on and whose API version is not recorded.
#include "rules/standing.h"
#include "rules/sunsets/called_api.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Integration& integration, const Callees& callees, const Context& in) {
  if (!is_running(integration.status) || calls_no_api(integration, callees.vias)) return not_applicable();
  if (!integration.api.unknown() || integration.api.misread()) return clear();
  // Without pack rows for the API, its version would tell us nothing.
  if (api_names_of_ends(integration, callees, in).empty()) return not_applicable();
  const auto importance = importance_of(integration.common.self, static_cast<std::size_t>(in.options.number("dependents")), in);
  if (!importance) return clear();
  const Span at = where(integration.api, integration.id.at);
  return flag(at, "`{}` has no API version on record, and it {}", *integration.id, importance->reason)
      .measure(static_cast<double>(importance->dependents), "dependents")
      .lacking()
      .act("find out the API version of {}", integration.common.self);
}

}  // namespace

Rule api_version_unpinned() {
  return {
      .id = "api-version-unpinned",
      .title = "Critical integration with an unknown API version",
      .when =
          "An integration that feeds an agent, a touchpoint where customers buy, or many other items has no API version on record, "
          "although versions of that API are known to end.",
      .why = "Vendors announce the end of a version a year ahead; without knowing your version, you learn of it when calls fail.",
      .fix = "Look up the version in the integration's settings or code. If the vendor manages the version, set `api: managed`.",
      .gets = "The end of the version in use is known ahead, and not from failed calls.",
      .done = "`api` has the version that a request in the vendor's log shows, or `api: managed` if the vendor says so.",
      .severity = Severity::medium,
      .effort = 2,
      .carry = 0.25,
      .flagged =
          "tools: {hubspot: {}, salesforce: {}}\nintegrations: {hs-sf: {from: hubspot, to: salesforce}}\nagents: {scorer: {uses: [hs-sf]}}",
      .clean =
          "tools: {hubspot: {}, salesforce: {}}\nintegrations: {hs-sf: {from: hubspot, to: salesforce, api: managed}}\nagents: {scorer: "
          "{uses: [hs-sf]}}",
      .check = each<Integration>(callees_of, check),
      .profile = Profile::standard,
      .options = {{"dependents", "items", 3, "dependent items from which an integration needs a known version, if no agent is among them"}},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
