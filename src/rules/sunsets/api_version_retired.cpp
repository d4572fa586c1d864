// An integration that calls a version of an API that no longer answers, and an agent whose model no longer does.
#include "rules/sunsets/called_api.h"

namespace stackdrag::rules {
namespace {

Verdict judge(const Integration& integration, const Api& api, const Context& in) {
  if (!api.retired || in.as_of < api.retired->first) return clear();
  const Days ago = in.as_of - api.retired->first;
  return flag(integration.api.at, "`{}` calls {} {}, retired {}, {} ago", *integration.id, *api.name, *integration.api, api.retired->when(),
              ago)
      .measure(ago)
      .as(*api.certainty == Certainty::recalled ? Severity::low : Severity::critical)
      .act("upgrade the API of {}", integration.common.self);
}

Verdict check(const Integration& integration, const std::vector<KnownNames>& by_tool, const Context& in) {
  return ask_api(integration, by_tool, in, judge);
}

Verdict check_model(const Agent& agent, const Context& in) {
  const Model* model = pinned_model(agent, in.packs);
  if (model == nullptr) return not_applicable();
  if (in.as_of < model->retired->first) return clear();
  const Days ago = in.as_of - model->retired->first;
  return flag(agent.model.at, "`{}` is pinned to {}, which was switched off {}, {} ago", *agent.id, *model->name, model->retired->when(),
              ago)
      .measure(ago)
      .as(*model->certainty == Certainty::recalled ? Severity::low : Severity::critical)
      .act("move {} to a newer model", agent.common.self);
}

}  // namespace

Rule api_version_retired() {
  return {
      .id = "api-version-retired",
      .title = "API version or model that no longer answers",
      .when = "An integration calls an API version, or an agent is pinned to a model, that the vendor has switched off.",
      .why = "Calls fail, or are answered by a newer version that may mean something else; leads are lost without a word.",
      .fix = "Upgrade to a supported version and check what arrived since. If the vendor looks after the version, say `api: managed`.",
      .severity = Severity::critical,
      .effort = 12,
      .carry = 2,
      .flagged = "tools: {salesforce: {}, forms: {}}\nintegrations: {forms-sf: {from: forms, to: salesforce, api: v20.0}}",
      .clean = "tools: {salesforce: {}, forms: {}}\nintegrations: {forms-sf: {from: forms, to: salesforce, api: v62.0}}",
      .check = both(each<Integration>(known_names, check), each<Agent>(check_model)),
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
