// An integration that calls a retired API version, or an agent that is pinned to a retired model.
#include "rules/sunsets/called_api.h"

namespace stackdrag::rules {
namespace {

/// What is lost by it: little while the integration is paused or planned.
Severity severity_of(const Integration& integration, const Api& api) {
  if (*api.certainty == Certainty::recalled) return Severity::low;
  return is_running(integration.status) ? Severity::critical : severity_at_rest(integration.status);
}

/// The end of the message about something that stands still.
std::string_view pause_note(const At<Status>& status) {
  if (is_running(status)) return "";
  return is_planned(status) ? "; it is only planned, so choose another" : "; upgrade it before you switch it on again";
}

Verdict judge(const Integration& integration, const Api& api, const Context& in) {
  if (!api.retired || in.as_of < api.retired->first) return clear();
  const Days ago = in.as_of - api.retired->first;
  return flag(integration.api.at, "`{}` calls {} {}, which was retired {}, {} ago{}", *integration.id, *api.name, version_of(integration),
              api.retired->when(), distance_to(*api.retired, ago), pause_note(integration.status))
      .measure(ago)
      .as(severity_of(integration, api))
      .according_to(api)
      .act("upgrade the API of {}", integration.common.self);
}

Verdict check(const Integration& integration, const Callees& callees, const Context& in) {
  return ask_api(integration, callees, in, judge);
}

Verdict check_model(const Agent& agent, const Context& in) {
  const Model* model = pinned_model(agent, in.packs);
  if (model == nullptr) return not_applicable();
  if (in.as_of < model->retired->first) return clear();
  const Days ago = in.as_of - model->retired->first;
  return flag(agent.model.at, "`{}` is pinned to {}, which was switched off {}, {} ago{}", *agent.id, *model->name, model->retired->when(),
              distance_to(*model->retired, ago), pause_note(agent.status))
      .measure(ago)
      .as(severity_without(agent, *model))
      .according_to(*model)
      .act("move {} to a newer model", agent.common.self);
}

}  // namespace

Rule api_version_retired() {
  return {
      .id = "api-version-retired",
      .title = "Retired API version or model",
      .when =
          "An integration calls an API version, or an agent uses a model, that the vendor has switched off; medium for what is "
          "only planned.",
      .why = "Calls fail, or a newer version answers them differently, often without an error that anybody sees.",
      .fix =
          "Upgrade to a supported version and check the data that has arrived since the retirement. If it still runs long after that day, "
          "it "
          "calls another one by now: look it up, and correct `api` or `model`; if the vendor manages the version, write `managed`.",
      .gets = "Data arrives whole again, instead of errors that nobody sees.",
      .done = "It calls a supported version, and the data since the retirement was compared with its source.",
      .severity = Severity::critical,
      .effort = 12,
      .carry = 2,
      .flagged = "tools: {salesforce: {}, forms: {}}\nintegrations: {forms-sf: {from: forms, to: salesforce, api: v20.0}}",
      .clean = "tools: {salesforce: {}, forms: {}}\nintegrations: {forms-sf: {from: forms, to: salesforce, api: v62.0}}",
      .check = both(each<Integration>(callees_of, check), each<Agent>(check_model)),
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
